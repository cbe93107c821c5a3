package dev.pushbench.loadgen.cli;

import static dev.pushbench.loadgen.cli.PushbenchProcess.awaitLine;
import static dev.pushbench.loadgen.cli.PushbenchProcess.exitCode;
import static dev.pushbench.loadgen.cli.PushbenchProcess.signal;
import static dev.pushbench.loadgen.cli.PushbenchProcess.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: signals, exit codes, children. */
class ProcessTest {

    @TempDir
    private Path directory;

    @Test
    void compareMeasuresEveryCellInFreshJvms() throws Exception {
        Process compare = start(
                "compare",
                "-c",
                "20",
                "-R",
                "20",
                "--blocks",
                "1",
                "-d",
                "1s",
                "--warmup",
                "500ms",
                "--seed",
                "5",
                "--cells",
                "ws/2,sse/1.1",
                "--out",
                directory.toString());
        String table = new String(compare.getInputStream().readAllBytes());

        assertThat(exitCode(compare)).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        assertThat(table).contains("ws/2", "sse/1.1", "report: ");
        Contents contents = ValidResult.read(directory);
        assertThat(contents.run().cells()).extracting(CellResult::cell).containsExactly("ws/2", "sse/1.1");
        assertThat(contents.run().cells()).allSatisfy(cell -> {
            assertThat(cell.messages().expected()).isEqualTo(400);
            assertThat(cell.messages().lost()).isZero();
            assertThat(cell.responseTime().count()).isEqualTo(400);
        });
        assertThat(contents.run().seed()).isEqualTo(5);
        assertThat(contents.run().command())
                .startsWith("./pushbench compare -c 20")
                .contains("--seed 5");
        assertThat(contents.run().interrupted()).isFalse();
        assertThat(contents.run().environment().sharedCores()).isTrue();
        assertThat(contents.run().warnings())
                .anyMatch(warning -> warning.startsWith("Client and server share the cores"));
        assertThat(directory).isDirectoryNotContaining("glob:**/.cells*");
    }

    @Test
    void compareMeasuresBinaryMessagesAsCellsOfTheirOwn() throws Exception {
        Process compare = start(
                "compare",
                "-c",
                "10",
                "-R",
                "20",
                "--blocks",
                "1",
                "-d",
                "1s",
                "--warmup",
                "500ms",
                "--cells",
                "ws/1.1,sse/1.1",
                "--tls",
                "--format",
                "binary",
                "--payload",
                "3000",
                "--out",
                directory.toString());
        String table = new String(compare.getInputStream().readAllBytes());

        assertThat(exitCode(compare)).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        assertThat(table).contains("ws/1.1+tls+binary", "sse/1.1+tls+binary");
        Contents contents = ValidResult.read(directory);
        assertThat(contents.run().config()).containsEntry("format", "binary");
        assertThat(contents.run().cells())
                .extracting(CellResult::cell)
                .containsExactly("ws/1.1+tls+binary", "sse/1.1+tls+binary");
        assertThat(contents.run().cells()).allSatisfy(cell -> {
            assertThat(cell.messages()).isEqualTo(new CellResult.Messages(200L, 200, 0L, 0L, 0L, 0));
            assertThat(cell.responseTime().count()).isEqualTo(200);
        });
        // The same 3,000 bytes: in a frame, and as 4,000 characters.
        assertThat(contents.run().cells().get(0).bytesPerMessage()).isBetween(3_000.0, 3_100.0);
        assertThat(contents.run().cells().get(1).bytesPerMessage()).isBetween(4_000.0, 4_100.0);
    }

    @Test
    void anInterruptedLoadSavesWhatItMeasuredAndExitsWith130() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            Process load = start(
                    "load",
                    server.ws().resolve("/ws").toString(),
                    "-R",
                    "20",
                    "-c",
                    "10",
                    "-d",
                    "10m",
                    "--warmup",
                    "0s",
                    "--progress",
                    "plain",
                    "--out",
                    directory.toString());
            awaitLine(load.errorReader(), "measuring");
            signal("INT", load.pid());

            assertThat(exitCode(load)).isEqualTo(ExitCode.INTERRUPTED);
        }
        Contents contents = ValidResult.read(directory);
        assertThat(contents.run().interrupted()).isTrue();
        assertThat(contents.run().valid()).isFalse();
        CellResult.Messages messages = contents.run().cells().get(0).messages();
        assertThat(messages.expected()).isLessThan(10 * 20 * 60);
        assertThat(messages.received() + messages.lost()).isEqualTo(messages.expected());
        assertThat(directory.resolve(ResultDirectory.REPORT_FILE)).exists();
    }

    private Process longCompare() throws Exception {
        return start(
                "compare",
                "-c",
                "10",
                "--blocks",
                "50",
                "-d",
                "1s",
                "--warmup",
                "0s",
                "--cells",
                "ws/1.1,sse/1.1",
                "--progress",
                "plain",
                "--out",
                directory.toString());
    }

    @Test
    void anInterruptedCompareSavesTheCellsItHas() throws Exception {
        Process compare = longCompare();
        BufferedReader progress = compare.errorReader();
        awaitLine(progress, "measuring");
        awaitLine(progress, "connecting");
        awaitLine(progress, "measuring");
        signal("INT", compare.pid());

        assertThat(exitCode(compare)).isEqualTo(ExitCode.INTERRUPTED);
        Contents contents = ValidResult.read(directory);
        assertThat(contents.run().interrupted()).isTrue();
        assertThat(contents.run().cells()).isNotEmpty();
        assertThat(contents.run().blocks()).extracting(BlockResult::block).containsExactly(1);
        assertThat(directory.resolve(ResultDirectory.REPORT_FILE)).exists();
    }

    /** A terminal's Ctrl-C goes to the children as well, and here the one that is starting hears of it first. */
    @Test
    void compareInterruptedWhileAServerStartsSavesTheCellsItHas() throws Exception {
        Process compare = longCompare();
        awaitLine(compare.errorReader(), "measuring");
        List<ProcessHandle> serverAndLoad = compare.children().toList();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> compare.children().anyMatch(child -> !serverAndLoad.contains(child)));
        for (ProcessHandle starting : compare.children().toList()) {
            signal("INT", starting.pid());
        }
        signal("INT", compare.pid());

        assertThat(exitCode(compare)).isEqualTo(ExitCode.INTERRUPTED);
        Contents contents = ValidResult.read(directory);
        assertThat(contents.run().interrupted()).isTrue();
        assertThat(contents.run().cells()).isNotEmpty();
        assertThat(contents.run().failedGates()).extracting(Gate::name).doesNotContain("cell-measured");
        assertThat(directory.resolve(ResultDirectory.REPORT_FILE)).exists();
    }

    @Test
    void aServerPrintsItsUrlsPublishesAndStopsCleanly() throws Exception {
        Process serve = start("serve", "--port", "0", "--tls-port", "0", "--rate", "50");
        BufferedReader urls = serve.inputReader();
        URI events = URI.create(urls.readLine());
        assertThat(List.of(urls.readLine(), urls.readLine(), urls.readLine()))
                .satisfiesExactly(
                        ws -> assertThat(ws).matches("ws://127\\.0\\.0\\.1:\\d+/ws"),
                        sse -> assertThat(sse).matches("https://127\\.0\\.0\\.1:\\d+/sse"),
                        wss -> assertThat(wss).matches("wss://127\\.0\\.0\\.1:\\d+/ws"));
        var lines = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofLines())
                .body()
                .iterator();
        assertThat(lines.next()).startsWith("data: {\"seq\":");

        signal("TERM", serve.pid());

        assertThat(exitCode(serve)).isEqualTo(ExitCode.OK);
        lines.forEachRemaining(line -> assertThat(line).matches("|data: .*"));
    }

    @Test
    void aServerStopsWithTheProgramThatStartedIt() throws Exception {
        Process serve = start("serve", "--port", "0", "--no-tls", "--until-stdin-closes");
        assertThat(serve.inputReader().readLine()).startsWith("http://");
        assertThat(serve.inputReader().readLine()).startsWith("ws://");

        serve.getOutputStream().close();

        assertThat(serve.inputReader().readLine()).isNull();
        assertThat(exitCode(serve)).isEqualTo(ExitCode.OK);
    }

    @Test
    void aPortInUseIsOneLine() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            Process serve =
                    start("serve", "--port", String.valueOf(server.http().getPort()), "--tls-port", "0");
            List<String> said = serve.errorReader().lines().toList();

            assertThat(exitCode(serve)).isEqualTo(ExitCode.FAILURE);
            assertThat(said).hasSize(1);
            assertThat(said.get(0))
                    .contains("--port")
                    .contains(String.valueOf(server.http().getPort()));
        }
    }
}
