package dev.pushbench.reports.claim;

import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.List;

/** Many event streams on one connection against a connection each. */
final class Http2Claim implements Claim {

    private static final String OVER_HTTP_2 = "sse/2";
    private static final String OVER_HTTP_1 = "sse/1.1";
    private static final String ONE_CLIENT = "+client";
    private static final String WITH_SLOW_READER = "+client-slow";
    private static final int STREAMS = 100;
    private static final double MARGIN = 1.1;

    @Override
    public String id() {
        return "http2";
    }

    @Override
    public String sentence() {
        return "HTTP/2 makes SSE better: many streams share one connection, and its memory";
    }

    @Override
    public String decidedBy() {
        return "growth of the server's resident set and half of that of the kernel's memory, per idle subscription, sse/2 ("
                + STREAMS
                + " streams on a connection) ÷ sse/1.1: lower by more than a tenth, because less than that buys no"
                + " smaller server";
    }

    @Override
    public String refutedBy() {
        return "memory that is higher over HTTP/2 by more than a tenth; within a tenth there is no practical difference";
    }

    @Override
    public String doesNotShow() {
        return "that its latency or processor time is any better, which are further metrics and decide nothing here; the six"
                + " connections to one host that a browser allows over HTTP/1.1, the largest gain of all; and lost packets, which hold up all streams of a connection";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        List<Arm> arms = new ArrayList<>();
        PushArms.cells(conditions).stream()
                .filter(arm -> arm.cell().equals(OVER_HTTP_1) || arm.cell().equals(OVER_HTTP_2))
                .forEach(arms::add);
        arms.addAll(IdleArms.of(List.of(OVER_HTTP_1, OVER_HTTP_2), conditions));
        arms.add(oneClient(ONE_CLIENT, conditions));
        arms.add(oneClient(WITH_SLOW_READER, conditions, "--slow=1%:stop"));
        return arms;
    }

    /** A stream's window of 64 KiB is full within the warm-up, so that the server waits for the reader that stopped. */
    private static Arm oneClient(String suffix, Conditions conditions, String... slow) {
        List<String> options =
                new ArrayList<>(List.of("--streams-per-client=" + STREAMS, "--rate=10", "--payload=8192"));
        options.addAll(List.of(slow));
        return Arm.of(OVER_HTTP_2, suffix, STREAMS, Conditions.timed(options.toArray(String[]::new)));
    }

    @Override
    public Picture picture() {
        return new Picture.Line(Metric.SERVER_MEMORY, List.of(OVER_HTTP_2, OVER_HTTP_1));
    }

    @Override
    public Series primary(Evidence evidence) {
        return IdleArms.ratio(evidence, Metric.SERVER_MEMORY, OVER_HTTP_2, OVER_HTTP_1);
    }

    @Override
    public Finding judge(Evidence evidence) {
        return Finding.of(
                primary(evidence),
                Margin.ofRatio(MARGIN).atLeast(IdleArms.noise(evidence, Metric.SERVER_MEMORY)),
                Direction.LOWER,
                List.of(
                        IdleArms.ratio(evidence, Metric.SERVER_HEAP, OVER_HTTP_2, OVER_HTTP_1),
                        pushed(evidence, Metric.OPENING_P50),
                        pushed(evidence, Metric.RESPONSE_P50),
                        pushed(evidence, Metric.RESPONSE_P99),
                        pushed(evidence, Metric.SERVER_CPU),
                        pushed(evidence, Metric.CLIENT_CPU),
                        besideSlowReader(evidence, Metric.RESPONSE_P50),
                        besideSlowReader(evidence, Metric.RESPONSE_P99)),
                List.of());
    }

    private static Series pushed(Evidence evidence, Metric metric) {
        return Series.ratio(evidence, metric, OVER_HTTP_2, OVER_HTTP_1);
    }

    /** What one reader that stops does to the others on its connection: head-of-line blocking above TCP. */
    private static Series besideSlowReader(Evidence evidence, Metric metric) {
        return Series.ratio(evidence, metric, OVER_HTTP_2 + WITH_SLOW_READER, OVER_HTTP_2 + ONE_CLIENT);
    }
}
