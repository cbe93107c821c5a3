package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.SlowResult;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The slow consumers, and what they did to the server; no table where there were none. */
final class SlowTables {

    private final List<CellResult> cells;

    private record Row(CellResult cell, SlowResult.Group group) {}

    SlowTables(List<CellResult> cells) {
        this.cells = cells.stream().filter(cell -> cell.slow() != null).toList();
    }

    List<Table> all() {
        return cells.isEmpty() ? List.of() : List.of(consumers(), servers());
    }

    private Table consumers() {
        List<Row> rows = cells.stream()
                .flatMap(cell -> cell.slow().groups().stream().map(group -> new Row(cell, group)))
                .toList();
        return new TableOf<>(rows)
                .missing(
                        "not to be had. Nobody knows what was due, or fewer than ten samples lie beyond the percentile.")
                .count("Subscriptions", row -> row.group().connections())
                .count("Opened", row -> row.group().opened())
                .count("Read", row -> row.group().read())
                .count("Expected", row -> row.group().expected())
                .count("Received", row -> row.group().received())
                .count("Lost", row -> row.group().lost())
                .count("Ended by the server", row -> row.group().ended())
                .time("Response time p50", of(LatencySummary::p50Ns))
                .time("Response time p99", of(LatencySummary::p99Ns))
                .time("Max", of(LatencySummary::maxNs))
                .text("Causes", SlowTables::causes)
                .note(
                        "They are in none of the tables above but bytes, processor time and memory. Read is what they read over"
                                + " the whole run, received is what of it was due in the window. Lost is what they had"
                                + " not read by the end of the run: dropped by the server, or waiting in some buffer. At the end"
                                + " they all read again for a moment, to hear whether they were ended.")
                .build(
                        "slow",
                        "Slow consumers",
                        "Cell",
                        row -> row.cell().cell() + ", " + row.group().what(),
                        row -> null);
    }

    private Table servers() {
        return new TableOf<>(cells)
                .missing("not to be had. The target does not reveal it.")
                .bytes("Heap growth", cell -> cell.slow().server().heapGrowthBytes())
                .bytes("RSS growth", cell -> cell.slow().server().residentGrowthBytes())
                .count("Messages dropped", cell -> cell.slow().server().messagesDropped())
                .count("Ended for a full queue", cell -> cell.slow().server().overflowDisconnects())
                .note("From when all subscriptions were open to when the last message had been waited for, the heap"
                        + " after a collection each time. What the kernel keeps for a connection is in none of it.")
                .build("slow-server", "The server meanwhile", "Cell", CellResult::cell, cell -> null);
    }

    private static String causes(Row row) {
        return row.group().errors().entrySet().stream()
                .map(cause -> cause.getKey() + " " + Figures.count(cause.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static Function<Row, Number> of(Function<LatencySummary, Number> figure) {
        return row -> row.group().responseTime() == null
                ? null
                : figure.apply(row.group().responseTime());
    }
}
