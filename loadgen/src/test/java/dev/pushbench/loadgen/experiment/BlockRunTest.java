package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a block keeps of its arms, whose {@code load} a program takes the place of. */
class BlockRunTest {

    @TempDir
    private Path directory;

    @Test
    void whatASearchFoundIsInEachBlockUnderTheNameOfTheArm() throws Exception {
        RunResult run = compared(2, arm("+find", "400", "500", "false"));

        assertThat(run.valid()).isTrue();
        assertThat(run.blocks()).hasSize(2).flatExtracting(BlockResult::cells).allSatisfy(cell -> {
            assertThat(cell.cell()).isEqualTo("ws/1.1+find");
            assertThat(cell.search().found()).isEqualTo(new BigDecimal("400"));
        });
        assertThat(run.cells())
                .singleElement()
                .extracting(CellResult::search)
                .isEqualTo(SearchResult.ofBlocks(List.of(found("400", "500", "false"), found("400", "500", "false"))));
        assertThat(run.gates())
                .filteredOn(gate -> gate.name().equals(CellSearches.GATE))
                .extracting(Gate::cell, Gate::block, Gate::passed)
                .containsExactly(tuple("ws/1.1+find", 1, true), tuple("ws/1.1+find", 2, true));
    }

    @Test
    void theLoadGeneratorsLimitIsNoFindingOfTheComparison() throws Exception {
        RunResult run = compared(1, arm("+good", "400", "500", "false"), arm("+busy", "400", "500", "true"));

        assertThat(run.valid()).isFalse();
        assertThat(run.failedGates()).singleElement().satisfies(gate -> {
            assertThat(gate.cell()).isEqualTo("ws/1.1+busy");
            assertThat(gate.detail()).contains("it was the load generator's limit");
            assertThat(CellSearches.foundNothing(run, gate)).isFalse();
        });
    }

    @Test
    void aSearchThatFoundNothingIsNoValidComparison() throws Exception {
        RunResult run = compared(1, arm("+none", "none", "1", "false"));

        assertThat(run.valid()).isFalse();
        assertThat(run.failedGates()).singleElement().satisfies(gate -> {
            assertThat(gate.detail()).startsWith("No load that was tried met every SLO");
            assertThat(CellSearches.foundNothing(run, gate)).isTrue();
        });
    }

    private RunResult compared(int blocks, Arm... arms) throws Exception {
        Design design = new Design("claims", List.of(arms), blocks, 1, false, Map.of(), directory);
        return new Comparison(Finder.class, design, update -> {}, part -> {})
                .run()
                .run();
    }

    private static Arm arm(String suffix, String... search) {
        return new Arm("ws/1.1" + suffix, "ws/1.1", 10, List.of(search), List.of());
    }

    private static SearchResult found(String found, String missed, String generatorsLimit) {
        return new SearchResult(
                "connections",
                found.equals("none") ? null : new BigDecimal(found),
                new BigDecimal(missed),
                "gate subscriptions",
                Boolean.parseBoolean(generatorsLimit),
                List.of());
    }

    /** Leaves the result of a search that its arguments describe. */
    static final class Finder {

        private Finder() {}

        /** As {@code load FOUND MISSED GENERATORS-LIMIT --out=DIR …}. */
        public static void main(String... args) {
            Path out = Stream.of(args)
                    .filter(argument -> argument.startsWith("--out="))
                    .map(argument -> Path.of(argument.substring("--out=".length())))
                    .findFirst()
                    .orElseThrow();
            CellResult cell = SampleCell.with(it -> it.memory = new Memory(null, null, null, null));
            RunResult run = new RunResult(
                    RunResult.SCHEMA_VERSION,
                    "load",
                    true,
                    false,
                    "2027-01-15T08:00:00Z",
                    "",
                    1,
                    null,
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(cell),
                    List.of(new BlockResult(1, List.of(cell))),
                    List.of(),
                    List.of());
            ResultDirectory.write(
                    out, run.withSearch(found(args[1], args[2], args[3]), "", Map.of(), false), List.of());
        }
    }
}
