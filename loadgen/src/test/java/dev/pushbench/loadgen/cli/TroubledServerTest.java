package dev.pushbench.loadgen.cli;

import static dev.pushbench.loadgen.cli.PushbenchProcess.awaitLine;
import static dev.pushbench.loadgen.cli.PushbenchProcess.exitCode;
import static dev.pushbench.loadgen.cli.PushbenchProcess.signal;
import static dev.pushbench.loadgen.cli.PushbenchProcess.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server process that stops for a while, or for good, in the middle of a run. */
class TroubledServerTest {

    private static final int CONNECTIONS = 5;
    private static final long STOP_NS = TimeUnit.SECONDS.toNanos(2);

    @TempDir
    private Path directory;

    private Process server;
    private Process load;

    @BeforeEach
    void startServer() throws IOException {
        server = start("serve", "--port", "0", "--tls-port", "0");
    }

    @AfterEach
    void endProcesses() {
        server.destroyForcibly();
        if (load != null) {
            load.destroyForcibly();
        }
    }

    @Test
    void aServerThatStandsStillIsInTheResponseTimeAndLosesNothing() throws Exception {
        BufferedReader progress = startLoad("3s");
        awaitLine(progress, "MEASURING");
        // A line a second. What the server is asked at its beginning has been answered.
        awaitLine(progress, "MEASURING");
        signal("STOP", server.pid());
        // Not to wait for anything: this is the stall.
        TimeUnit.NANOSECONDS.sleep(STOP_NS);
        signal("CONT", server.pid());
        String table = new String(load.getInputStream().readAllBytes());

        assertThat(exitCode(load)).as(table).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        CellResult result = result().cells().get(0);
        assertThat(result.messages().expected()).isEqualTo(CONNECTIONS * 3 * 50L);
        assertThat(result.messages().lost()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.responseTime().maxNs()).isGreaterThan(STOP_NS * 3 / 4);
        // Most of the window stood still: it is in the headline, and not in the maximum alone.
        assertThat(result.responseTime().p90Ns()).isGreaterThan(STOP_NS / 2);
        assertThat(table).contains(String.format("%.3f", result.responseTime().maxNs() / 1e6));
    }

    @Test
    void aServerThatIsKilledEndsTheRunWhichIsSavedAndRendered() throws Exception {
        BufferedReader progress = startLoad("10m");
        awaitLine(progress, "MEASURING");
        awaitLine(progress, "MEASURING");
        signal("KILL", server.pid());
        server.waitFor();
        long killedNs = System.nanoTime();

        assertThat(exitCode(load)).isEqualTo(ExitCode.MEASUREMENT_INVALID);
        assertThat(Duration.ofNanos(System.nanoTime() - killedNs)).isLessThan(Duration.ofSeconds(5));
        RunResult run = result();
        assertThat(run.valid()).isFalse();
        assertThat(run.failedGates()).extracting(Gate::name).contains("subscriptions");
        CellResult result = run.cells().get(0);
        assertThat(result.errors().values()).containsExactly((long) CONNECTIONS);
        CellResult.Messages messages = result.messages();
        assertThat(messages.received()).isPositive();
        assertThat(messages.received() - messages.duplicated() + messages.lost())
                .isEqualTo(messages.expected());
        // Up to the end, and not for the ten minutes that were asked for.
        assertThat(messages.expected()).isLessThan(CONNECTIONS * 50 * 60L);
    }

    private BufferedReader startLoad(String duration) throws IOException {
        String events = server.inputReader().readLine();
        load = start(
                "load",
                events,
                "-R",
                "50",
                "-c",
                String.valueOf(CONNECTIONS),
                "-d",
                duration,
                "--warmup",
                "0s",
                "--progress",
                "json",
                "--out",
                directory.toString());
        return load.errorReader();
    }

    private RunResult result() throws IOException {
        assertThat(directory.resolve(ResultDirectory.REPORT_FILE)).exists();
        return ValidResult.read(directory).run();
    }
}
