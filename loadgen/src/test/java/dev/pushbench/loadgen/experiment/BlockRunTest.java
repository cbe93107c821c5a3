package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a block keeps of its arms, whose {@code load} a program takes the place of. */
class BlockRunTest {

    /** No process takes such an argument, so that starting it fails as it does where there is no memory left. */
    private static final String CANNOT_BE_STARTED = "NUL";

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
                .isEqualTo(SearchResult.ofBlocks(
                        List.of(Finder.found("400", "500", "false"), Finder.found("400", "500", "false"))));
        assertThat(run.gates())
                .filteredOn(gate -> gate.name().equals(CellSearches.GATE))
                .extracting(Gate::cell, Gate::block, Gate::passed)
                .containsExactly(tuple("ws/1.1+find", 1, true), tuple("ws/1.1+find", 2, true));
    }

    @Test
    void theLoadGeneratorsLimitIsNoFindingUnlessPairsAreCompared() throws Exception {
        Arm[] arms = {arm("+good", "400", "500", "false"), arm("+busy", "400", "500", "true")};
        assertThat(measured("claims", 1, arms).valid()).isTrue();

        RunResult run = compared(1, arms);
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

    @ParameterizedTest
    @CsvSource({"1, the server under test did not start: no port is free", CANNOT_BE_STARTED + ", null character"})
    void anArmWhoseServerDoesNotStartCostsOnlyItself(String server, String said) throws Exception {
        RunResult run = comparedAfterOne(server, List.of(), block -> {});

        assertThat(run.interrupted()).isFalse();
        assertThat(run.cells()).extracting(CellResult::cell).containsExactly("ws/1.1+good");
        assertThat(run.failedGates()).singleElement().satisfies(gate -> {
            assertThat(gate.name()).isEqualTo("cell-measured");
            assertThat(gate.cell()).isEqualTo("ws/1.1+bad");
            assertThat(gate.detail()).contains(said);
        });
    }

    /** 128 + SIGINT, SIGTERM: a Ctrl-C goes to all of the process group, and the child may be the first to end. */
    @ParameterizedTest
    @ValueSource(strings = {"130", "143"})
    void anArmWhoseServerIsInterruptedEndsTheRunWithWhatItHas(String server) throws Exception {
        List<Contents> kept = new ArrayList<>();
        RunResult run = comparedAfterOne(server, List.of(), kept::add);

        assertThat(run.interrupted()).isTrue();
        assertThat(run.cells()).extracting(CellResult::cell).containsExactly("ws/1.1+good");
        assertThat(run.failedGates()).isEmpty();
        assertThat(kept).as("whole blocks").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt 130", "cut 500 false"})
    void anArmWhoseLoadIsInterruptedEndsTheRunWithWhatItHas(String load) throws Exception {
        List<Contents> kept = new ArrayList<>();
        RunResult run = comparedAfterOne("", List.of(load.split(" ")), kept::add);

        assertThat(run.interrupted()).isTrue();
        assertThat(run.cells()).extracting(CellResult::cell).contains("ws/1.1+good");
        assertThat(run.failedGates()).extracting(Gate::name).doesNotContain("cell-measured");
        assertThat(kept).as("whole blocks").isEmpty();
    }

    @Test
    void whereNothingWasMeasuredItIsSaidWhyNoServerStarts() {
        Design design = new Design("claims", List.of(served("+bad", "1", List.of())), 2, 1, true, Map.of(), directory);

        assertThatThrownBy(() -> new Comparison(Finder.class, design, null, update -> {}, part -> {}).run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not start");
    }

    private RunResult compared(int blocks, Arm... arms) throws Exception {
        return measured("compare", blocks, arms);
    }

    private RunResult measured(String kind, int blocks, Arm... arms) throws Exception {
        Design design = new Design(kind, List.of(arms), blocks, 1, false, Map.of(), directory);
        return new Comparison(Finder.class, design, null, update -> {}, part -> {})
                .run()
                .run();
    }

    /**
     * One block: an arm that is measured, and then another one.
     *
     * @param server exit code of its server, empty for one that starts
     * @param load what its load does, if that is not to find something
     */
    private RunResult comparedAfterOne(String server, List<String> load, Consumer<Contents> keeper) throws Exception {
        List<Arm> arms = List.of(served("+good", "", List.of()), served("+bad", server, load));
        Design design = LongStream.iterate(1, seed -> seed + 1)
                .mapToObj(seed -> new Design("claims", arms, 1, seed, true, Map.of(), directory))
                .filter(each -> each.order(1).equals(arms))
                .findFirst()
                .orElseThrow();
        return new Comparison(Finder.class, design, null, update -> {}, part -> {}, List.of(), keeper)
                .run()
                .run();
    }

    private static Arm served(String suffix, String server, List<String> load) {
        return new Arm(
                "ws/1.1" + suffix,
                "ws/1.1",
                10,
                load.isEmpty() ? List.of("400", "500", "false") : load,
                server.isEmpty()
                        ? List.of()
                        : List.of(server.equals(CANNOT_BE_STARTED) ? "\0" : "--exit-code=" + server));
    }

    private static Arm arm(String suffix, String... search) {
        return new Arm("ws/1.1" + suffix, "ws/1.1", 10, List.of(search), List.of());
    }
}
