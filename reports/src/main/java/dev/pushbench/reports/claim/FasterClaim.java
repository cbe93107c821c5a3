package dev.pushbench.reports.claim;

import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.List;

/** Latency, as a ratio. */
final class FasterClaim implements Claim {

    private static final double MARGIN = 1.1;

    @Override
    public String id() {
        return "faster";
    }

    @Override
    public String sentence() {
        return "WebSocket is faster than SSE";
    }

    @Override
    public String decidedBy() {
        return "response time p50 of pushed messages, ws/1.1 ÷ sse/1.1: lower by more than a tenth, because less than"
                + " that nobody would change a transport for";
    }

    @Override
    public String refutedBy() {
        return "a median that is higher over WebSocket by more than a tenth; within a tenth there is no practical"
                + " difference";
    }

    @Override
    public String doesNotShow() {
        return "a network with delay, loss or proxies, browsers, other servers, and rates beyond the knee";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        return PushArms.withControl(conditions);
    }

    @Override
    public Picture picture() {
        return Picture.Spectrum.of("ws/1.1", "sse/1.1", "ws/2", "sse/2");
    }

    @Override
    public Series primary(Evidence evidence) {
        return Series.ratio(evidence, Metric.RESPONSE_P50, "ws/1.1", "sse/1.1");
    }

    @Override
    public Finding judge(Evidence evidence) {
        Margin margin = Margin.ofRatio(MARGIN).atLeast(PushArms.floor(evidence, Metric.RESPONSE_P50));
        return Finding.of(
                primary(evidence),
                margin,
                Direction.LOWER,
                List.of(
                        Series.ratio(evidence, Metric.RESPONSE_P99, "ws/1.1", "sse/1.1"),
                        Series.ratio(evidence, Metric.RESPONSE_P50, "ws/2", "sse/2"),
                        Series.ratio(evidence, Metric.RESPONSE_P99, "ws/2", "sse/2")),
                List.of(PushArms.load(evidence)));
    }
}
