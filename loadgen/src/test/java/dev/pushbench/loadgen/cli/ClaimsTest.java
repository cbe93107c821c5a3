package dev.pushbench.loadgen.cli;

import static dev.pushbench.loadgen.cli.PushbenchProcess.awaitLine;
import static dev.pushbench.loadgen.cli.PushbenchProcess.exitCode;
import static dev.pushbench.loadgen.cli.PushbenchProcess.signal;
import static dev.pushbench.loadgen.cli.PushbenchProcess.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pushbench claims}: arms in JVMs of their own, stopped and continued. */
class ClaimsTest {

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @Test
    void aStoppedRunIsContinuedWithTheBlocksItHas() throws Exception {
        Process begun = start(
                "claims",
                "framing",
                "--quick",
                "--blocks=2",
                "-c",
                "20",
                "-R",
                "20",
                "--seed=5",
                "--progress=plain",
                "--out=" + directory);
        BufferedReader progress = begun.errorReader();
        awaitLine(progress, "note: 6 arms in each block, 12 in all: about 2 min on 2 cores");
        awaitLine(progress, "block 2 of 2, 1 of 6");
        signal("INT", begun.pid());
        assertThat(exitCode(begun)).isEqualTo(ExitCode.INTERRUPTED);

        RunResult stopped = ValidResult.read(directory).run();
        assertThat(stopped.interrupted()).isTrue();
        // On a busy machine a gate may fail, and there is no verdict at all.
        assertThat(stopped.claims())
                .hasSize(1)
                .allSatisfy(claim -> assertThat(claim.verdict())
                        .isEqualTo(claim.failedGates().isEmpty() ? "inconclusive" : null));
        assertThat(directory.resolve("blocks/1")).exists();
        assertThat(directory.resolve("blocks/2")).doesNotExist();
        BlockResult first = ResultDirectory.read(directory.resolve("blocks/1"))
                .run()
                .blocks()
                .get(0);
        assertThat(first.cells())
                .extracting(CellResult::cell)
                .contains("ws/1.1", "ws/1.1+large", "sse/2", "sse/1.1+large")
                .hasSize(6);

        assertThat(terminal.run("claims", "--resume=" + directory, "--seed=6")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("was begun with other --seed").hasLineCount(1);

        Process resumed = start("claims", "--resume=" + directory, "--progress=plain");
        String table = new String(resumed.getInputStream().readAllBytes());
        assertThat(exitCode(resumed)).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);

        RunResult whole = ValidResult.read(directory).run();
        assertThat(whole.interrupted()).isFalse();
        assertThat(whole.seed()).isEqualTo(5);
        assertThat(whole.command())
                .startsWith("./pushbench claims framing --quick")
                .contains("--seed=5");
        assertThat(whole.blocks()).extracting(BlockResult::block).containsExactly(1, 2);
        assertThat(whole.blocks().get(0)).as("measured once").isEqualTo(first);
        assertThat(whole.cells()).extracting(CellResult::cell).startsWith("ws/1.1", "ws/2", "sse/1.1", "sse/2");
        assertThat(whole.claims()).hasSize(1);
        ClaimResult framing = whole.claims().get(0);
        if (framing.failedGates().isEmpty()) {
            assertThat(framing.verdict()).isEqualTo("inconclusive");
            assertThat(framing.blocksNeeded()).isEqualTo(4);
            // 114 bytes against 102, and a stray byte of the connection now and then.
            assertThat(framing.effect().value()).isBetween(10.0, 13.0);
            assertThat(table)
                    .contains("bytes per message, sse/1.1 − ws/1.1", "About 4 more blocks are needed to decide it.");
        }
        assertThat(table)
                .contains(
                        "framing",
                        "loopback, ",
                        "Too little for a verdict: 2 of 6 blocks.",
                        "./pushbench claims framing --quick --connections=20 --rate=20 --blocks=2 --seed=5");
        assertThat(Files.readString(directory.resolve(ResultDirectory.REPORT_FILE)))
                .contains("pushbench claims");
        assertThat(directory).isDirectoryNotContaining("glob:**/.cells*");

        assertThat(terminal.run("claims", "--out=" + directory)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("has blocks of an earlier run: continue it with --resume " + directory);
    }

    @Test
    void theListNamesEveryClaimAndTellsOneInFull() {
        assertThat(terminal.run("claims", "--list")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("framing  ", "http2  ", "WebSocket is faster than SSE");

        assertThat(terminal.run("claims", "--list", "memory")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .contains("Decided by: ", "Refuted by: ", "Does not show: ", "  sse/1.1+idle-4000")
                .contains("./pushbench load http://127.0.0.1:8080/sse --http=1.1 --connections=4000 --idle")
                .doesNotContain("WebSocket is faster than SSE");
    }

    @Test
    void whatCannotBeIsOneLine() throws IOException {
        assertThat(terminal.run("claims", "myth")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("'myth' is no claim").hasLineCount(1);
        assertThat(terminal.run("claims", "--blocks=0", "--out=" + directory)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--blocks is 0").hasLineCount(1);
        assertThat(terminal.run("claims", "-c", "1m")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--connections is 1000000").hasLineCount(1);
        assertThat(terminal.run("claims", "--resume=" + directory)).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.err()).contains("has no result.json").hasLineCount(1);
        assertThat(terminal.run("claims", "--resume=" + directory, "--out=elsewhere"))
                .isNotEqualTo(ExitCode.OK);
        assertThat(Files.list(directory)).isEmpty();
    }
}
