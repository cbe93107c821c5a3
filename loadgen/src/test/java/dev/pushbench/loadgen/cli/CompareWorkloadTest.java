package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compare --workload}: what each work leaves in the result. */
class CompareWorkloadTest {

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @Test
    void eachCellIsSearchedForTheMostThatMeetsTheSlos() throws IOException {
        int exitCode = compare("find:connections", "-c", "2", "--find-max", "4", "--slo", "p50<10s,lost=0");

        RunResult run = ValidResult.read(directory).run();
        assumeThat(run.gates().stream().filter(gate -> gate.name().startsWith("generator")))
                .as("the machine is too busy for a load generator")
                .allMatch(Gate::passed);
        assertThat(exitCode).as(terminal.err() + "\n" + terminal.out()).isEqualTo(ExitCode.OK);
        assertThat(run.cells()).extracting(CellResult::cell).containsExactly("ws/1.1", "sse/2");
        assertThat(run.blocks()).hasSize(1).flatExtracting(BlockResult::cells).hasSize(2);
        assertThat(run.blocks().get(0).cells()).allSatisfy(cell -> {
            SearchResult search = cell.search();
            assertThat(search.found()).isEqualTo(BigDecimal.valueOf(4));
            assertThat(search.limitedBy()).isEqualTo("maximum");
            assertThat(search.probes())
                    .extracting(probe -> probe.value().intValue())
                    .startsWith(2)
                    .endsWith(4);
            assertThat(cell.connections()).isEqualTo(4);
        });
        assertThat(run.cells()).extracting(CellResult::search).doesNotContainNull();
        assertThat(run.slos()).isEmpty();
        assertThat(run.config())
                .containsEntry("workload", "find:connections")
                .containsEntry("slo", "p50<10s,lost=0")
                .containsEntry("find-probes", "6");
        assertThat(terminal.out())
                .containsPattern("cell +connections +range +each block +limited by")
                .containsPattern("sse/2 +≥ 4 +≥ 4 +≥ 4 +maximum");
        assertThat(Files.readString(directory.resolve(ResultDirectory.REPORT_FILE)))
                .contains("the largest N that met p50&lt;10s,lost=0 was ws/1.1 ≥ 4; sse/2 ≥ 4.");
    }

    @Test
    void aSearchThatFindsNothingExitsWith3AndIsNoValidComparison() {
        int exitCode = compare("find:rate", "-c", "1", "-R", "20", "--find-probes", "2", "--slo", "connects<0.001/s");

        RunResult run = ValidResult.read(directory).run();
        assumeThat(run.blocks().stream()
                        .flatMap(block -> block.cells().stream())
                        .map(CellResult::search))
                .as("the machine is too busy for a load generator")
                .noneMatch(SearchResult::generatorsLimit);
        assertThat(exitCode).as(terminal.err() + "\n" + terminal.out()).isEqualTo(ExitCode.SLO_MISSED);
        assertThat(run.valid()).isFalse();
        assertThat(run.cells()).allSatisfy(cell -> {
            assertThat(cell.search().what()).isEqualTo("rate");
            assertThat(cell.search().found()).isNull();
        });
        assertThat(run.failedGates()).extracting(Gate::name).contains(CellSearches.GATE);
        assertThat(terminal.out()).containsPattern("ws/1.1 +none +none +none +slo connects<0.001/s");
    }

    @Test
    void theNumberOfSubscriptionsFollowsTheStages() {
        int exitCode = compareFor("stage:20:1s,20:1s,4:500ms", "-R", "20");

        RunResult run = ValidResult.read(directory).run();
        assertMeasured(exitCode, run);
        assertThat(run.cells()).extracting(CellResult::cell).containsExactly("ws/1.1", "sse/2");
        assertThat(run.cells()).allSatisfy(cell -> {
            assertThat(cell.connections()).isEqualTo(20);
            assertThat(cell.windowNs()).isEqualTo(2_500_000_000L);
            assertThat(cell.turnover().peak()).isEqualTo(20);
            assertThat(cell.turnover().wantedAtEnd()).isEqualTo(4);
            assertThat(cell.messages().expected()).isPositive();
        });
        assertThat(run.config())
                .containsEntry("workload", "stage:20:1s,20:1s,4:500ms")
                .containsEntry("connections", 20)
                .containsEntry("duration", "2500ms")
                .containsEntry("warmup", "0s");
    }

    @Test
    void theRateFollowsTheStages() {
        int exitCode = compareFor("rate-stage:10:1s,50:1s", "-c", "4");

        RunResult run = ValidResult.read(directory).run();
        assertMeasured(exitCode, run);
        // 10 in the first second, and (10 + 50) / 2 in the other.
        assertThat(run.cells())
                .hasSize(2)
                .allSatisfy(cell -> assertThat(cell.messages().expected()).isEqualTo(4 * 40));
        assertThat(run.config()).containsEntry("rate", 10.0).containsEntry("duration", "2s");
    }

    @Test
    void aShareOfTheUsersOfAnEventStreamHasAWebSocketAsWell() {
        int exitCode = compare("hybrid:25%", "-c", "8", "-R", "20");

        RunResult run = ValidResult.read(directory).run();
        assertMeasured(exitCode, run);
        assertThat(run.cells()).extracting(CellResult::cell).containsExactly("ws/1.1", "sse/2+hybrid", "ws/2+hybrid");
        assertThat(run.cells()).extracting(CellResult::connections).containsExactly(8, 8, 2);
        assertThat(run.cells())
                .extracting(cell -> cell.messages().expected())
                .containsExactly(8 * 20L, 8 * 20L, 2 * 20L);
        assertThat(run.blocks().get(0).cells())
                .extracting(CellResult::cell)
                .containsExactlyInAnyOrder("ws/1.1", "sse/2+hybrid", "ws/2+hybrid");
        assertThat(terminal.out()).contains("sse/2+hybrid", "ws/2+hybrid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find:connections | --workload find has no --slo to go by",
                "find:speed --slo lost=0 | find takes connections or rate",
                "find --slo lost=0 -c 50 --find-max 40 | --find-max is 40",
                "find:rate --slo lost=0 -R 3 --find-max 2 | --rate 3",
                "find:rate --slo lost=0 -R 0.0004 | --rate is 0.0004: it must be at least 0.001",
                "find --slo lost=0 -c 0 | --connections is 0: it must be at least 1",
                "find --slo lost=0 --find-max 900k | asked 900,000",
                "find --slo lost=0 --find-probes 1001 | --find-probes is 1001",
                "stage:5 | '5' is not a stage",
                "stage:5:1s, | '' is not a stage",
                "stage:0:1s | one stage must end above 0",
                "stage:2.5:1s | connections are whole numbers",
                "stage:5:1s -c 5 | leave out --connections",
                "stage:5:1s -d 1s | leave out --duration",
                "stage:900k:1s | asked 900,000",
                "rate-stage:x:1s | 'x:1s' is not a stage",
                "rate-stage:0:1s | rate",
                "rate-stage:5:1s -d 1s | leave out --duration",
                "idle -R 5 | leave out --rate",
                "hybrid --cells ws/1.1 | name one in --cells",
                "hybrid:0% | the share must be over 0%",
                "hybrid:few | --workload hybrid:few: ",
                "churn:long | --workload churn:long: ",
                "slow:5% | --workload slow:5%: ",
                "push --find-probes 3 | go with --workload find:connections",
            })
    void aSettingThatDoesNotFitIsSaidInOneLine(String options, String named) {
        List<String> all = new ArrayList<>(List.of("compare", "--out", directory.toString(), "--workload"));
        all.addAll(List.of(options.split(" ")));

        assertThat(terminal.run(all)).as(terminal.err()).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err().lines().filter(line -> !line.startsWith("note: ")))
                .singleElement()
                .asString()
                .contains(named);
    }

    /** A busy machine may fail the gates of the load generator itself, and make the server late; no other one. */
    private void assertMeasured(int exitCode, RunResult run) {
        assertThat(run.failedGates())
                .as(terminal.err() + "\n" + terminal.out())
                .extracting(Gate::name)
                .isSubsetOf(Gates.ofGenerator(true));
        assertThat(exitCode)
                .as(terminal.err() + "\n" + terminal.out())
                .isEqualTo(run.valid() ? ExitCode.OK : ExitCode.MEASUREMENT_INVALID);
    }

    private int compare(String workload, String... options) {
        List<String> all = new ArrayList<>(List.of("-d", "1s", "--warmup", "200ms"));
        all.addAll(List.of(options));
        return compareFor(workload, all.toArray(String[]::new));
    }

    /** As long as it takes by default. */
    private int compareFor(String workload, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "compare",
                "--workload",
                workload,
                "--blocks",
                "1",
                "--cells",
                "ws/1.1,sse/2",
                "--out",
                directory.toString()));
        all.addAll(List.of(options));
        return terminal.run(all);
    }
}
