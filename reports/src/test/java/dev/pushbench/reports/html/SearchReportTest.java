package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import dev.pushbench.reports.result.SearchResult.Reason;
import dev.pushbench.reports.result.SloResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a reader sees of a search. */
class SearchReportTest {

    private static final SloResult SLO = new SloResult("p99<50ms", "ws/1.1", true, 40e6, "ns", "it was 40 ms");
    private static final Probe MET = new Probe(
            new BigDecimal("1400"), true, List.of(), 1_000_000L, 40_000_000L, 0L, 14_000.0, new Cpu(9_000.0, null));

    @TempDir
    private Path directory;

    @Test
    void theSentenceSaysWhatMetTheSlosAndWhatDidNot() {
        SearchResult search =
                search("connections", "1400", "1470", "slo p99<50ms", false, "slo p99<50ms", "it was 61 ms");

        assertThat(search.sentence(List.of(SLO)))
                .isEqualTo("1,400 connections met p99<50ms; 1,470 connections did not (slo p99<50ms: it was 61 ms).");
    }

    @Test
    void theGeneratorsLimitIsNotTheTargets() {
        SearchResult search =
                search("rate", "1400", "1470.5", "gate generator-cpu", true, "gate generator-cpu", "95 %");

        assertThat(search.sentence(List.of(SLO)))
                .isEqualTo(
                        "1,400 messages/s to each subscription met p99<50ms; at 1,470.5 messages/s to each"
                                + " subscription it was the load generator's limit, not the target's (gate generator-cpu: 95 %).");
    }

    @Test
    void aSearchThatDidNotReachTheLimitSaysWhy() {
        assertThat(new SearchResult("connections", new BigDecimal("1400"), null, "maximum", false, List.of(MET))
                        .sentence(List.of(SLO)))
                .isEqualTo("1,400 connections met p99<50ms, which is the most that was to be tried.");
        assertThat(new SearchResult("connections", null, null, "interruption", false, List.of()).sentence(List.of()))
                .isEqualTo("No load that was tried met every SLO; the search was interrupted.");
        assertThat(new SearchResult("connections", new BigDecimal("1400"), null, "probes", false, List.of(MET))
                        .sentence(List.of(SLO)))
                .isEqualTo("1,400 connections met p99<50ms; no probes were left for a larger load.");
    }

    @Test
    void theReportHasTheSentenceAndAllProbesAndNoMarkupOfOthers() {
        String html = render(search("connections", "1400", "1470", "no result", false, "no result", "<script>boo"));

        assertThat(html)
                .contains("1,400 connections met p99&lt;50ms; 1,470 connections did not")
                .contains("Probes")
                .contains("&lt;script&gt;boo")
                .doesNotContain("<script>boo");
    }

    @Test
    void aSearchReadsBackAsItWasWritten() {
        SampleRun.Sample sample = sample(search("rate", "1400", "1470.5", "maximum", false, "slo p99<50ms", "61 ms"));

        ResultDirectory.write(directory, sample.run(), sample.histograms());

        assertThat(ResultDirectory.read(directory).run().cells())
                .isEqualTo(sample.run().cells());
    }

    @Test
    void aFileThatHasItsSearchBesideItsCellIsReadAsWell() throws IOException {
        SampleRun.Sample sample = sample(search("rate", "1400", "1470.5", "maximum", false, "slo p99<50ms", "61 ms"));
        ResultDirectory.write(directory, sample.run(), sample.histograms());
        Path file = directory.resolve(ResultDirectory.RESULT_FILE);
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(Files.readString(file));
        tree.set("search", ((ObjectNode) tree.path("cells").path(0)).remove("search"));
        ((ObjectNode) tree.path("blocks").path(0).path("cells").path(0)).remove("search");
        Files.writeString(file, tree.toString());

        assertThat(ResultDirectory.read(directory).run()).isEqualTo(sample.run());
    }

    @Test
    void severalBlocksOfACellHaveTheMedianOfWhatWasFound() {
        SearchResult all =
                SearchResult.ofBlocks(List.of(found("1400", "1500"), found("900", "1000"), found("1001", "1100")));

        assertThat(all.found()).isEqualTo(new BigDecimal("1001"));
        assertThat(all.missed()).isEqualTo(new BigDecimal("1100"));
        assertThat(all.limitedBy()).isEqualTo("slo p99<50ms");
        assertThat(all.probes()).hasSize(9);
        assertThat(SearchResult.ofBlocks(List.of(found("1400", "1500"), found("901", "1000")))
                        .found())
                .isEqualByComparingTo("1150.5");
    }

    @Test
    void whereALargerLoadMissedInSomeBlocksOnlyThatIsSaid() {
        SearchResult most =
                new SearchResult("connections", new BigDecimal("2000"), null, "maximum", false, List.of(MET));
        SearchResult probes =
                new SearchResult("connections", new BigDecimal("2000"), null, "probes", false, List.of(MET));

        assertThat(SearchResult.ofBlocks(List.of(most, found("1400", "1500"))).sentence(List.of(SLO)))
                .isEqualTo("1,700 connections met p99<50ms; not in every block did a larger load miss (limited by"
                        + " maximum, slo p99<50ms).");
        assertThat(SearchResult.ofBlocks(List.of(probes, probes)).sentence(List.of(SLO)))
                .isEqualTo("2,000 connections met p99<50ms; no probes were left for a larger load.");
        assertThat(SearchResult.ofBlocks(List.of(most, most)).sentence(List.of(SLO)))
                .isEqualTo("2,000 connections met p99<50ms, which is the most that was to be tried.");
    }

    @Test
    void whatOneBlockDidNotFindTheMedianDoesNotHave() {
        SearchResult nothing = new SearchResult("connections", null, BigDecimal.ONE, "no result", true, List.of());
        SearchResult all = SearchResult.ofBlocks(List.of(found("1400", "1500"), nothing));

        assertThat(all.found()).isNull();
        assertThat(all.generatorsLimit()).isTrue();
        assertThat(all.limitedBy()).isEqualTo("slo p99<50ms, no result");
    }

    @Test
    void aComparisonOfSearchesComparesWhatWasFoundAndNotTheResponseTimes() {
        String html = compare(6);

        assertThat(html)
                .contains("with N subscriptions × 20 messages/s of 100 bytes, the largest N that met p99&lt;50ms was"
                        + " ws/1.1 1,400 (1,150–1,400); sse/1.1 ≥ 1,000 (900–≥ 1,000). Medians of 6 blocks.")
                .contains("1,150; 1,400; 1,400; 1,400; 1,400; 1,400")
                .contains("≥ 1,000; 900; 900; ≥ 1,000; ≥ 1,000; ≥ 1,000")
                .contains("probes, slo p99&lt;50ms")
                .contains("The largest load")
                .contains("Probes")
                .doesNotContain("a pushed message took")
                .doesNotContain("Too little for a verdict");
        assertThat(compare(1)).contains("Too little for a verdict: 1 of 6 blocks.");
    }

    @Test
    void aComparisonWhoseSearchFoundNothingComparesNothing() {
        Gate gate = new Gate(CellSearches.GATE, "ws/1.1", 1, false, "No load that was tried met p99<50ms.");
        RunResult run = searches(new SampleRun().gate(gate), 1).run();

        assertThat(RunReport.render(run, List.of()))
                .contains(
                        "This run is invalid and compares nothing: the gate target-limit failed on ws/1.1 in block 1");
        assertThat(CellSearches.foundNothing(run, gate)).isFalse();
        assertThat(CellSearches.foundNothing(run.withSearch(nothing(false), "", run.config(), false), gate))
                .isTrue();
        assertThat(CellSearches.foundNothing(run.withSearch(nothing(true), "", run.config(), false), gate))
                .isFalse();
        assertThat(CellSearches.foundNothing(run, new Gate("cell-measured", "ws/2", 1, false, "")))
                .isFalse();
    }

    @Test
    void everyProbeThatHasAP99IsDrawnFilledWhereItMetAndHollowWhereItMissed() {
        Probe missed = new Probe(
                new BigDecimal("2800"),
                false,
                List.of(),
                2_000_000L,
                61_000_000L,
                0L,
                28_000.0,
                new Cpu(9_000.0, null));
        Probe failed = new Probe(new BigDecimal("5600"), false, List.of(), null, null, null, null, null);

        String html = render(new SearchResult(
                "connections", MET.value(), missed.value(), "slo p99<50ms", false, List.of(MET, failed, missed)));

        assertThat(html)
                .contains("Each step of the search for the largest load", "\"title\":\"Connections\"")
                .contains("\"points\":[[1400.0,4.0E7]]", "\"points\":[[2800.0,6.1E7]]")
                .containsPattern("\"name\":\"ws/1.1, missed\",\"style\":\\{[^}]*\"hollow\":true")
                .doesNotContain("[5600.0,");
        assertThat(render(new SearchResult("connections", null, failed.value(), "no result", false, List.of(failed))))
                .doesNotContain("Each step of the search");
    }

    private static SearchResult nothing(boolean generatorsLimit) {
        return new SearchResult("connections", null, BigDecimal.ONE, "slo p99<50ms", generatorsLimit, List.of(MET));
    }

    private static SearchResult found(String found, String missed) {
        return search("connections", found, missed, "slo p99<50ms", false, "slo p99<50ms", "it was 61 ms");
    }

    private static String compare(int blocks) {
        SampleRun.Sample sample = searches(new SampleRun(), blocks);
        return RunReport.render(sample.run(), sample.histograms());
    }

    /** WebSocket finds less in the first block; SSE is not at its limit except in the second and third. */
    private static SampleRun.Sample searches(SampleRun builder, int blocks) {
        SampleRun.Sample sample = builder.cells("ws/1.1", "sse/1.1")
                .config("workload", "find:connections")
                .config("slo", "p99<50ms")
                .blocks(blocks)
                .build();
        SearchResult open =
                new SearchResult("connections", new BigDecimal("1000"), null, "probes", false, List.of(MET));
        Map<String, List<SearchResult>> searches = new HashMap<>();
        List<BlockResult> results = new ArrayList<>();
        for (BlockResult block : sample.run().blocks()) {
            List<CellResult> cells = new ArrayList<>();
            for (CellResult cell : block.cells()) {
                SearchResult search = cell.cell().equals("ws/1.1")
                        ? found(block.block() == 1 ? "1150" : "1400", "1500")
                        : block.block() == 2 || block.block() == 3 ? found("900", "1000") : open;
                searches.computeIfAbsent(cell.cell(), name -> new ArrayList<>()).add(search);
                cells.add(cell.withSearch(search));
            }
            results.add(new BlockResult(block.block(), cells));
        }
        RunResult run = sample.run();
        List<CellResult> merged = run.cells().stream()
                .map(cell -> cell.withSearch(SearchResult.ofBlocks(searches.get(cell.cell()))))
                .toList();
        return new SampleRun.Sample(
                new RunResult(
                        run.schemaVersion(),
                        run.kind(),
                        run.valid(),
                        run.interrupted(),
                        run.startedAt(),
                        run.command(),
                        run.seed(),
                        run.environment(),
                        run.config(),
                        run.gates(),
                        run.warnings(),
                        merged,
                        results,
                        run.claims(),
                        run.failures()),
                sample.histograms());
    }

    static SearchResult search(
            String what, String found, String missed, String limitedBy, boolean generators, String why, String detail) {
        Probe second = new Probe(
                new BigDecimal(missed), false, List.of(new Reason(why, detail)), null, null, null, null, null);
        return new SearchResult(
                what,
                new BigDecimal(found),
                new BigDecimal(missed),
                limitedBy,
                generators,
                List.of(MET, second, second));
    }

    static String render(SearchResult search) {
        SampleRun.Sample sample = sample(search);
        return RunReport.render(sample.run(), sample.histograms());
    }

    private static SampleRun.Sample sample(SearchResult search) {
        return new SampleRun()
                .load("ws://h/")
                .cells("ws/1.1")
                .slo(SLO)
                .search(search)
                .build();
    }
}
