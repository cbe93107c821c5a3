package dev.pushbench.loadgen.cli;

import static dev.pushbench.loadgen.cli.PushbenchProcess.awaitEnd;
import static dev.pushbench.loadgen.cli.PushbenchProcess.awaitLine;
import static dev.pushbench.loadgen.cli.PushbenchProcess.exitCode;
import static dev.pushbench.loadgen.cli.PushbenchProcess.signal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.server.ServerUnderTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code load} with several processes: one run, one result, whatever becomes of the processes. */
class ClusterTest extends TwoServers {

    @Test
    void twoProcessesMeasureAsOne() throws Exception {
        Process load = start(ws(server), "--processes", "2", "-c", "7", "-R", "20", "-d", "1s", "--warmup", "500ms");
        String table = table(load);

        assertThat(table.lines().filter(line -> line.startsWith("ws/1.1"))).hasSize(1);
        CellResult cell = cell();
        assertThat(cell.messages()).isEqualTo(new CellResult.Messages(140L, 140, 0L, 0L, 0L, 0));
        assertThat(cell.responseTime().count()).isEqualTo(140);
        assertThat(cell.connectTime().count()).isEqualTo(7);
        assertThat(cell.tcpConnections()).isEqualTo(7);
        assertThat(cell.cpu().serverNsPerMessage()).isPositive();
        assertThat(cell.cpu().clientNsPerMessage()).isPositive();
        assertThat(run().config()).containsEntry("processes", 2);
        assertThat(gate("processes").passed()).isTrue();
        assertThat(gate("subscriptions").passed()).isTrue();
        assertThat(samples("ws/1.1")).isEqualTo(140);
    }

    @Test
    void slowConsumersOfTwoProcessesAreOneGroup() throws Exception {
        Process load = start(
                ws(server),
                "--processes",
                "2",
                "-c",
                "20",
                "--slow",
                "10%:stop",
                "-R",
                "20",
                "-d",
                "1s",
                "--warmup",
                "500ms");
        String table = table(load);

        assertThat(table.lines().filter(line -> line.startsWith("stop "))).hasSize(1);
        CellResult cell = cell();
        assertThat(cell.connections()).isEqualTo(18);
        assertThat(cell.messages()).isEqualTo(new CellResult.Messages(360L, 360, 0L, 0L, 0L, 0));
        SlowResult.Group slow = cell.slow().groups().get(0);
        assertThat(slow.connections()).isEqualTo(2);
        assertThat(slow.opened()).isEqualTo(2);
        assertThat(slow.expected()).isEqualTo(40);
        assertThat(slow.lost()).isEqualTo(40);
        assertThat(run().config()).containsEntry("slow", List.of("10%:stop"));
    }

    @Test
    void severalTargetsShareTheSubscriptionsEvenlyEvenIfTheirProcessesDoNot() throws Exception {
        Process load = start(
                ws(server),
                ws(other),
                "--processes",
                "3",
                "-c",
                "8",
                "-R",
                "20",
                "-d",
                "2s",
                "--warmup",
                "500ms",
                "--progress",
                "json");
        BufferedReader progress = load.errorReader();
        awaitLine(progress, "\"MEASURING\"");

        assertThat(subscriptions(server)).isEqualTo(4);
        assertThat(subscriptions(other)).isEqualTo(4);
        progress.lines().forEach(line -> {});
        assertThat(exitCode(load)).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        assertThat(cell().messages()).isEqualTo(new CellResult.Messages(320L, 320, 0L, 0L, 0L, 0));
        assertThat(run().config()).containsEntry("urls", List.of(ws(server), ws(other)));
        assertThat(run().config()).containsEntry("processes", 3);
    }

    @Test
    void anInterruptionStopsAllProcessesAndSavesWhatTheyMeasured() throws Exception {
        Process load = longLoad();
        List<ProcessHandle> children = load.children().toList();
        assertThat(children).hasSize(2);
        // As a terminal does.
        signal("INT", children.get(0).pid());
        signal("INT", children.get(1).pid());
        signal("INT", load.pid());

        assertThat(exitCode(load)).isEqualTo(ExitCode.INTERRUPTED);
        awaitEnd(children);
        assertThat(run().interrupted()).isTrue();
        CellResult.Messages messages = cell().messages();
        assertThat(messages.received()).isPositive();
        assertThat(messages.received() + messages.lost()).isEqualTo(messages.expected());
        assertThat(gate("processes").passed()).isTrue();
        assertThat(directory.resolve(ResultDirectory.REPORT_FILE)).exists();
    }

    @Test
    void aProcessThatDiesEndsTheRunAndTheOthersAreKept() throws Exception {
        Process load = longLoad();
        List<ProcessHandle> children = load.children().toList();

        signal("KILL", children.get(0).pid());

        assertThat(exitCode(load)).isEqualTo(ExitCode.MEASUREMENT_INVALID);
        awaitEnd(children);
        assertThat(run().valid()).isFalse();
        assertThat(gate("processes").passed()).isFalse();
        assertThat(gate("processes").detail())
                .contains("of 2", "(pid " + children.get(0).pid(), "killed by signal 9");
        assertThat(cell().messages().received()).isPositive();
        assertThat(cell().responseTime().count()).isEqualTo(cell().messages().received());
        assertThat(directory.resolve(ResultDirectory.REPORT_FILE)).exists();
    }

    @Test
    void noProcessOutlivesTheProgram() throws Exception {
        Process load = longLoad();
        List<ProcessHandle> children = load.children().toList();

        load.destroyForcibly();

        awaitEnd(children);
    }

    @Test
    void aTargetThatIsNotThereIsOneLine() throws Exception {
        String gone = ws(other);
        other.close();
        Process load = start(ws(server), gone, "-c", "4", "-d", "1s");
        List<String> said = load.errorReader().lines().toList();

        assertThat(exitCode(load)).isEqualTo(ExitCode.TARGET_UNREACHABLE);
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).contains("refused");
    }

    private static int subscriptions(ServerUnderTest server) throws Exception {
        HttpRequest stats =
                HttpRequest.newBuilder(server.http().resolve("/admin/stats")).build();
        String body =
                HttpClient.newHttpClient().send(stats, BodyHandlers.ofString()).body();
        return JsonMapper.builder()
                .build()
                .readTree(body)
                .get("subscriptions")
                .valueStream()
                .mapToInt(JsonNode::intValue)
                .sum();
    }

    private Process longLoad() throws IOException {
        Process load = start(
                ws(server),
                "--processes",
                "2",
                "-c",
                "10",
                "-R",
                "50",
                "-d",
                "10m",
                "--warmup",
                "0s",
                "--progress",
                "json");
        BufferedReader progress = load.errorReader();
        awaitLine(progress, "\"MEASURING\"");
        awaitLine(
                progress,
                "\"p50Ns\":1",
                "\"p50Ns\":2",
                "\"p50Ns\":3",
                "\"p50Ns\":4",
                "\"p50Ns\":5",
                "\"p50Ns\":6",
                "\"p50Ns\":7",
                "\"p50Ns\":8",
                "\"p50Ns\":9");
        return load;
    }

    private CellResult cell() {
        return cell("ws/1.1");
    }

    private Gate gate(String name) {
        return gates("ws/1.1").stream()
                .filter(gate -> gate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
