package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.PerClient;
import dev.pushbench.reports.result.RunResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several cells of one load, and clients with several subscriptions. */
class ClientTableTest {

    private static final double KIB = 1024;

    @Test
    void figuresOfAClientAreThoseOfItsSubscriptions() {
        PerClient each = new PerClient(cell("sse/2", 10, 1, 1_000.0));

        assertThat(each.isOfSeveral()).isTrue();
        assertThat(each.subscriptions()).isEqualTo(10);
        assertThat(each.tcpConnections()).isEqualTo(0.1);
        assertThat(each.memory(Memory::serverHeapBytesPerConnection)).isEqualTo(10 * 2 * KIB);
        // 100 subscriptions received 2,000 messages in 2 s, each at 1 µs: 1 ms a second, shared by 10 clients.
        assertThat(each.cpu(Cpu::serverNsPerMessage)).isEqualTo(100_000);
    }

    @Test
    void whatIsNotKnownOfASubscriptionIsNotKnownOfAClient() {
        assertThat(new PerClient(cell("sse/2", 10, 10, null)).cpu(Cpu::serverNsPerMessage))
                .isNull();
        PerClient unsaid = new PerClient(cell("sse/2", null, 100, 1_000.0));
        assertThat(unsaid.isOfSeveral()).isFalse();
        assertThat(unsaid.tcpConnections()).isNull();
        assertThat(unsaid.cpu(Cpu::serverNsPerMessage)).isNull();
    }

    @Test
    void bothVersionsStandSideBySide() {
        List<CellResult> cells = List.of(cell("sse/1.1", 10, 100, 2_000.0), cell("sse/2", 10, 10, 1_000.0));

        Table table = new ClientTable(cells).table(cell -> null);

        assertThat(table.columns()).startsWith("Clients", "Subscriptions each", "TCP connections each", "Server heap");
        assertThat(table.rows().get(0).data()).startsWith("10", "10.0", "10.0", Figures.bytes(20 * KIB));
        assertThat(table.rows().get(1).data()).startsWith("10", "10.0", "1.00", Figures.bytes(20 * KIB));
    }

    @Test
    void aClientOfOneSubscriptionNeedsNoTable() {
        assertThat(new CellTables(List.of(cell("sse/1.1", 100, 100, null)), Map.of()).all())
                .extracting(Table::id)
                .doesNotContain("clients");
        assertThat(new CellTables(List.of(cell("sse/1.1", 50, 100, null)), Map.of()).all())
                .extracting(Table::id)
                .contains("clients");
    }

    @Test
    void aLoadOfTwoCellsHasASentenceForEach() {
        RunResult run = new SampleRun()
                .cells("sse/1.1", "ws/1.1")
                .load("https://h/events")
                .build()
                .run();

        assertThat(LoadAnswer.text(run))
                .startsWith("https://h/events (sse/1.1): ")
                .contains(". Over ws/1.1: ");
    }

    private static CellResult cell(String name, Integer clients, int tcpConnections, Double serverNsPerMessage) {
        return new CellResult(
                name,
                100,
                clients,
                tcpConnections,
                2_000_000_000L,
                new Messages(2_000L, 2_000, 0L, 0L, 0L, 0),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Cpu(null, serverNsPerMessage),
                new Memory(2 * KIB, null, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
