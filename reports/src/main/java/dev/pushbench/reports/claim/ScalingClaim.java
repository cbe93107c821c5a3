package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.List;

/** A staircase of subscriptions, each at the same rate, up to the step at which the tail or the accounting gives way. */
final class ScalingClaim implements Claim {

    private static final String STAIRCASE = "+find";
    private static final int FIRST = 1_000;
    private static final int MOST = 8_000;
    /** That of the last step of the search, so that one of them more or less is no difference. */
    private static final double MARGIN = 1.5;

    @Override
    public String id() {
        return "scaling";
    }

    @Override
    public String sentence() {
        return "SSE does not scale: WebSocket serves more users";
    }

    @Override
    public String decidedBy() {
        return "most subscriptions at 20 messages/s each with p99 of the response time within 50 ms and nothing lost, by binary"
                + " search, ws/1.1 ÷ sse/1.1: higher by more than half, which is the last step of the search";
    }

    @Override
    public String refutedBy() {
        return "a number that is lower over WebSocket by as much; within a step there is no practical difference";
    }

    @Override
    public String doesNotShow() {
        return "a server with cores of its own: here the load generator has its share of the same ones, and each is young, so"
                + " that both compile while the tail is measured; the numbers are no capacity, only their ratio counts";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        int most = Math.min(MOST, conditions.mostConnections());
        return CellName.BASES.stream()
                .map(cell -> Arm.of(
                        cell,
                        STAIRCASE,
                        Math.min(FIRST, most),
                        "--rate=20",
                        "--payload=" + PushArms.PAYLOAD_BYTES,
                        "--warmup=1s",
                        "--duration=1s",
                        "--slo=p99<50ms,lost=0",
                        "--find=connections",
                        "--find-max=" + most,
                        "--find-resolution=50",
                        "--find-probes=" + (conditions.quick() ? 1 : 4)))
                .toList();
    }

    @Override
    public Picture picture() {
        return new Picture.Steps(
                CellName.BASES.stream().map(cell -> cell + STAIRCASE).toList());
    }

    @Override
    public Finding judge(Evidence evidence) {
        return Finding.of(
                ratio(evidence, "1.1"),
                Margin.ofRatio(MARGIN),
                Direction.HIGHER,
                List.of(ratio(evidence, "2")),
                notes(evidence));
    }

    private static List<String> notes(Evidence evidence) {
        List<String> notes = new ArrayList<>(List.of("A step that misses is tried again before it counts as missed."));
        for (String cell : CellName.BASES) {
            long unlimited = evidence.ofAllBlocks(cell + STAIRCASE).stream()
                    .filter(each -> each.search() != null && each.search().missed() == null)
                    .count();
            if (unlimited > 0) {
                notes.add(cell + ": in " + unlimited
                        + " of the blocks the search ended before anything had missed, so that"
                        + " its limit is not known there.");
            }
        }
        return notes;
    }

    private static Series ratio(Evidence evidence, String version) {
        return Series.ratio(evidence, Metric.FOUND, "ws/" + version + STAIRCASE, "sse/" + version + STAIRCASE);
    }
}
