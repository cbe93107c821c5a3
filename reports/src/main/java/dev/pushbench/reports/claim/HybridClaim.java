package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Two kinds of streams in one application, or one of them for all. */
final class HybridClaim implements Claim {

    private static final String SSE = "sse/1.1";
    private static final String WEB_SOCKET = "ws/1.1";
    private static final String BOTH = "+chat";
    private static final String ALL = "+all";
    private static final int USERS = 500;
    private static final int CHATTING_PERCENT = 10;
    private static final double SHARE = CHATTING_PERCENT / 100.0;
    /** Low, because three JVMs share the processors. */
    private static final double RATE = 4;

    private static final double MARGIN = 1.1;

    @Override
    public String id() {
        return "hybrid";
    }

    @Override
    public String sentence() {
        return "Once some users need WebSocket, putting everything on it is leaner than SSE beside it";
    }

    @Override
    public String decidedBy() {
        return "memory of the server and its half of the kernel's for idle users, an event stream for each and a WebSocket for"
                + " one in ten ÷ a WebSocket for each, HTTP/1.1: higher by more than a tenth, because less than that buys no"
                + " smaller server";
    }

    @Override
    public String refutedBy() {
        return "memory that is lower with both by more than a tenth; within a tenth there is no practical difference";
    }

    @Override
    public String doesNotShow() {
        return "what it costs to write and to run two protocols, or to write subscriptions and answers into one; memory is that"
                + " of idle connections, each kind measured alone and added up;"
                + " latency over HTTP/2";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        List<Arm> arms = new ArrayList<>();
        int users = Math.max(1, Math.min(USERS, (int) (conditions.mostConnections() / (1 + SHARE))));
        arms.add(Arm.of(
                SSE,
                BOTH,
                users,
                Conditions.timed(
                        "--rate=" + RATE, "--hybrid=ws://" + Arm.CLEARTEXT + "/ws=" + CHATTING_PERCENT + "%")));
        // As many messages in all: those who chat get theirs on the same connection.
        arms.add(Arm.of(WEB_SOCKET, ALL, users, Conditions.timed("--rate=" + RATE * (1 + SHARE))));
        arms.addAll(IdleArms.of(CellName.BASES, conditions));
        return arms;
    }

    @Override
    public Picture picture() {
        return Picture.Spectrum.of(SSE + BOTH, WEB_SOCKET + ALL);
    }

    @Override
    public Series primary(Evidence evidence) {
        return memory(evidence, Metric.SERVER_MEMORY, "1.1");
    }

    @Override
    public Finding judge(Evidence evidence) {
        return Finding.of(
                primary(evidence),
                Margin.ofRatio(MARGIN).atLeast(IdleArms.noise(evidence, Metric.SERVER_MEMORY)),
                Direction.HIGHER,
                List.of(
                        memory(evidence, Metric.SERVER_HEAP, "1.1"),
                        memory(evidence, Metric.SERVER_MEMORY, "2"),
                        notifications(evidence, Metric.RESPONSE_P50),
                        notifications(evidence, Metric.RESPONSE_P99)),
                connections(evidence).stream().toList());
    }

    /** Of a user who has an event stream, and a tenth of a WebSocket, against one with a whole WebSocket. */
    private static Series memory(Evidence evidence, Metric metric, String version) {
        String sse = "sse/" + version;
        String webSocket = "ws/" + version;
        double[] logRatios = evidence.ofBlocks(block -> {
            Double stream = IdleArms.value(block, metric, sse);
            Double socket = IdleArms.value(block, metric, webSocket);
            return stream == null || socket == null
                    ? null
                    : Double.valueOf(IdleArms.logRatio(stream + SHARE * socket, socket));
        });
        return Series.ofLogRatios(
                metric.name() + ", SSE beside " + CHATTING_PERCENT + " % WebSocket ÷ WebSocket alone on HTTP/"
                        + version,
                logRatios,
                metric,
                IdleArms.labels(evidence, sse, webSocket));
    }

    private static Series notifications(Evidence evidence, Metric metric) {
        return Series.ratio(evidence, metric, SSE + BOTH, WEB_SOCKET + ALL);
    }

    private static Optional<String> connections(Evidence evidence) {
        Integer streams = tcp(evidence, SSE + BOTH);
        Integer sockets = tcp(evidence, WEB_SOCKET + BOTH);
        Integer all = tcp(evidence, WEB_SOCKET + ALL);
        return streams == null || sockets == null || all == null
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%d TCP connections for the notifications and %d for those who chat, against %d.",
                        streams,
                        sockets,
                        all));
    }

    private static Integer tcp(Evidence evidence, String arm) {
        return evidence.merged(arm).map(CellResult::tcpConnections).orElse(null);
    }
}
