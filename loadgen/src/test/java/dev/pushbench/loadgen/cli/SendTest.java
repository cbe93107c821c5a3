package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Exchange;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code load} that also speaks, against a real server. */
class SendTest {

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
    @ValueSource(strings = {"1.1", "2"})
    void whatIsSentComesBackAsExpected(String http) throws IOException {
        Path file = Files.writeString(directory.resolve("login.json"), "{\"login\":${connection}}");

        RunResult run = load(
                "--http", http, "--send", "@" + file, "--send", "poll ${sequence}", "--expect", "^(\\{|poll [1-9])");

        Exchange exchange = run.cells().get(0).exchange();
        assertThat(exchange.sent()).isEqualTo(2 * 5);
        assertThat(exchange.matched()).isEqualTo(2 * 5);
        assertThat(exchange.unmatched()).isZero();
        assertThat(gate(run, "expectations").passed()).isTrue();
        assertThat(terminal.out()).contains("10 messages sent; 10 messages as expected, 0 not");
        assertThat(run.config()).containsEntry("send", List.of("{\"login\":${connection}}", "poll ${sequence}"));
    }

    @Test
    void aMessageThatIsNotAsExpectedMakesTheRunInvalid() throws IOException {
        RunResult run = load("--send", "${connection}", "--expect", "^[0-3]$");

        assertThat(run.cells().get(0).exchange().matched()).isEqualTo(4);
        assertThat(run.cells().get(0).exchange().unmatched()).isEqualTo(1);
        assertThat(gate(run, "expectations").detail()).startsWith("1 of 5 messages did not match --expect");
        assertThat(run.valid()).isFalse();
    }

    /** Exponential for an engine that backtracks. */
    @Test
    void anExpressionThatBacktracksElsewhereDoesNotHoldUpTheRun() throws IOException {
        RunResult run = load("--send", "a".repeat(20_000) + "!", "--expect", "^(a+)+$");

        assertThat(run.cells().get(0).exchange().unmatched()).isEqualTo(5);
    }

    @Test
    void theLastMessageIsRepeatedUntilTheEnd() throws IOException {
        RunResult run = load("--send", "hello", "--send", "poll", "--send-every", "20ms");

        CellResult cell = run.cells().get(0);
        assertThat(cell.exchange().sent()).isGreaterThan(5 * 10);
        assertThat(cell.messages().received()).isGreaterThan(5 * 10);
    }

    @Test
    void severalProcessesCountTheConnectionsTogether() throws IOException {
        RunResult run = load("--processes", "2", "--send", "${connection}", "--expect", "^[0-4]$");

        assertThat(run.cells().get(0).exchange().sent()).isEqualTo(5);
        assertThat(run.cells().get(0).exchange().matched()).isEqualTo(5);
    }

    @Test
    void whatAPushbenchServerPublishesMeanwhileIsTimed() throws IOException {
        RunResult run = load(server.ws().resolve("/ws").toString(), "-R", "50", "--send", "subscribe");

        assertThat(run.cells().get(0).exchange().sent()).isEqualTo(5);
        assertThat(run.cells().get(0).messages().lost())
                .as(run.warnings() + " " + run.failedGates())
                .isZero();
        assertThat(run.cells().get(0).responseTime().count()).isEqualTo(5 * 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2"})
    void pingsAreTimed(String http) throws IOException {
        RunResult run = load("--http", http, "--send", "x", "--ping-every", "20ms");

        assertThat(run.cells().get(0).exchange().pingTime().count()).isGreaterThan(5);
        assertThat(terminal.out()).contains(" pongs, after p50 ");
    }

    private static Gate gate(RunResult run, String name) {
        return run.gates().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Against the echo, unless the options begin with another URL. */
    private RunResult load(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("load", "-c", "5"));
        if (options[0].startsWith("-")) {
            command.add(server.ws().resolve("/echo").toString());
        }
        command.addAll(List.of("-d", "400ms", "--warmup", "0s", "--progress", "none"));
        command.addAll(List.of("--out", directory.resolve("result").toString()));
        command.addAll(List.of(options));
        int exitCode = terminal.run(command);
        assertThat(exitCode).as(terminal.err()).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        return ResultDirectory.read(directory.resolve("result")).run();
    }
}
