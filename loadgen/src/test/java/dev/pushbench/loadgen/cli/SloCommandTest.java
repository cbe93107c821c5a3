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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What a build server sees of a run. */
class SloCommandTest {

    private static ServerUnderTest server;

    private final Terminal terminal = new Terminal();

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
                .as(terminal.err())
                .isEqualTo(run.valid() ? ExitCode.SLO_MISSED : ExitCode.MEASUREMENT_INVALID);
        assertThat(run.slos()).extracting(SloResult::slo).containsExactly("p50<1ns", "duplicated=0", "rate>1/s");
        assertThat(run.slos()).extracting(SloResult::met).containsExactly(false, true, true);
        assertThat(terminal.out()).containsPattern("p50<1ns +ws/1.1 +NO +it was \\d+ ns: missed");
        assertThat(Files.readString(directory.resolve(ResultDirectory.REPORT_FILE)))
                .contains("p50&lt;1ns");
    }

    @Test
    void slosThatAreMetChangeNothing() throws IOException {
        int exitCode = load("--slo", "p50<100s");

        RunResult run = ValidResult.read(directory).run();
        assertThat(exitCode).as(terminal.err()).isEqualTo(run.valid() ? ExitCode.OK : ExitCode.MEASUREMENT_INVALID);
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

        for (Path impossible : List.of(file.resolve("junit.xml"), directory)) {
            assertThat(load("--junit", impossible.toString())).isEqualTo(ExitCode.FAILURE);
            assertThat(terminal.err().lines()).singleElement().asString().contains("--junit");
        }
        assertThat(directory.resolve(ResultDirectory.RESULT_FILE)).doesNotExist();
    }

    @Test
    void aResultThatCannotBeWrittenAfterTheRunIsSavedElsewhere() throws IOException {
        // Its place is taken by a directory that is not empty, so that no file can be renamed to it.
        Files.createDirectories(directory.resolve(ResultDirectory.RESULT_FILE).resolve("taken"));

        int exitCode = load();

        assertThat(exitCode).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.out()).contains("ws/1.1").contains("report: ");
        assertThat(terminal.err()).contains("cannot write the result to " + directory.toAbsolutePath());
        String elsewhere = terminal.err()
                .lines()
                .filter(line -> line.startsWith("the result is in "))
                .findFirst()
                .orElseThrow()
                .replaceAll("the result is in | instead", "");
        assertThat(ValidResult.read(Path.of(elsewhere)).run().cells()).hasSize(1);
        assertThat(terminal.out()).contains(elsewhere);
    }

    @Test
    void aFullDiskIsToldBeforeTheRun() {
        OutputOptions.refuseIfFull("--out", directory, 64L << 20);

        assertThatThrownBy(() -> OutputOptions.refuseIfFull("--out", directory, (64L << 20) - 1))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("--out " + directory + " has only 63 MB left");
    }

    @Test
    void aRunThatMissesAnSloForTooLongEndsEarlyAndIsSaved() throws IOException {
        int exitCode = load("-d", "10m", "--slo", "p50<1ns", "--abort-on-slo", "--abort-delay", "1s");

        RunResult run = ValidResult.read(directory).run();
        assertThat(run.aborted()).isEqualTo("p50<1ns was missed for 1s without a break");
        assertThat(run.interrupted()).isFalse();
        assertThat(run.missedSlos()).hasSize(1);
        assertThat(exitCode)
                .as(terminal.err())
                .isEqualTo(run.valid() ? ExitCode.SLO_MISSED : ExitCode.MEASUREMENT_INVALID);
        assertThat(terminal.err()).contains("ended early: p50<1ns was missed for 1s");
        assertThat(terminal.out()).contains("Ended early: p50<1ns was missed");
        assertThat(Files.readString(directory.resolve(ResultDirectory.REPORT_FILE)))
                .contains("p50&lt;1ns was missed for 1s");
    }

    @Test
    void aRunAnswersPrometheusAsLongAsItGoesOn() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HttpRequest scrape = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept", "application/openmetrics-text")
                .build();
        HttpClient client = HttpClient.newHttpClient();
        CompletableFuture<Integer> run =
                CompletableFuture.supplyAsync(() -> load("-d", "4s", "--prometheus", String.valueOf(port)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(client.send(scrape, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .contains("pushbench_phase{cell=\"ws/1.1\",pushbench_phase=\"measuring\"} 1")
                        .contains("pushbench_subscriptions_open{cell=\"ws/1.1\"} 10")
                        .contains("pushbench_errors_total{cell=\"ws/1.1\"} 0")
                        .containsPattern("pushbench_messages_total\\{cell=\"ws/1.1\"} [1-9]")
                        .containsPattern("pushbench_response_time_seconds\\{cell=\"ws/1.1\",quantile=\"0.5\"} \\d")
                        .contains("# UNIT pushbench_response_time_seconds seconds")
                        .endsWith("# EOF\n"));

        assertThat(run.get(60, TimeUnit.SECONDS)).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        assertThatThrownBy(() -> client.send(scrape, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aPortInUseIsToldBeforeTheRun() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(load("--prometheus", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(terminal.err().lines()).hasSize(1);
            assertThat(terminal.err()).contains("--prometheus").contains("choose another port");
        }
    }

    private int load(String... more) {
        List<String> command = new ArrayList<>(List.of(
                "load",
                server.ws().resolve("/ws").toString(),
                "-R",
                "50",
                "-c",
                "10",
                "--warmup",
                "0s",
                "--progress",
                "none",
                "--out",
                directory.toString()));
        command.addAll(List.of(more));
        if (!command.contains("-d")) {
            command.addAll(List.of("-d", "500ms"));
        }
        return terminal.run(command);
    }
}
