package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.PerClient;
import java.util.List;
import java.util.function.Function;

/** What one client with several subscriptions takes, in each cell. */
final class ClientTable {

    private final List<CellResult> cells;

    ClientTable(List<CellResult> cells) {
        this.cells = cells;
    }

    Table table(Function<CellResult, CellStyle> style) {
        return new TableOf<>(cells)
                .missing("not to be had. The target does not reveal it, or it serves other cells too.")
                .count("Clients", CellResult::clients)
                .text("Subscriptions each", cell -> number(new PerClient(cell).subscriptions()))
                .text("TCP connections each", cell -> number(new PerClient(cell).tcpConnections()))
                .bytes("Server heap", memory(Memory::serverHeapBytesPerConnection))
                .bytes("Server RSS", memory(Memory::serverRssBytesPerConnection))
                .bytes("Client heap", memory(Memory::clientHeapBytesPerConnection))
                .bytes("Client RSS", memory(Memory::clientRssBytesPerConnection))
                .time("Server CPU per second", cpu(Cpu::serverNsPerMessage))
                .time("Client CPU per second", cpu(Cpu::clientNsPerMessage))
                .note("A client has as many subscriptions as --streams-per-client says: over HTTP/2 on one"
                        + " connection, over HTTP/1.1 on one connection each. Memory and processor time are those of a"
                        + " client with all of them; processor time is what it takes in a second of the window.")
                .build("clients", "What one client takes", "Cell", CellResult::cell, style);
    }

    private static String number(Double value) {
        return Table.orMissing(value, Figures::significant);
    }

    private static Function<CellResult, Double> memory(Function<Memory, Double> perSubscription) {
        return cell -> new PerClient(cell).memory(perSubscription);
    }

    private static Function<CellResult, Double> cpu(Function<Cpu, Double> perMessage) {
        return cell -> new PerClient(cell).cpu(perMessage);
    }
}
