package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.reports.claim.ClaimCatalogue;
import dev.pushbench.reports.claim.ClaimPlan;
import dev.pushbench.reports.claim.Conditions;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.ResultException;
import dev.pushbench.reports.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockStoreTest {

    private static final Environment HERE = Machine.describe(true);

    @TempDir
    private Path directory;

    private BlockStore store;

    @BeforeEach
    void begin() {
        store = new BlockStore(directory);
        store.begin(contents(1, List.of()));
    }

    @Test
    void keptBlocksAreReadAgainWithoutWhatAKilledRunHadNotFinished() throws IOException {
        store.keep(contents(1, List.of(new BlockResult(2, List.of()))));
        store.keep(contents(1, List.of(new BlockResult(10, List.of()))));
        Files.createDirectory(directory.resolve("blocks/.11"));

        assertThat(store.blocks())
                .extracting(block -> block.run().blocks().get(0).block())
                .containsExactlyInAnyOrder(2, 10);
        assertThat(directory.resolve("blocks/.2")).doesNotExist();
    }

    @Test
    void theSameProgramSeedAndSettingsGoOn() {
        assertThatCode(() -> store.refuseIfOther(store.begun(), design(1, 10), HERE))
                .doesNotThrowAnyException();
    }

    @Test
    void whateverDiffersIsNamed() {
        RunResult begun = store.begun();

        assertThatThrownBy(() -> store.refuseIfOther(begun, design(2, 10), HERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was begun with seed 1, and this is 2");
        assertThatThrownBy(() -> store.refuseIfOther(begun, design(1, 20), HERE))
                .hasMessageContaining("other arms or settings");
        assertThatThrownBy(() -> store.refuseIfOther(begun, design(1, 10), other("0.0.1", HERE.jvm())))
                .hasMessageContaining("was begun with pushbench " + HERE.pushbench() + ", and this is 0.0.1");
        assertThatThrownBy(() -> store.refuseIfOther(begun, design(1, 10), other(HERE.pushbench(), "JVM 99")))
                .hasMessageContaining("with JVM ");
    }

    @Test
    void aDirectoryWithBlocksIsNotUsedForAnotherRun() {
        assertThatThrownBy(store::refuseIfUsed)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--resume " + directory);
        assertThatCode(() -> new BlockStore(directory.resolve("new")).refuseIfUsed())
                .doesNotThrowAnyException();
    }

    @Test
    void aRunThatEndedBeforeItsFirstBlockCannotGoOn() throws IOException {
        Files.delete(directory.resolve("blocks"));

        assertThatThrownBy(store::blocks).isInstanceOf(ResultException.class).hasMessageContaining("measure it anew");
    }

    private Design design(long seed, double rate) {
        ClaimPlan plan = new ClaimPlan(ClaimCatalogue.of(List.of("cpu")), new Conditions(10, rate, 100, false), null);
        return new Design("claims", plan.arms(), 6, seed, true, plan.settings(), directory);
    }

    private Contents contents(long seed, List<BlockResult> blocks) {
        return new Contents(
                new RunResult(
                        RunResult.SCHEMA_VERSION,
                        "claims",
                        true,
                        false,
                        "2027-01-15T08:00:00Z",
                        "",
                        seed,
                        HERE,
                        design(seed, 10).settings(),
                        List.of(),
                        List.of(),
                        List.of(),
                        blocks,
                        List.of(),
                        List.of()),
                List.of());
    }

    private static Environment other(String pushbench, String jvm) {
        return new Environment(
                pushbench,
                HERE.libraries(),
                jvm,
                HERE.jvmOptions(),
                HERE.os(),
                HERE.cpuModel(),
                HERE.cores(),
                HERE.sharedCores(),
                HERE.memoryBytes(),
                HERE.descriptorLimit(),
                HERE.portRange());
    }
}
