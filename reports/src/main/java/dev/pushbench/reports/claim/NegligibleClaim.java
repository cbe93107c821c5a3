package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.List;

/** Latency, as a difference in time: the other half of the belief. */
final class NegligibleClaim implements Claim {

    private static final double NS_PER_MILLI = 1e6;

    @Override
    public String id() {
        return "negligible";
    }

    @Override
    public String sentence() {
        return "The difference in latency between WebSocket and SSE is negligible for most applications";
    }

    @Override
    public String decidedBy() {
        return "response time p50 of pushed messages, ws/1.1 − sse/1.1: within 1 ms either way, because a screen shows a"
                + " new picture every 16.7 ms at 60 Hz, so that less than 1 ms seldom moves a message to another one";
    }

    @Override
    public String refutedBy() {
        return "medians that are more than 1 ms apart";
    }

    @Override
    public String doesNotShow() {
        return "applications in which programs answer programs, and what a network adds to both";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        return PushArms.withControl(conditions);
    }

    /** On a scale that begins at 0, where a spectrum would have a logarithmic one. */
    @Override
    public Picture picture() {
        return new Picture.Bars(Metric.RESPONSE_P50, "ms", NS_PER_MILLI, CellName.BASES);
    }

    @Override
    public Series primary(Evidence evidence) {
        return millis(evidence, Metric.RESPONSE_P50, "1.1");
    }

    @Override
    public Finding judge(Evidence evidence) {
        Margin margin =
                Margin.ofDifference(NS_PER_MILLI).atLeast(PushArms.floorOfDifference(evidence, Metric.RESPONSE_P50));
        return Finding.of(
                primary(evidence),
                margin,
                Direction.NEITHER,
                List.of(
                        millis(evidence, Metric.RESPONSE_P99, "1.1"),
                        millis(evidence, Metric.RESPONSE_P50, "2"),
                        millis(evidence, Metric.RESPONSE_P99, "2")),
                List.of(PushArms.load(evidence)));
    }

    private static Series millis(Evidence evidence, Metric metric, String httpVersion) {
        return Series.difference(evidence, metric, "ws/" + httpVersion, "sse/" + httpVersion, "ms", NS_PER_MILLI);
    }
}
