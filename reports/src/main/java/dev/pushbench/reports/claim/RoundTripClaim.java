package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.List;

/** Both directions: an echo on one WebSocket against a POST for each message, whose answer comes by event stream. */
final class RoundTripClaim implements Claim {

    private static final String SLOW = "+trip-2";
    private static final String FAST = "+trip-8";
    private static final String WEB_SOCKET = "ws/1.1";
    private static final String SSE = "sse/1.1";
    private static final int CONNECTIONS = 100;
    private static final double MARGIN = 1.1;
    private static final List<Metric> METRICS = List.of(Metric.SERVER_CPU, Metric.CLIENT_CPU, Metric.BYTES_BOTH_WAYS);

    @Override
    public String id() {
        return "roundtrip";
    }

    @Override
    public String sentence() {
        return "In both directions WebSocket is faster than SSE with POST";
    }

    @Override
    public String decidedBy() {
        return "round trip p50 of messages that " + CONNECTIONS
                + " clients send twice a second each, in open loop, ws/1.1 ÷"
                + " sse/1.1 with POST on a connection that is kept: lower by more than a tenth, as for pushed messages";
    }

    @Override
    public String refutedBy() {
        return "a median that is higher over WebSocket by more than a tenth; within a tenth there is no practical"
                + " difference";
    }

    @Override
    public String doesNotShow() {
        return "HTTP/2, where requests and events share one connection; a network with delay, where a POST on a new connection"
                + " would wait for handshakes; and proxies that look at each request";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        List<Arm> arms = new ArrayList<>();
        for (String cell : List.of(WEB_SOCKET, SSE)) {
            arms.add(arm(cell, SLOW, "--rate=2", conditions));
            arms.add(arm(cell, FAST, "--rate=8", conditions));
        }
        arms.add(arms.get(0).again());
        return arms;
    }

    /** A client that posts has two connections. */
    private static Arm arm(String cell, String suffix, String rate, Conditions conditions) {
        int connections = Math.min(CONNECTIONS, Math.max(1, conditions.mostConnections() / 2));
        Arm arm = Arm.of(
                cell,
                suffix,
                connections,
                Conditions.timed("--round-trip", rate, "--payload=" + PushArms.PAYLOAD_BYTES));
        return CellName.parse(cell).isWebSocket() ? arm.at("/echo") : arm;
    }

    @Override
    public Picture picture() {
        return Picture.Spectrum.of(WEB_SOCKET + SLOW, SSE + SLOW, WEB_SOCKET + FAST, SSE + FAST);
    }

    @Override
    public Series primary(Evidence evidence) {
        return ratio(evidence, Metric.RESPONSE_P50, SLOW);
    }

    @Override
    public Finding judge(Evidence evidence) {
        List<Series> others = new ArrayList<>();
        METRICS.forEach(metric -> others.add(ratio(evidence, metric, SLOW)));
        others.add(ratio(evidence, Metric.RESPONSE_P50, FAST));
        METRICS.forEach(metric -> others.add(ratio(evidence, metric, FAST)));
        return Finding.of(
                primary(evidence),
                Margin.ofRatio(MARGIN).atLeast(Series.noise(evidence, Metric.RESPONSE_P50, WEB_SOCKET + SLOW)),
                Direction.LOWER,
                others,
                List.of(
                        "A round trip runs from the time at which the schedule says to send until the message is back."));
    }

    private static Series ratio(Evidence evidence, Metric metric, String rate) {
        return Series.ratio(evidence, metric, WEB_SOCKET + rate, SSE + rate);
    }
}
