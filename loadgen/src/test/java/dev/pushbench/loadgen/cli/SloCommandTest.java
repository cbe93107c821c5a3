package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultException;
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
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
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

        RunResult run = ValidResult.read(directory).run();
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

        RunResult run = ValidResult.read(directory).run();
        assertThat(exitCode).as(err.toString()).isEqualTo(run.valid() ? ExitCode.OK : ExitCode.MEASUREMENT_INVALID);
        assertThat(run.slos()).allMatch(SloResult::met);
    }

    @Test
    void theJUnitFileHasACaseForEachSloAndGate() throws Exception {
        Path junit = directory.resolve("made/for-it/junit.xml");
        load("--slo", "p50<1ns,duplicated=0", "--junit", junit.toString());

        Element suite = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getElementsByTagName("testsuite")
                .item(0);
        RunResult run = ValidResult.read(directory).run();
        assertThat(suite.getAttribute("name")).isEqualTo("ws/1.1");
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(2 + run.gates().size());
        assertThat(suite.getElementsByTagName("failure").getLength())
                .isEqualTo(1 + run.failedGates().size());
    }

    @Test
    void aJUnitFileThatCannotBeWrittenIsToldBeforeTheRun() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(load("--junit", file.resolve("junit.xml").toString())).isEqualTo(ExitCode.FAILURE);
        assertThat(load("--junit", directory.toString())).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("--junit"));
        assertThat(directory.resolve(ResultDirectory.RESULT_FILE)).doesNotExist();
    }

    @Test
    void aResultThatCannotBeWrittenAfterTheRunIsSavedElsewhere() throws IOException {
        // Its place is taken by a directory that is not empty, so that no file can be renamed to it.
        Files.createDirectories(directory.resolve(ResultDirectory.RESULT_FILE).resolve("taken"));

        int exitCode = load();

        assertThat(exitCode).isEqualTo(ExitCode.FAILURE);
        assertThat(out.toString()).contains("ws/1.1").contains("report: ");
        assertThat(err.toString()).contains("cannot write the result to " + directory.toAbsolutePath());
        String elsewhere = err.toString()
                .lines()
                .filter(line -> line.startsWith("the result is in "))
                .findFirst()
                .orElseThrow()
                .replaceAll("the result is in | instead", "");
        assertThat(ValidResult.read(Path.of(elsewhere)).run().cells()).hasSize(1);
        assertThat(out.toString()).contains(elsewhere);
    }

    @Test
    void aFullDiskIsToldBeforeTheRun() {
        OutputOptions.refuseIfFull("--out", directory, 64L << 20);

        assertThatThrownBy(() -> OutputOptions.refuseIfFull("--out", directory, (64L << 20) - 1))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("--out " + directory + " has only 63 MB left");
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
