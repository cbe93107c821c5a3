package dev.pushbench.loadgen.cli;

import static dev.pushbench.loadgen.cli.PushbenchProcess.exitCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SloResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code load --hybrid}: two kinds of subscriptions at the same time, each a cell with all its figures. */
class HybridTest extends TwoServers {

    @Test
    void bothKindsAreCellsOfOneRun() throws Exception {
        String table = load(sse(server), "--hybrid", ws(server) + "=25%", "-c", "8", "--slo", "lost=0");

        assertThat(table.lines().filter(line -> line.matches("(sse|ws)/1\\.1 .*\\d.*")))
                .hasSizeGreaterThanOrEqualTo(2);
        RunResult run = run();
        assertThat(run.cells()).extracting(CellResult::cell).containsExactly("sse/1.1", "ws/1.1");
        assertThat(cell("sse/1.1").messages()).isEqualTo(new CellResult.Messages(160L, 160, 0L, 0L, 0L, 0));
        assertThat(cell("ws/1.1").messages()).isEqualTo(new CellResult.Messages(40L, 40, 0L, 0L, 0L, 0));
        assertThat(cell("sse/1.1").tcpConnections()).isEqualTo(8);
        assertThat(cell("ws/1.1").tcpConnections()).isEqualTo(2);
        for (CellResult cell : run.cells()) {
            assertThat(samples(cell.cell())).isEqualTo(cell.messages().received());
            assertThat(cell.cpu().clientNsPerMessage()).isPositive();
            assertThat(gates(cell.cell()))
                    .extracting(Gate::name)
                    .contains("subscriptions", "messages-lost", "generator-cpu", "processes");
        }
        assertThat(run.slos()).extracting(SloResult::cell).containsExactly("sse/1.1", "ws/1.1");
        assertThat(run.slos()).allMatch(SloResult::met);
        assertThat(run.config()).containsEntry("hybrid", List.of(ws(server) + "=25%"));
        assertThat(run.config()).containsEntry("processes", 2);
        assertThat(Files.readString(directory.resolve(ResultDirectory.REPORT_FILE)))
                .contains("8 subscriptions received 160 messages", "2 subscriptions received 40 messages");
    }

    @Test
    void bothKindsGetBinaryMessagesInTheirOwnWay() throws Exception {
        load(sse(server), "--hybrid", ws(server) + "=25%", "-c", "8", "--format", "binary", "--payload", "24");

        assertThat(run().cells()).extracting(CellResult::cell).containsExactly("sse/1.1+binary", "ws/1.1+binary");
        assertThat(cell("sse/1.1+binary").messages()).isEqualTo(new CellResult.Messages(160L, 160, 0L, 0L, 0L, 0));
        assertThat(cell("ws/1.1+binary").messages()).isEqualTo(new CellResult.Messages(40L, 40, 0L, 0L, 0L, 0));
        assertThat(run().config()).containsEntry("format", "binary");
    }

    @Test
    void whatASharedServerSpendsIsInNoCell() throws Exception {
        load(sse(server), "--hybrid", ws(server) + "=100%", "-c", "2");

        assertThat(run().cells()).allMatch(cell -> cell.cpu().serverNsPerMessage() == null);
        assertThat(run().warnings()).anyMatch(warning -> warning.startsWith("sse/1.1 and ws/1.1 share a server"));
    }

    @Test
    void whatServersOfTheirOwnSpendIsInEachCell() throws Exception {
        load(sse(server), "--hybrid", ws(other) + "=100%", "-c", "2");

        assertThat(run().cells()).allMatch(cell -> cell.cpu().serverNsPerMessage() > 0);
        assertThat(run().warnings()).noneMatch(warning -> warning.contains("share a server"));
    }

    @Test
    void aSecondCellOfOneKindHasANameOfItsOwn() throws Exception {
        load(sse(server), "--hybrid", sse(other) + "=50%", "-c", "4", "--processes", "5");

        assertThat(run().cells()).extracting(CellResult::cell).containsExactly("sse/1.1", "sse/1.1+2");
        assertThat(samples("sse/1.1")).isEqualTo(80);
        assertThat(samples("sse/1.1+2")).isEqualTo(40);
        assertThat(run().config()).containsEntry("processes", 5);
    }

    @Test
    void whatOnlyOneKindCanDoIsLeftToIt() throws Exception {
        load(sse(server), "--hybrid", ws(other) + "=100%", "-c", "2", "--ping-every", "200ms", "--deflate");

        assertThat(run().cells()).extracting(CellResult::cell).containsExactly("sse/1.1", "ws/1.1+deflate");
        assertThat(cell("ws/1.1+deflate").exchange().pingTime().count()).isPositive();
        assertThat(cell("sse/1.1").exchange()).isNull();
    }

    @Test
    void aUserInAUrlIsInNoResult() throws Exception {
        String withUser = ws(other).replace("//", "//me:hush@");
        load(sse(server).replace("//", "//me:hush@"), "--hybrid", withUser + "=50%", "-c", "2");

        assertThat(run().config()).containsEntry("hybrid", List.of(ws(other) + "=50%"));
        assertThat(run().command()).contains("://***@");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("hush"));
        }
    }

    @Test
    void aClientOfSeveralSubscriptionsHasOneConnectionOverHttp2() throws Exception {
        String table = load(
                sse(server), "--hybrid", ws(other) + "=50%", "-c", "8", "--http", "2", "--streams-per-client", "4");

        assertThat(cell("sse/2").clients()).isEqualTo(2);
        assertThat(cell("sse/2").tcpConnections()).isEqualTo(2);
        assertThat(cell("ws/2").clients()).isEqualTo(1);
        assertThat(cell("ws/2").tcpConnections()).isEqualTo(1);
        assertThat(table).containsPattern("Clients, sse/2: 2, each with 4\\.0 subscriptions on 1\\.0 connections");
    }

    @Test
    void aClientOfSeveralSubscriptionsHasAsManyConnectionsOverHttp1() throws Exception {
        String table = load(sse(server), "-c", "10", "--streams-per-client", "4");

        assertThat(cell("sse/1.1").clients()).isEqualTo(3);
        assertThat(cell("sse/1.1").tcpConnections()).isEqualTo(10);
        assertThat(table).containsPattern("Clients, sse/1\\.1: 3, each with 3\\.3 subscriptions on 3\\.3 connections");
    }

    @Test
    void aSubscriptionIsAClientOverHttp1Otherwise() throws Exception {
        String table = load(sse(server), "-c", "3");

        assertThat(cell("sse/1.1").clients()).isEqualTo(3);
        assertThat(table).doesNotContain("Clients, ");
    }

    @Test
    void aCellWhoseOnlyProcessDiesIsAFailedGateAndTheOtherIsKept() throws Exception {
        String[] arguments = {sse(server), "--hybrid", ws(other) + "=100%", "-c", "4"};
        Process load = start(arguments, "-R", "50", "-d", "10m", "--warmup", "0s", "--progress", "json");
        BufferedReader progress = load.errorReader();
        String line = progress.readLine();
        while (line != null && !line.matches(".*\"MEASURING\".*\"p50Ns\":\\d.*")) {
            line = progress.readLine();
        }
        assertThat(line).contains("\"cell\":\"sse/1.1, ws/1.1\"", "\"open\":8", "\"wanted\":8");

        // The processes of the groups are started in their order.
        ProcessHandle ofWebSockets = load.children()
                .max(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
                .orElseThrow();
        ofWebSockets.destroyForcibly();
        progress.lines().forEach(each -> {});

        assertThat(exitCode(load)).isEqualTo(ExitCode.MEASUREMENT_INVALID);
        assertThat(run().cells()).extracting(CellResult::cell).containsExactly("sse/1.1");
        assertThat(cell("sse/1.1").responseTime().count()).isPositive();
        assertThat(run().failedGates())
                .filteredOn(gate -> gate.name().equals("processes"))
                .extracting(Gate::cell)
                .containsExactly("ws/1.1");
    }

    /** What a short run printed. */
    private String load(String... arguments) throws IOException, InterruptedException {
        return table(start(arguments, "-R", "20", "-d", "1s", "--warmup", "500ms", "--progress", "none"));
    }

    private Process start(String[] arguments, String... more) throws IOException {
        return start(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
    }
}
