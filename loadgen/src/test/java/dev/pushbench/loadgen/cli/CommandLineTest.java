package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.limits.Limits;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.limits.Preflight;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user sees who gets something wrong: one line, and an exit code that tells the kinds apart. */
class CommandLineTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load | URL",
                "load ws://h/ --connections | --connections",
                "load ws://h/ -c ten | 'ten'",
                "load ws://h/ -c 0 | --connections is 0",
                "load ws://h/ -c 2000k | --connections is 2000000",
                "load ws://h/ -d 1ms | --duration is 1ms",
                "load ws://h/ --warmup soon | 'soon'",
                "load ws://h/ --http 3 | '3'",
                "load ws://h/ --rate 0 | rate is 0.0",
                "load ws://h/ --rate 5 --payload 10 | payload is 10 bytes",
                "load ws://h/ --pattern zigzag | zigzag",
                "load ws://h/ --format xml | xml",
                "load ws://h/ --rate 5 --format binary --payload 23 | payload is 23 bytes: it must be from 24",
                "load ws://h/ --format binary --round-trip | leave out --round-trip",
                "load ws://h/ --format binary --idle | --idle",
                "load ws://h/ --format binary --time-field t | --time-field",
                "load ws://h/ --format binary --send x | give --rate with --send",
                "compare --format binary --workload round-trip | leave out --workload round-trip",
                "compare --format binary --workload idle | leave out --workload idle:1s",
                "serve --rate 5 --format binary --payload 23 | payload is 23 bytes",
                "load ws://h/ --connect-rate -1 | '-1'",
                "load ws://h/ --progress loud | loud",
                "load ws://h/ -H novalue | novalue",
                "load ws://h/ --time-field a..b | --time-field is 'a..b'",
                "load ws://h/ --streams-per-client 0 | --streams-per-client 0",
                "load ftp://h/ | ftp://h/",
                "load ws://h/ http://h/ | different schemes",
                "load ws://h/ ws://h/ | named twice",
                "load ws://h/ --processes 0 | --processes is 0",
                "load ws://h/ --processes 4 -c 3 | each of 4 processes",
                "load ws://h/ ws://i/ -c 1 | each of 2 processes",
                "load ws://h/ --hybrid ws://i/ | 'ws://i/' is no URL and share",
                "load ws://h/ --hybrid ws://me:secret@i/ | 'ws://***@i/' is no URL and share",
                "load ws://h/ --hybrid ws://i/=0% | 'ws://i/=0%': the share must be over 0% and at most 100%",
                "load ws://h/ --hybrid ws://i/=100.1% | at most 100%",
                "load ws://h/ --hybrid ws://{/=1% | is no valid URL",
                "load ws://h/ --hybrid ftp://i/=1% | ftp://i/",
                "load ws://h/ --hybrid http://i/=1% --stage 5:1s | leave out --stage",
                "load ws://h/ --hybrid http://i/=10% -c 10 --processes 12 | each of 11 processes",
                "load http://h/ --hybrid http://i/=10% --deflate | --deflate: is for WebSocket",
                "load http://h/ --hybrid http://i/=10% --send x | --send needs a ws://",
                "load ws://h/ --stage 10 | '10' is not a stage",
                "load ws://h/ --stage 10:0s | '10:0s' is not a stage",
                "load ws://h/ --stage 0.5:1s | whole numbers",
                "load ws://h/ --stage 0:1s | never has a connection",
                "load ws://h/ --stage 5:1s -c 5 | both say how many",
                "load ws://h/ --stage 5:1s -d 2s | not as long as the stages",
                "load ws://h/ --stage 5:1s --rate-stage 5:2s | different times",
                "load ws://h/ --rate-stage 5m:2s | '5m:2s' is not a stage",
                "load ws://h/ --rate 0.1 --rate-stage 0.1:5s | --rate-stage makes less than one message for each",
                "load ws://h/ --session 1ms | --session is 1ms",
                "load ws://h/ --storm 10s | --storm comes after",
                "load ws://h/ --send ${seq} | --send has '${seq}'",
                "load ws://h/ --send ${now | --send has '${now'",
                "load ws://h/ --send @/no/such/file | --send @/no/such/file",
                "load http://h/ --send x | an event stream cannot send",
                "load ws://h/ --send-every 1s | give it with --send",
                "load ws://h/ --send x --send-every 0s | --send-every is 0ms",
                "load ws://h/ --expect ( | --expect is '('",
                "load ws://h/ --expect (?=x) | RE2",
                "load ws://h/ --round-trip --send x | leave out --send",
                "load ws://h/ --round-trip --time-field t | leave out --seq-field",
                "load http://h/ --idle -R 5 | leave out --rate",
                "load http://h/ --round-trip --idle | leave out --idle",
                "load http://h/?topic=a --round-trip | leave topic= out",
                "load http://h/ --round-trip --publish-path publish | --publish-path is 'publish'",
                "load http://h/ --heartbeat 1s | give it with --idle",
                "serve --port 0 --tls-port 0 --heartbeat 0s | heartbeat is 0ms",
                "load http://h/ --ping-every 1s | has no pings",
                "load nonsense | nonsense",
                "load ws://h/ --slo p99<5 | 'p99<5' has the wrong unit",
                "load ws://h/ --slo lost=0,speed>9 | 'speed>9' is about 'speed'",
                "load ws://h/ --abort-on-slo | --abort-on-slo has no --slo",
                "load ws://h/ --slo lost=0 --abort-on-slo --abort-delay 5ms | --abort-delay is 5ms",
                "load ws://h/ --prometheus 70000 | '70000' is no address",
                "compare --slo p99 | 'p99' is no condition",
                "load ws://127.0.0.1:9/ -c 1m | asked 1,000,000",
                "compare -c 1m | asked 1,000,000",
                "compare --streams-per-client 0 | --streams-per-client is 0",
                "compare --cells ws/9 | --cells: 'ws/9' is not a cell",
                "compare --workload sleep | --workload has 'sleep'",
                "compare --blocks 0 | --blocks is 0",
                "compare --seed x | 'x'",
                "compare -d 1ms | --duration is 1ms",
                "compare --warmup 25h | --warmup is 90000s",
                "compare --workload churn:50ms | --workload churn:50ms: --session is 50ms",
                "compare --workload storm:2s | --workload storm:2s: --storm comes after",
                "compare --workload slow -c 10 | of 10 connections that is none",
                "compare --workload idle:0s | --workload idle:0s: --heartbeat is 0ms",
                "compare -c 0 | --connections is 0",
                "compare example.org | BASE-URL is 'example.org'",
                "compare localhost:8080 | BASE-URL is 'localhost:8080'",
                "compare ws://h:8080 | BASE-URL is 'ws://h:8080'",
                "compare http:///x | BASE-URL is 'http:///x'",
                "selftest --loads Z | --loads has 'Z'",
                "selftest --rounds 0 | --rounds is 0",
                "selftest --cells ws/9 | --cells: 'ws/9' is not a cell",
                "selftest --crowd 50 | --crowd is 50",
                "serve --port 70000 | port is 70000",
                "serve --overflow explode | explode",
                "serve --host 0.0.0.0 --port 0 --tls-port 0 | --admin-token",
                "tail | URL",
                "tail ws://h/ --count 0 | --count is 0",
                "report | DIR",
                "frobnicate | frobnicate",
            })
    void aWrongOptionIsNamedInOneLineAndExitsWith2(String command, String named) {
        int exitCode = terminal.run(command.strip().split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err().lines()).hasSize(1);
        assertThat(terminal.err()).contains(named.strip()).contains("--help");
        assertThat(terminal.out()).isEmpty();
    }

    /** What each fits by itself, and not together: the ports of one target, the descriptors of one server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "load http://127.0.0.1:9/sse --hybrid ws://127.0.0.1:9/ws=100%",
                "load http://127.0.0.1:9/sse --round-trip",
                "compare --quick --workload hybrid:100%",
                "compare --quick --workload round-trip --cells sse/1.1",
                "compare --quick http://127.0.0.1:9 --workload hybrid:100%",
            })
    void whatIsTooMuchTogetherIsRefusedBeforeAnythingIsOpened(String command) {
        int most = Preflight.mostConnections(
                n -> new Plan(n, 1, 1, HttpVersion.HTTP_1_1, 1, Plan.Server.STARTED_BY_US),
                Limits.ofThisProcess(),
                LoadConfig.MAX_CONNECTIONS);
        assumeThat(most).as("the limits of this machine").isLessThan(LoadConfig.MAX_CONNECTIONS);

        int exitCode = terminal.run((command + " -d 100ms --warmup 0s -c " + most).split(" "));

        assertThat(exitCode).as(terminal.err()).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err().lines()).hasSize(1);
        assertThat(terminal.err()).contains("asked ");
    }

    @Test
    void aClosedPortExitsWith5() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertUnreachable("refused", "load", "ws://127.0.0.1:" + port + "/ws");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "ws"})
    void aPathThatIsNotThereExitsWith5(String scheme) {
        assertUnreachable(
                "404", "load", scheme + "://127.0.0.1:" + server.http().getPort() + "/nix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "ws"})
    void aPathThatIsNotThereExitsWith5OverHttp2Too(String scheme) {
        assertUnreachable(
                "404",
                "load",
                "--http=2",
                scheme + "://127.0.0.1:" + server.http().getPort() + "/nix");
    }

    @Test
    void aHostThatDoesNotExistExitsWith5() {
        assertUnreachable("no-such-host.invalid", "load", "http://no-such-host.invalid/sse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2"})
    void aContentTypeThatIsNoEventStreamExitsWith5(String http) {
        assertUnreachable(
                "application/json",
                "load",
                "--http=" + http,
                server.http().resolve("/admin/clock").toString());
    }

    @Test
    void aCertificateThatNobodyVouchesForExitsWith5() {
        assertUnreachable("--insecure", "load", server.https().resolve("/sse").toString());
    }

    @Test
    void cleartextHttp2ThatIsNotSpokenExitsWith5() {
        assertUnreachable(
                "", "load", "--http=2", "http://127.0.0.1:" + server.https().getPort() + "/sse");
    }

    @Test
    void aRateForATargetThatCannotBeToldOneExitsWith5() throws IOException {
        try (var peer = new ForeignEventStream()) {
            assertUnreachable("leave --rate out", "load", "-R", "5", peer.url());
        }
    }

    @Test
    void theFormatOfATargetThatCannotBeToldOneExitsWith5() throws IOException {
        try (var peer = new ForeignEventStream()) {
            assertUnreachable("leave --format binary out", "load", "--format", "binary", peer.url());
        }
    }

    private void assertUnreachable(String detail, String... command) {
        int exitCode = terminal.run(withOut(command));

        assertThat(exitCode).as(terminal.err()).isEqualTo(ExitCode.TARGET_UNREACHABLE);
        assertThat(terminal.err().lines()).as(terminal.err()).hasSize(1);
        assertThat(terminal.err()).contains(detail).doesNotContain("Exception");
        assertThat(directory.resolve(ResultDirectory.RESULT_FILE)).doesNotExist();
    }

    @Test
    void aTargetWithoutTimesIsMeasuredWithoutLatencies() throws IOException {
        try (var peer = new ForeignEventStream()) {
            int exitCode = terminal.run(
                    withOut("load", peer.url(), "-c", "3", "-d", "500ms", "--warmup", "100ms", "--progress", "none"));

            assertThat(exitCode).as(terminal.err()).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
            assertThat(terminal.out()).contains("gap p50").contains("because the messages carry no times");
            var cell = ValidResult.read(directory).run().cells().get(0);
            assertThat(cell.responseTime()).isNull();
            assertThat(cell.messages().expected()).isNull();
            assertThat(cell.messages().lost()).isNull();
            assertThat(cell.gap().count()).isPositive();
            assertThat(cell.cpu().serverNsPerMessage()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "sse"})
    void tailPrintsMessagesAsJsonAndStopsAtTheCount(String protocol) {
        server.topic("tail-" + protocol).publish(new SendSchedule(50, 100, Pattern.BROADCAST, 0), System.nanoTime());
        URI base = protocol.equals("ws") ? server.ws() : server.http();

        int exitCode = terminal.run(
                "tail", base.resolve("/" + protocol + "?topic=tail-" + protocol).toString(), "--count", "3");

        assertThat(exitCode).as(terminal.err()).isEqualTo(ExitCode.OK);
        assertThat(terminal.out().lines()).hasSize(3).allSatisfy(line -> {
            JsonNode json = JsonMapper.builder().build().readTree(line);
            assertThat(json.propertyNames()).containsExactly("type", "id", "data");
            assertThat(json.get("type").asString()).isEqualTo(protocol.equals("ws") ? "text" : "message");
            assertThat(json.get("data").asString()).startsWith("{\"seq\":").hasSize(100);
        });
    }

    @Test
    void doctorSaysWhatTheMachineAllowsInOneLineForEachFinding() {
        assertThat(terminal.run("doctor")).isEqualTo(ExitCode.OK);
        String text = terminal.out();
        assertThat(terminal.run("doctor", "--json")).isEqualTo(ExitCode.OK);
        JsonNode json = JsonMapper.builder().build().readTree(terminal.out());

        assertThat(json.propertyNames())
                .containsExactly("connectionsPerProcess", "connectionsPerTargetPort", "findings");
        assertThat(json.get("connectionsPerProcess").isNumber()).isTrue();
        assertThat(json.get("findings")).hasSizeGreaterThan(10).allSatisfy(finding -> {
            assertThat(finding.get("level").asString()).isIn("ok", "note", "warning", "unknown");
            assertThat(text.lines())
                    .anyMatch(line -> line.startsWith(finding.get("level").asString())
                            && line.contains(" " + finding.get("name").asString() + " "));
        });
        assertThat(text).contains("connections per process");
    }

    @Test
    void tailOfAnEndpointThatIsNotThereExitsWith5() {
        assertThat(terminal.run("tail", server.http().resolve("/nix").toString()))
                .isEqualTo(ExitCode.TARGET_UNREACHABLE);
        assertThat(terminal.err().lines()).hasSize(1);
    }

    @Test
    void anUnwritableDirectoryIsToldBeforeTheRun() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        int exitCode = terminal.run("load", server.ws().resolve("/ws").toString(), "--out", file.toString());

        assertThat(exitCode).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.err()).contains("--out " + file).contains("choose another directory");
        assertThat(terminal.err().lines()).hasSize(1);
    }

    @Test
    void aResultThatIsNotThereCannotBeRendered() {
        int exitCode = terminal.run("report", directory.toString());

        assertThat(exitCode).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.err().lines()).hasSize(1);
        assertThat(terminal.err()).contains("result.json");
    }

    @Test
    void aRunLeavesADirectoryThatRendersAgain() throws IOException {
        int exitCode = terminal.run(withOut(
                "load",
                server.ws().resolve("/ws").toString(),
                "-R",
                "20",
                "-c",
                "10",
                "-d",
                "500ms",
                "--warmup",
                "0s",
                "--progress",
                "plain"));

        assertThat(exitCode).as(terminal.err()).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        assertThat(terminal.out()).contains("ws/1.1").contains("report: ");
        assertThat(terminal.err()).contains("measuring");
        assertThat(ValidResult.read(directory).run().command())
                .startsWith("./pushbench load ws://127.0.0.1:")
                .contains(" -R 20 -c 10 ");
        Path report = directory.resolve(ResultDirectory.REPORT_FILE);
        String first = Files.readString(report);
        Files.delete(report);

        assertThat(terminal.run("report", directory.toString())).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(report)).isEqualTo(first);
    }

    @Test
    void aJmhResultIsRenderedBesideItself() throws IOException {
        Path file = Files.writeString(
                directory.resolve("mine.json"),
                "[{\"benchmark\":\"a.EventBenchmark.encode\",\"primaryMetric\":{\"score\":1,\"scoreUnit\":\"ns/op\"}}]");

        assertThat(terminal.run("report", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("report: " + directory.resolve("mine.html"));
        assertThat(directory.resolve("mine.html")).content().contains("EventBenchmark");

        Files.writeString(file, "{\"runs\":[]}");
        assertThat(terminal.run("report", file.toString())).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.err())
                .contains("mine.json is no result of JMH")
                .contains("run the benchmarks again with -rf json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "compare", "load", "claims", "serve", "tail", "doctor", "report"})
    void helpListsEveryOptionWithItsMeaning(String command) {
        assertThat(terminal.run((command + " --help").strip().split(" "))).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("Usage: pushbench");

        CommandLine line = command.isEmpty()
                ? Main.commandLine()
                : Main.commandLine().getSubcommands().get(command);
        assertThat(line.getCommandSpec().options())
                .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    }

    @Test
    void theHelpNamesEveryGateThatReadmeExplains() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        List<String> gates = readme.substring(readme.indexOf("| gate | fails if |"))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .toList();
        assertThat(terminal.run("--help")).isEqualTo(ExitCode.OK);
        String help = terminal.out().replaceAll("\\s+", " ");

        assertThat(gates).contains("subscriptions", "slow-subscriptions", "processes", "target-limit");
        assertThat(help.substring(help.indexOf("Gates: "))).contains(String.join(", ", gates) + ".");
    }

    @ParameterizedTest
    @CsvSource({"load, 5, 20", "compare, 25, 6"})
    void eachHelpHasTheDefaultsOfItsOwnSearch(String command, String resolution, String probes) {
        assertThat(terminal.run(command, "--help")).isEqualTo(ExitCode.OK);

        assertThat(terminal.out().replaceAll("\\s+", " "))
                .contains("was not shall be (default: " + resolution + ")")
                .contains("that missed included (default: " + probes + ")");
    }

    @Test
    void theHelpOfLoadListsEveryOptionOnceUnderTheHeadingOfItsGroup() {
        assertThat(terminal.run("load", "--help")).isEqualTo(ExitCode.OK);

        var options =
                Main.commandLine().getSubcommands().get("load").getCommandSpec().options();
        var groups = OptionGroups.of(options);
        // A new option needs a place in OptionGroups.
        assertThat(groups.get(OptionGroups.REST))
                .extracting(PlanFile::nameOf)
                .containsExactlyInAnyOrder("--help", "--version");
        assertThat(groups.values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(options)
                .allSatisfy(option -> assertThat(terminal.out().lines())
                        .filteredOn(line -> line.matches(" {2,6}(-\\w, )?" + PlanFile.nameOf(option) + "([=\\[, ].*)?"))
                        .hasSize(1));
        assertThat(terminal.out().lines()).containsSubsequence(groups.keySet());
    }

    private List<String> withOut(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--out", directory.toString()));
        return all;
    }
}
