package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A staircase of subscriptions, each at the same rate, up to the step at which the tail or the accounting gives way. */
final class ScalingClaim implements Claim {

    private static final String STAIRCASE = "+find";
    private static final int FIRST = 1_000;
    /** The only step there is then, in JVMs that are cold: it had better be met. */
    private static final int FIRST_IF_QUICK = 200;

    /** At the rate of each, more messages than two cores can make. */
    private static final int MOST = 16_000;
    /** Enough for all steps and for some that miss once only. */
    private static final int PROBES = 8;
    /**
     * Between one step, which two cells that bear the same may be apart, and two. It needs no control: steps are coarser
     * than noise.
     */
    private static final double MARGIN = 3;

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
        return "most subscriptions at 40 messages/s each with p99 of the response time within 50 ms and nothing lost, doubled or"
                + " halved from step to step, ws/1.1 ÷ sse/1.1: higher by a factor of more than three, which is more than one"
                + " step and so more than twice as many";
    }

    @Override
    public String refutedBy() {
        return "a number that is lower over WebSocket by as much; one step apart there is no practical difference";
    }

    @Override
    public String doesNotShow() {
        return "a server with cores of its own: here the load generator has its share of the same ones, and may be what gives"
                + " way first; and each is young, so that both compile while the tail is measured. The numbers are no"
                + " capacity, only their ratio counts";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        int most = Math.min(MOST, conditions.mostConnections());
        return CellName.BASES.stream()
                .map(cell -> Arm.of(
                        cell,
                        STAIRCASE,
                        Math.min(conditions.quick() ? FIRST_IF_QUICK : FIRST, most),
                        "--rate=40",
                        "--payload=" + PushArms.PAYLOAD_BYTES,
                        "--warmup=500ms",
                        "--duration=1s",
                        "--slo=p99<50ms,lost=0",
                        "--find=connections",
                        "--find-max=" + most,
                        // So coarse that it only doubles or halves.
                        "--find-resolution=100",
                        "--find-probes=" + (conditions.quick() ? 1 : PROBES)))
                .toList();
    }

    @Override
    public Picture picture() {
        return new Picture.Steps(
                CellName.BASES.stream().map(cell -> cell + STAIRCASE).toList());
    }

    @Override
    public Series primary(Evidence evidence) {
        return ratio(evidence, "1.1");
    }

    @Override
    public Finding judge(Evidence evidence) {
        Finding finding = Finding.of(
                primary(evidence),
                Margin.ofRatio(MARGIN),
                Direction.HIGHER,
                List.of(ratio(evidence, "2")),
                notes(evidence));
        boolean open = Stream.of("ws/1.1", "sse/1.1").anyMatch(cell -> open(evidence, cell) > 0);
        // Blocks without a limit are not just any blocks: those that are left would decide by being left.
        return open && finding.effect() != null ? finding.withVerdict(Verdict.INCONCLUSIVE, null) : finding;
    }

    /** Blocks in which nothing missed, or nothing twice, before the search ended. */
    private static long open(Evidence evidence, String cell) {
        return blocks(evidence, cell, search -> search.missed() == null);
    }

    private static long blocks(Evidence evidence, String cell, Predicate<SearchResult> which) {
        return evidence.ofAllBlocks(cell + STAIRCASE).stream()
                .filter(each -> each.search() != null && which.test(each.search()))
                .count();
    }

    private static List<String> notes(Evidence evidence) {
        List<String> notes = new ArrayList<>(List.of("A step that misses is tried again before it counts as missed."));
        for (String cell : CellName.BASES) {
            long open = open(evidence, cell);
            long generators = blocks(evidence, cell, SearchResult::generatorsLimit);
            if (generators > 0) {
                notes.add(
                        cell + ": in " + generators + " of the blocks it was the load generator that gave way first.");
            }
            if (open > 0) {
                notes.add(cell + ": in " + open
                        + " of the blocks the search ended before a step had missed twice, so that"
                        + " its limit is not known there.");
            }
        }
        return notes;
    }

    private static Series ratio(Evidence evidence, String version) {
        return Series.ratio(evidence, Metric.FOUND, "ws/" + version + STAIRCASE, "sse/" + version + STAIRCASE);
    }
}
