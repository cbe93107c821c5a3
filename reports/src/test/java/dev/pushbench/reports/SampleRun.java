package dev.pushbench.reports;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SloResult;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Builds results with plausible figures, the same ones each time: log-normal latencies with a few stalls, cells in
 * random order within each block, one histogram a second.
 */
public final class SampleRun {

    private static final long START_MILLIS = 1_800_000_000_000L;
    private static final int SECONDS = 5;
    private static final int BETWEEN_CELLS_MILLIS = 3_000;

    private final Random random = new Random(42);
    private List<String> cells = List.of("ws/1.1", "ws/2", "sse/1.1", "sse/2");
    private String kind = "compare";
    private int blocks = 6;
    private int messagesPerSecond = 2_000;
    private boolean times = true;
    private boolean interrupted;
    private String command = "./pushbench compare --connections 1000 --rate 20 --seed 42";
    private final List<Gate> gates = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Long> errors = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<SloResult> slos = new ArrayList<>();
    private final Map<String, Object> config = new LinkedHashMap<>();
    private SearchResult search;

    /** A result and its histograms. */
    public record Sample(RunResult run, List<TaggedHistogram> histograms) {}

    public SampleRun() {
        config.put("connections", 1000);
        config.put("rate", 20);
        config.put("payload", 100);
        config.put("pattern", "spread");
        config.put("warmup", "2s");
        config.put("duration", "5s");
    }

    public SampleRun cells(String... names) {
        cells = List.of(names);
        return this;
    }

    public SampleRun blocks(int count) {
        blocks = count;
        return this;
    }

    public SampleRun messagesPerSecond(int count) {
        messagesPerSecond = count;
        return this;
    }

    /** One cell against somebody else's server. */
    public SampleRun load(String url) {
        kind = "load";
        blocks = 1;
        config.put("url", url);
        command = "./pushbench load " + url + " -c 1000 -d 5s";
        return this;
    }

    /** A target whose messages carry neither time nor sequence, and which tells nothing about itself. */
    public SampleRun withoutTimes() {
        times = false;
        return this;
    }

    public SampleRun interrupted() {
        interrupted = true;
        return this;
    }

    public SampleRun gate(Gate gate) {
        gates.add(gate);
        return this;
    }

    public SampleRun warning(String sentence) {
        warnings.add(sentence);
        return this;
    }

    public SampleRun error(String cause, long count) {
        errors.put(cause, count);
        return this;
    }

    public SampleRun failure(Failure failure) {
        failures.add(failure);
        return this;
    }

    public SampleRun slo(SloResult slo) {
        slos.add(slo);
        return this;
    }

    public SampleRun search(SearchResult result) {
        search = result;
        return this;
    }

    public SampleRun command(String line) {
        command = line;
        return this;
    }

    public SampleRun config(String option, Object value) {
        config.put(option, value);
        return this;
    }

    public Sample build() {
        List<TaggedHistogram> histograms = new ArrayList<>();
        List<BlockResult> blockResults = new ArrayList<>();
        long now = START_MILLIS;
        for (int block = 1; block <= blocks; block++) {
            List<String> order = new ArrayList<>(cells);
            Collections.shuffle(order, random);
            List<CellResult> results = new ArrayList<>();
            for (String cell : order) {
                double noise = StrictMath.exp(0.02 * random.nextGaussian());
                List<TaggedHistogram> own = new ArrayList<>();
                for (int second = 0; second < SECONDS; second++) {
                    own.addAll(second(cell, noise, now + second * 1_000L));
                }
                own.addAll(opening(cell, now));
                now += SECONDS * 1_000L + BETWEEN_CELLS_MILLIS;
                histograms.addAll(own);
                results.add(cell(cell, own, 1));
            }
            blockResults.add(new BlockResult(block, results));
        }
        List<CellResult> merged = blocks == 0
                ? List.of()
                : cells.stream()
                        .map(cell -> cell(
                                cell,
                                histograms.stream()
                                        .filter(each -> each.cell().equals(cell))
                                        .toList(),
                                blocks))
                        .toList();
        return new Sample(run(merged, blockResults), histograms);
    }

    private RunResult run(List<CellResult> merged, List<BlockResult> blockResults) {
        boolean valid = !interrupted && gates.stream().allMatch(Gate::passed);
        RunResult run = new RunResult(
                RunResult.SCHEMA_VERSION,
                kind,
                valid,
                interrupted,
                "2027-01-15T08:00:00Z",
                command,
                42,
                environment(),
                config,
                gates,
                warnings,
                merged,
                blockResults,
                List.of(),
                failures.isEmpty() ? null : failures,
                slos,
                null);
        return search == null ? run : run.withSearch(search, run.startedAt(), config, interrupted);
    }

    private static Environment environment() {
        Map<String, String> libraries = new LinkedHashMap<>();
        libraries.put("Jetty", "12.1.14");
        libraries.put("HdrHistogram", "2.2.2");
        return new Environment(
                "0.1.0-SNAPSHOT",
                libraries,
                "OpenJDK 64-Bit Server VM 17.0.15+6 (Debian)",
                "-Xms1g -Xmx1g -XX:+UseParallelGC",
                "Linux 6.18 amd64",
                null,
                2,
                true,
                25_000_000_000L,
                20_000L,
                "32768–60999");
    }

    private List<TaggedHistogram> second(String cell, double noise, long startMillis) {
        Map<Metric, Histogram> by = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            by.put(metric, new Histogram(60_000_000_000L, 3));
        }
        double median = (cell.startsWith("ws") ? 400_000 : 430_000) * (cell.contains("/2") ? 1.25 : 1) * noise;
        for (int i = 0; i < messagesPerSecond; i++) {
            double lag = 60_000 * StrictMath.exp(0.5 * random.nextGaussian());
            double service = median * StrictMath.exp(0.35 * random.nextGaussian());
            double stall = random.nextInt(400) == 0 ? 8e6 * random.nextDouble() : 0;
            by.get(Metric.SCHEDULE_LAG).recordValue((long) (lag + stall / 2));
            by.get(Metric.SERVICE_TIME).recordValue((long) (service + stall / 2));
            by.get(Metric.RESPONSE_TIME).recordValue((long) (service + lag + stall));
            by.get(Metric.GAP).recordValue((long) (50e6 * StrictMath.exp(0.03 * random.nextGaussian()) + stall));
        }
        List<Metric> kept =
                times ? List.of(Metric.RESPONSE_TIME, Metric.SERVICE_TIME, Metric.SCHEDULE_LAG) : List.of(Metric.GAP);
        return kept.stream()
                .map(metric -> new TaggedHistogram(cell, metric, startMillis, startMillis + 1_000, by.get(metric)))
                .toList();
    }

    private List<TaggedHistogram> opening(String cell, long startMillis) {
        List<TaggedHistogram> opening = new ArrayList<>();
        for (Metric metric : List.of(Metric.CONNECT_TIME, Metric.HEADERS_TIME, Metric.FIRST_MESSAGE)) {
            Histogram histogram = new Histogram(60_000_000_000L, 3);
            double median = metric == Metric.FIRST_MESSAGE ? 26e6 : metric == Metric.HEADERS_TIME ? 1.8e6 : 0.4e6;
            for (int i = 0; i < 1_000; i++) {
                histogram.recordValue((long) (median * StrictMath.exp(0.4 * random.nextGaussian())));
            }
            opening.add(new TaggedHistogram(cell, metric, startMillis - 2_000, startMillis, histogram));
        }
        return opening;
    }

    private CellResult cell(String cell, List<TaggedHistogram> own, int passes) {
        long received = (long) messagesPerSecond * SECONDS * passes;
        boolean ws = cell.startsWith("ws");
        return new CellResult(
                cell,
                1_000,
                cell.contains("/2") ? 10 : 1_000,
                SECONDS * 1_000_000_000L * passes,
                times
                        ? new CellResult.Messages(received, received, 0L, 0L, 0L, 0)
                        : new CellResult.Messages(null, received, null, null, null, 0),
                summary(own, Metric.RESPONSE_TIME),
                summary(own, Metric.SERVICE_TIME),
                summary(own, Metric.SCHEDULE_LAG),
                summary(own, Metric.CONNECT_TIME),
                summary(own, Metric.HEADERS_TIME),
                summary(own, Metric.FIRST_MESSAGE),
                summary(own, Metric.GAP),
                ws ? 2_100.0 : 2_300.0,
                new CellResult.Cpu(
                        (ws ? 5_200.0 : 5_900.0) * (1 + 0.05 * random.nextDouble()),
                        times ? (ws ? 7_400.0 : 7_900.0) * (1 + 0.05 * random.nextDouble()) : null),
                times
                        ? new CellResult.Memory(ws ? 5_300.0 : 9_800.0, ws ? 14_200.0 : 21_000.0, 2_100.0, 5_200.0)
                        : null,
                ws ? 0.4 : 0.5,
                ws ? 104.0 : 116.4,
                errors,
                new CellResult.Excluded(received / 4, 0, 0));
    }

    private static LatencySummary summary(List<TaggedHistogram> own, Metric metric) {
        Histogram sum = new Histogram(60_000_000_000L, 3);
        own.stream().filter(each -> each.metric() == metric).forEach(each -> sum.add(each.histogram()));
        return LatencySummary.of(sum);
    }
}
