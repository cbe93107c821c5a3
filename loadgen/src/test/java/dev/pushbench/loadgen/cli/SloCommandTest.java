package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SloResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a build server sees of a run. */
class SloCommandTest {

    private static ServerUnderTest server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeAll
    static void startServer() throws IOException {
        server = ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void anSloThatIsMissedIsInTheResultTheTableTheReportAndTheExitCode() throws IOException {
        int exitCode = load("--slo", "p50<1ns,duplicated=0", "--slo", "rate>1/s");

        RunResult run = ResultDirectory.read(directory).run();
        assertThat(exitCode)
                .as(err.toString())
                .isEqualTo(run.valid() ? ExitCode.SLO_MISSED : ExitCode.MEASUREMENT_INVALID);
        assertThat(run.slos()).extracting(SloResult::slo).containsExactly("p50<1ns", "duplicated=0", "rate>1/s");
        assertThat(run.slos()).extracting(SloResult::met).containsExactly(false, true, true);
        assertThat(out.toString()).containsPattern("p50<1ns +ws/1.1 +NO +it was \\d+ ns: missed");
        assertThat(Files.readString(directory.resolve(ResultDirectory.REPORT_FILE)))
                .contains("p50&lt;1ns");
    }

    @Test
    void slosThatAreMetChangeNothing() throws IOException {
        int exitCode = load("--slo", "p50<100s");

        RunResult run = ResultDirectory.read(directory).run();
        assertThat(exitCode).as(err.toString()).isEqualTo(run.valid() ? ExitCode.OK : ExitCode.MEASUREMENT_INVALID);
        assertThat(run.slos()).allMatch(SloResult::met);
    }

    private int load(String... more) {
        List<String> command = new ArrayList<>(List.of(
                "load",
                server.ws().resolve("/ws").toString(),
                "-R",
                "50",
                "-c",
                "10",
                "-d",
                "500ms",
                "--warmup",
                "0s",
                "--progress",
                "none",
                "--out",
                directory.toString()));
        command.addAll(List.of(more));
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(command.toArray(String[]::new));
    }
}
