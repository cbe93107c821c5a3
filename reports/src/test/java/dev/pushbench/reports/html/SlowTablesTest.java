package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SlowResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow consumers in the result file and in the report. */
class SlowTablesTest {

    private static final SlowResult SLOW = new SlowResult(
            List.of(
                    new SlowResult.Group("stop", 7, 6, 0, 1_234L, 0, 1_234L, 3, null, Map.of("connection reset", 3L)),
                    new SlowResult.Group(
                            "<b>1KBps",
                            5,
                            5,
                            777,
                            null,
                            666,
                            null,
                            0,
                            new LatencySummary(666, 1_000_000L, null, null, null, 2_000_000L),
                            Map.of())),
            new SlowResult.Server(12L << 20, null, 4_321L, 3L));

    @TempDir
    private Path directory;

    @Test
    void theReportSaysWhatBecameOfThemAndOfTheServer() {
        String html = RunReport.render(run(SLOW), List.of());

        assertThat(html)
                .contains("Slow consumers", "ws/1.1, stop", "connection reset 3", "777", "666")
                .contains("The server meanwhile", "4,321", "12")
                .contains("&lt;b&gt;1KBps")
                .doesNotContain("<b>1KBps");
    }

    @Test
    void aRunWithoutThemDoesNotMentionThem() {
        assertThat(RunReport.render(run(null), List.of())).doesNotContain("Slow consumers", "The server meanwhile");
    }

    @Test
    void theResultFileKeepsThem() {
        ResultDirectory.write(directory, run(SLOW), List.of());
        assertThat(ResultDirectory.read(directory).run().cells().get(0).slow()).isEqualTo(SLOW);
    }

    private static RunResult run(SlowResult slow) {
        RunResult run = new SampleRun()
                .cells("ws/1.1")
                .load("ws://127.0.0.1:8080/ws")
                .build()
                .run();
        return new RunResult(
                run.schemaVersion(),
                run.kind(),
                run.valid(),
                run.interrupted(),
                run.startedAt(),
                run.command(),
                run.seed(),
                run.environment(),
                run.config(),
                run.gates(),
                run.warnings(),
                List.of(with(run.cells().get(0), slow)),
                run.blocks(),
                run.claims(),
                run.failures());
    }

    private static CellResult with(CellResult cell, SlowResult slow) {
        return new CellResult(
                cell.cell(),
                cell.connections(),
                cell.clients(),
                cell.tcpConnections(),
                cell.windowNs(),
                cell.messages(),
                cell.responseTime(),
                cell.serviceTime(),
                cell.scheduleLag(),
                cell.connectTime(),
                cell.headersTime(),
                cell.firstMessage(),
                cell.gap(),
                cell.lastDelivery(),
                cell.connectsPerSecond(),
                cell.cpu(),
                cell.memory(),
                cell.clientAllocatedBytesPerMessage(),
                cell.bytesPerMessage(),
                cell.errors(),
                cell.excluded(),
                cell.exchange(),
                cell.turnover(),
                slow,
                cell.search());
    }
}
