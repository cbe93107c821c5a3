package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.RunResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the model says of a message beside what the run measured. */
class BytesTableTest {

    private static Optional<Table> table(RunResult run) {
        return RunReport.page(run, List.of(), PageAssets.BUNDLED).cellTables().stream()
                .filter(table -> table.id().equals("bytes"))
                .findFirst();
    }

    @Test
    void eachCellHasItsLayersAndWhatTheRunMeasuredBesideTheirSum() {
        Table table = table(new SampleRun().build().run()).orElseThrow();

        assertThat(table.columns())
                .containsExactly(
                        "Payload",
                        "WebSocket frame",
                        "SSE event",
                        "HTTP/1.1 chunk",
                        "HTTP/2 DATA frame",
                        "By the model",
                        "Measured",
                        "Measured less model");
        assertThat(table.rows())
                .extracting(row -> row.head() + " " + String.join(" ", row.data()))
                .containsExactly(
                        "ws/1.1 100 2 – – – 102 104.0 +2.0 (2.0\u00a0%)",
                        "ws/2 100 2 – – 9 111 104.0 -7.0 (6.3\u00a0%)",
                        "sse/1.1 100 – 8 6 – 114 116.4 +2.4 (2.1\u00a0%)",
                        "sse/2 100 – 8 – 9 117 116.4 -0.6 (0.5\u00a0%)");
    }

    @Test
    void aMessageThatIsCutSaysIntoHowManyPieces() {
        Table table = table(new SampleRun()
                        .cells("ws/2+tls")
                        .config("payload", 100_000)
                        .build()
                        .run())
                .orElseThrow();

        assertThat(table.columns()).contains("HTTP/2 DATA frame", "TLS record").doesNotContain("SSE event");
        assertThat(table.rows().get(0).data())
                .startsWith("100,000", "10", "63 (7 frames)", "380 (10 records)", "100,453");
        assertThat(table.notes().get(0)).contains("16 of padding");
        assertThat(table.rows().get(0).data()).endsWith("104.0", "-100,349.0 (99.9\u00a0%)");
    }

    @Test
    void anIdleRunHasTheBytesOfAHeartbeat() {
        Table table = table(new SampleRun()
                        .cells("ws/1.1", "sse/2")
                        .config("workload", "idle:1s")
                        .build()
                        .run())
                .orElseThrow();

        assertThat(table.rows().get(0).data()).startsWith("0", "2", "–", "–", "2");
        assertThat(table.rows().get(1).data()).startsWith("0", "–", "3", "9", "12");
        assertThat(table.notes().get(0)).startsWith("Bytes of one heartbeat");
    }

    @Test
    void whatTheModelDoesNotHaveHasNoTable() {
        assertThat(table(new SampleRun().load("wss://elsewhere/ws").build().run()))
                .isEmpty();
        assertThat(table(new SampleRun().cells("ws/1.1+deflate").build().run())).isEmpty();
        assertThat(table(new SampleRun().config("payload", "50–100").build().run()))
                .isEmpty();
        assertThat(table(new SampleRun().config("payload", -1).build().run())).isEmpty();
        assertThat(table(new SampleRun().blocks(0).build().run())).isEmpty();
    }
}
