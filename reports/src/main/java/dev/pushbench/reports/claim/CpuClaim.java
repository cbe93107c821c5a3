package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.List;

/** Processor time. */
final class CpuClaim implements Claim {

    private static final double MARGIN = 1.1;
    private static final double NS_PER_MICRO = 1e3;

    @Override
    public String id() {
        return "cpu";
    }

    @Override
    public String sentence() {
        return "A message over WebSocket takes less processor time than one over SSE";
    }

    @Override
    public String decidedBy() {
        return "processor time of the server per pushed message, ws/1.1 ÷ sse/1.1: lower by more than a tenth, because"
                + " less than that buys no smaller server";
    }

    @Override
    public String refutedBy() {
        return "processor time that is higher over WebSocket by more than a tenth; within a tenth there is no practical"
                + " difference";
    }

    @Override
    public String doesNotShow() {
        return "other servers and clients, browsers above all; and warm JVMs, because a few seconds are for the most"
                + " part compiled while they run";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        return PushArms.withControl(conditions);
    }

    @Override
    public Picture picture() {
        return new Picture.Bars(Metric.SERVER_CPU, "µs", NS_PER_MICRO, CellName.BASES);
    }

    @Override
    public Series primary(Evidence evidence) {
        return Series.ratio(evidence, Metric.SERVER_CPU, "ws/1.1", "sse/1.1");
    }

    @Override
    public Finding judge(Evidence evidence) {
        Margin margin = Margin.ofRatio(MARGIN).atLeast(PushArms.floor(evidence, Metric.SERVER_CPU));
        return Finding.of(
                primary(evidence),
                margin,
                Direction.LOWER,
                List.of(
                        Series.ratio(evidence, Metric.CLIENT_CPU, "ws/1.1", "sse/1.1"),
                        Series.ratio(evidence, Metric.SERVER_CPU, "ws/2", "sse/2"),
                        Series.ratio(evidence, Metric.CLIENT_CPU, "ws/2", "sse/2")),
                List.of(PushArms.load(evidence)));
    }
}
