package dev.pushbench.reports.diff;

import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.claim.ClaimCatalogue;
import dev.pushbench.reports.claim.ClaimPlan;
import dev.pushbench.reports.claim.Conditions;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes results by hand, with log-normal noise between blocks; figures of all cells are the same but for that. */
public final class MeasuredRun {

    private final Random random;
    private List<String> cells = List.of("ws/1.1", "sse/1.1");
    private String kind = "compare";
    private int blocks = 6;
    private double noise = 0.03;
    private double responseFactor = 1;
    private double connectFactor = 1;
    private Double serverCpuNs = 8_000.0;
    private double heapBytes = 4_000;
    private Integer found;
    private boolean interrupted;
    private boolean valid = true;
    private String pushbench = "0.1.0";
    private String jvm = "OpenJDK 17";
    private final Map<String, Object> config = new LinkedHashMap<>(Map.of("rate", 20));
    private final List<Gate> gates = new ArrayList<>();

    public MeasuredRun(long seed) {
        this(new Random(seed));
    }

    MeasuredRun(Random random) {
        this.random = random;
    }

    MeasuredRun cells(String... names) {
        cells = List.of(names);
        return this;
    }

    public MeasuredRun load() {
        kind = "load";
        cells = List.of("ws/1.1");
        return blocks(1);
    }

    /** These claims, or all if none is named, at half the rate of the knee. */
    public MeasuredRun claims(double knee, String... ids) {
        kind = "claims";
        found = 5_000;
        ClaimPlan plan =
                new ClaimPlan(ClaimCatalogue.of(List.of(ids)), new Conditions(500, knee / 2, 28_000, false), knee);
        config.putAll(plan.settings());
        cells = plan.arms().stream().map(Arm::label).toList();
        return this;
    }

    public MeasuredRun blocks(int count) {
        blocks = count;
        return this;
    }

    MeasuredRun noise(double deviation) {
        noise = deviation;
        return this;
    }

    /** Response times of the first cell. */
    public MeasuredRun responseTimes(double factor) {
        responseFactor = factor;
        return this;
    }

    /** Subscriptions opened per second, of the first cell. */
    MeasuredRun connectRate(double factor) {
        connectFactor = factor;
        return this;
    }

    /** What a search in each cell came to. */
    MeasuredRun found(int load) {
        found = load;
        return this;
    }

    MeasuredRun serverCpu(Double ns) {
        serverCpuNs = ns;
        return this;
    }

    MeasuredRun heap(double bytes) {
        heapBytes = bytes;
        return this;
    }

    MeasuredRun interrupted() {
        interrupted = true;
        return this;
    }

    MeasuredRun marked(boolean isValid) {
        valid = isValid;
        return this;
    }

    public MeasuredRun gate(String name, String cell, boolean passed) {
        gates.add(new Gate(name, cell, 2, passed, "made up"));
        return this;
    }

    public MeasuredRun config(String option, Object value) {
        config.put(option, value);
        return this;
    }

    MeasuredRun measuredBy(String version, String virtualMachine) {
        pushbench = version;
        jvm = virtualMachine;
        return this;
    }

    Side.Run in(String directory) {
        return new Side.Run(directory, build());
    }

    Side alone(String directory) {
        return new Side(List.of(in(directory)));
    }

    public RunResult build() {
        List<BlockResult> results = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) {
            results.add(new BlockResult(block, cells.stream().map(this::cell).toList()));
        }
        return new RunResult(
                RunResult.SCHEMA_VERSION,
                kind,
                valid && !interrupted && gates.stream().allMatch(Gate::passed),
                interrupted,
                "2027-01-15T08:00:00Z",
                "./pushbench " + kind,
                42,
                new Environment(
                        pushbench, Map.of("jetty", "12"), jvm, "", "Linux", null, 2, true, 1_000L, 20_000L, "1–2"),
                config,
                gates,
                List.of(),
                cells.stream().map(this::cell).toList(),
                results,
                List.of(),
                List.of());
    }

    private double noisy(double value) {
        return value * StrictMath.exp(noise * random.nextGaussian());
    }

    private CellResult cell(String name) {
        CellResult held = held(name);
        return found == null
                ? held
                : held.withSearch(new SearchResult(
                        "connections",
                        BigDecimal.valueOf((long) noisy(found)),
                        BigDecimal.valueOf(2L * found),
                        "probes",
                        false,
                        List.of()));
    }

    private CellResult held(String name) {
        boolean first = name.equals(cells.get(0));
        double factor = first ? responseFactor : 1;
        // Arms of idle connections are called by their number.
        int connections = name.contains("+idle-") ? Integer.parseInt(name.replaceAll(".*idle-(\\d+).*", "$1")) : 1_000;
        return new CellResult(
                name,
                connections,
                connections,
                1_000_000_000,
                new CellResult.Messages(20_000L, 20_000, 0L, 0L, 0L, 0),
                new LatencySummary(
                        20_000, (long) noisy(400_000 * factor), null, (long) noisy(5e6 * factor), null, 90_000_000L),
                null,
                null,
                null,
                new LatencySummary(1_000, (long) noisy(2e6), null, null, null, 9_000_000L),
                null,
                null,
                noisy(2_500) * (first ? connectFactor : 1),
                new CellResult.Cpu(noisy(6_000), serverCpuNs == null ? null : Double.valueOf(noisy(serverCpuNs))),
                new CellResult.Memory(noisy(heapBytes), noisy(9_000), 2_000.0, 3_000.0, 6_000.0),
                30.0,
                104.0,
                Map.of(),
                null);
    }
}
