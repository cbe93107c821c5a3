package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.reports.result.TaggedHistogram;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Makes results of claims by hand: all arms show the same at first, with a noise of one per cent between blocks. Histograms
 * have what the arms that push messages show, one a block.
 */
public final class MeasuredArms {

    private static final double NOISE = 0.01;
    private static final long START_MILLIS = 1_800_000_000_000L;
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private static final SlowResult STOPPED = new SlowResult(
            List.of(new SlowResult.Group("stop", 1, 1, 0, 45L, 0, 45L, 0, null, Map.of())),
            new SlowResult.Server(3L << 20, 9L << 20, 17L, 0L));

    private ClaimPlan plan;
    private final Map<String, Figures> figures = new LinkedHashMap<>();
    private final List<Gate> gates = new ArrayList<>();
    private int blocks = 6;
    private final int planned = 6;
    private boolean interrupted;

    private int openBlock = -1;

    /** What an arm shows; null where it does not tell. */
    public static final class Figures {

        public double p50Ns = 1_000_000;
        public double p99Ns = 5_000_000;
        double openingNs = 2_000_000;
        public Double serverCpuNs = 20_000.0;
        double clientCpuNs = 15_000;
        public double bytes = 114;
        Double bytesOut;
        Integer found;
        boolean missed = true;
        double heap = 4_000;
        public double rss = 7_000;
        Double kernel = 4_000.0;
        /** Between blocks, of all figures but bytes; alternating. */
        double noise = NOISE;
    }

    public MeasuredArms(String... claims) {
        plan = new ClaimPlan(ClaimCatalogue.of(List.of(claims)), new Conditions(1_000, 10, 19_900, false), 20.0);
        plan.arms().forEach(arm -> figures.put(arm.label(), new Figures()));
    }

    /** Changes what the arms show whose labels begin so. */
    public MeasuredArms arms(String prefix, Consumer<Figures> change) {
        figures.forEach((label, each) -> {
            if (label.startsWith(prefix)) {
                change.accept(each);
            }
        });
        return this;
    }

    /** Changes what one arm shows. */
    public MeasuredArms arm(String label, Consumer<Figures> change) {
        change.accept(figures.get(label));
        return this;
    }

    public MeasuredArms blocks(int count) {
        blocks = count;
        return this;
    }

    /** A block whose searches end before anything has missed. */
    MeasuredArms openIn(int block) {
        openBlock = block;
        return this;
    }

    MeasuredArms interruptedAfter(int count) {
        interrupted = true;
        return blocks(count);
    }

    public MeasuredArms gate(String name, String arm, boolean passed) {
        gates.add(new Gate(name, arm, 1, passed, "made up"));
        return this;
    }

    /** Quick, at a rate that no pilot found. */
    MeasuredArms withoutPilot(double rate) {
        plan = new ClaimPlan(plan.claims(), new Conditions(1_000, rate, 19_900, true), null);
        return this;
    }

    public RunResult run() {
        List<BlockResult> results = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) {
            results.add(new BlockResult(block, cells(block)));
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("blocks", planned);
        config.putAll(plan.settings());
        return new RunResult(
                RunResult.SCHEMA_VERSION,
                "claims",
                gates.stream().allMatch(Gate::passed),
                interrupted,
                "2027-01-15T08:00:00Z",
                "./pushbench claims --seed=42",
                42,
                environment(),
                config,
                gates,
                List.of(),
                blocks == 0 ? List.of() : cells(0),
                results,
                List.of(),
                List.of());
    }

    /** Log-normal response times of as many samples as the result counts. */
    public List<TaggedHistogram> histograms() {
        List<TaggedHistogram> histograms = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) {
            for (CellResult cell : cells(block)) {
                if (!cell.cell().contains("idle")) {
                    LatencySummary response = cell.responseTime();
                    long start = START_MILLIS + block * 60_000L;
                    histograms.add(new TaggedHistogram(
                            cell.cell(),
                            TaggedHistogram.Metric.RESPONSE_TIME,
                            start,
                            start + 1_500,
                            logNormal(response.count(), response.p50Ns(), response.p99Ns())));
                }
            }
        }
        return histograms;
    }

    private static Histogram logNormal(long samples, double p50, double p99) {
        double deviation = Math.log(p99 / p50) / STANDARD.inverseCumulativeProbability(0.99);
        Histogram histogram = new Histogram(3);
        for (long i = 0; i < samples; i++) {
            double z = STANDARD.inverseCumulativeProbability((i + 0.5) / samples);
            histogram.recordValue((long) (p50 * Math.exp(deviation * z)));
        }
        return histogram;
    }

    private List<CellResult> cells(int block) {
        return plan.arms().stream()
                .map(arm -> cell(arm, figures.get(arm.label()), block))
                .toList();
    }

    private CellResult cell(Arm arm, Figures figures, int block) {
        // Both signs, different sizes; and not the same for all arms, or a ratio would have none of it.
        double noise = 1
                + figures.noise
                        * (block % 2 == 0 ? 1 : -1)
                        * (1 + block / 10.0)
                        * (arm.label().startsWith("ws") ? 1 : -1);
        LatencySummary response = new LatencySummary(
                15_000, (long) (figures.p50Ns * noise), null, (long) (figures.p99Ns * noise), null, 90_000_000L);
        LatencySummary opening =
                new LatencySummary(1_000, (long) (figures.openingNs * noise), null, null, null, 9_000L);
        return new CellResult(
                arm.label(),
                arm.connections(),
                arm.connections(),
                arm.connections(),
                1_500_000_000,
                new CellResult.Messages(15_000L, 15_000, 0L, 0L, 0L, 0),
                response,
                null,
                null,
                null,
                opening,
                null,
                null,
                null,
                2_500.0,
                new CellResult.Cpu(
                        figures.clientCpuNs * noise, figures.serverCpuNs == null ? null : figures.serverCpuNs * noise),
                new CellResult.Memory(
                        figures.heap * noise,
                        figures.rss * noise,
                        2_000.0,
                        4_000.0,
                        figures.kernel == null ? null : figures.kernel * noise),
                30.0,
                figures.bytes,
                Map.of(),
                null,
                figures.bytesOut == null
                        ? null
                        : new CellResult.Exchange(200L, null, null, 0, null, null, figures.bytesOut, null, null),
                null,
                arm.load().stream().anyMatch(option -> option.startsWith("--slow")) ? STOPPED : null,
                figures.found == null ? null : searched(figures.found, figures.missed && block != openBlock));
    }

    private static SearchResult searched(int found, boolean missed) {
        return new SearchResult(
                "connections",
                BigDecimal.valueOf(found),
                missed ? BigDecimal.valueOf(2L * found) : null,
                "slo p99<50ms",
                false,
                List.of(
                        new SearchResult.Probe(
                                BigDecimal.valueOf(found),
                                true,
                                List.of(),
                                1_000_000L,
                                40_000_000L,
                                0L,
                                5.0 * found,
                                null),
                        new SearchResult.Probe(
                                BigDecimal.valueOf(2L * found),
                                false,
                                List.of(new SearchResult.Reason("slo p99<50ms", "60 ms")),
                                1_000_000L,
                                60_000_000L,
                                0L,
                                10.0 * found,
                                null)));
    }

    private static Environment environment() {
        return new Environment(
                "0.1.0",
                Map.of(),
                "OpenJDK 64-Bit Server VM 17.0.15+6 (Debian)",
                "",
                "Linux 6.18 amd64",
                null,
                2,
                true,
                25_000_000_000L,
                20_000L,
                "32768–60999");
    }
}
