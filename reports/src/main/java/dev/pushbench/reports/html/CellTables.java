package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Exchange;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.CellResult.Turnover;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.PerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The figures of all cells, in tables of one question each. */
final class CellTables {

    private static final String UNKNOWN =
            "not to be had. The target does not reveal it, or fewer than ten samples lie beyond the percentile.";

    private final List<CellResult> cells;
    private final Map<String, CellStyle> styles;

    CellTables(List<CellResult> cells, Map<String, CellStyle> styles) {
        this.cells = cells;
        this.styles = styles;
    }

    List<Table> all() {
        List<Table> tables = new ArrayList<>();
        if (cells.isEmpty()) {
            return tables;
        }
        boolean timed = cells.stream().anyMatch(cell -> cell.responseTime() != null);
        boolean gapsOnly = cells.stream().anyMatch(cell -> cell.responseTime() == null && cell.gap() != null);
        if (timed || !gapsOnly) {
            tables.add(responseTime());
            tables.add(whereTheTimeGoes());
        }
        if (gapsOnly) {
            tables.add(gaps());
        }
        if (cells.stream().anyMatch(cell -> cell.lastDelivery() != null)) {
            tables.add(lastDelivery());
        }
        if (cells.stream().anyMatch(cell -> cell.exchange() != null)) {
            tables.add(exchange());
        }
        tables.add(cost());
        tables.add(opening());
        if (cells.stream().anyMatch(cell -> new PerClient(cell).isOfSeveral())) {
            tables.add(new ClientTable(cells).table(this::style));
        }
        if (cells.stream().anyMatch(cell -> cell.turnover() != null)) {
            tables.add(turnover());
        }
        tables.add(accounting());
        tables.addAll(new SlowTables(cells).all());
        return tables;
    }

    private Table responseTime() {
        return spread(CellResult::responseTime)
                .note("From the intended time of a message to its arrival: a late send counts as waiting.")
                .build("response-time", "Response time", "Cell", CellResult::cell, this::style);
    }

    private Table gaps() {
        return spread(CellResult::gap)
                .note("From one message of a subscription to its next. The target's own rhythm is in it.")
                .build("gaps", "Gaps between messages", "Cell", CellResult::cell, this::style);
    }

    private Table lastDelivery() {
        return spread(CellResult::lastDelivery)
                .note(
                        "From the intended time of a broadcast message until the last of its subscribers had it: one sample a"
                                + " message.")
                .build("last-delivery", "The last subscriber", "Cell", CellResult::cell, this::style);
    }

    private TableOf<CellResult> spread(Function<CellResult, LatencySummary> summary) {
        return new TableOf<>(cells)
                .missing(UNKNOWN)
                .time("p50", of(summary, LatencySummary::p50Ns))
                .time("p90", of(summary, LatencySummary::p90Ns))
                .time("p99", of(summary, LatencySummary::p99Ns))
                .time("p99.9", of(summary, LatencySummary::p999Ns))
                .time("Max", of(summary, LatencySummary::maxNs))
                .count("Samples", of(summary, LatencySummary::count));
    }

    private Table exchange() {
        return new TableOf<>(cells)
                .missing(UNKNOWN)
                .count("Sent", exchanged(Exchange::sent))
                .bytes("Bytes out per message", exchanged(Exchange::bytesSentPerMessage))
                .count("As expected", exchanged(Exchange::matched))
                .count("Not as expected", exchanged(Exchange::unmatched))
                .count("Heartbeats", exchanged(Exchange::heartbeats))
                .time("Heartbeat gap p50", of(exchanged(Exchange::heartbeatGap), LatencySummary::p50Ns))
                .time("Heartbeat gap max", of(exchanged(Exchange::heartbeatGap), LatencySummary::maxNs))
                .time("Ping p50", of(exchanged(Exchange::pingTime), LatencySummary::p50Ns))
                .time("Ping p99", of(exchanged(Exchange::pingTime), LatencySummary::p99Ns))
                .time("Client CPU, idle", exchanged(Exchange::clientNsPerConnectionSecond))
                .time("Server CPU, idle", exchanged(Exchange::serverNsPerConnectionSecond))
                .note("Sent and expectations are of the whole run, heartbeats and pings of the window. Heartbeats are"
                        + " WebSocket pings and comment lines of event streams. CPU is that of one connection in"
                        + " one second.")
                .build("exchange", "What was sent, and heartbeats", "Cell", CellResult::cell, this::style);
    }

    private static <T> Function<CellResult, T> exchanged(Function<Exchange, T> figure) {
        return cell -> cell.exchange() == null ? null : figure.apply(cell.exchange());
    }

    private Table whereTheTimeGoes() {
        return new TableOf<>(cells)
                .missing(UNKNOWN)
                .time("Service time p50", of(CellResult::serviceTime, LatencySummary::p50Ns))
                .time("Service time p99", of(CellResult::serviceTime, LatencySummary::p99Ns))
                .time("Schedule lag p50", of(CellResult::scheduleLag, LatencySummary::p50Ns))
                .time("Schedule lag p99", of(CellResult::scheduleLag, LatencySummary::p99Ns))
                .note("Service time runs from the actual send to the arrival; schedule lag is how late the send was.")
                .build("service-time", "Where the time goes", "Cell", CellResult::cell, this::style);
    }

    private Table cost() {
        return new TableOf<>(cells)
                .missing(UNKNOWN)
                .time(
                        "Client CPU per message",
                        cell -> cell.cpu() == null ? null : cell.cpu().clientNsPerMessage())
                .time(
                        "Server CPU per message",
                        cell -> cell.cpu() == null ? null : cell.cpu().serverNsPerMessage())
                .bytes("Bytes per message", CellResult::bytesPerMessage)
                .bytes(
                        "Server heap per connection",
                        cell -> cell.memory() == null ? null : cell.memory().serverHeapBytesPerConnection())
                .bytes(
                        "Server RSS per connection",
                        cell -> cell.memory() == null ? null : cell.memory().serverRssBytesPerConnection())
                .bytes(
                        "Client heap per connection",
                        cell -> cell.memory() == null ? null : cell.memory().clientHeapBytesPerConnection())
                .bytes(
                        "Client RSS per connection",
                        cell -> cell.memory() == null ? null : cell.memory().clientRssBytesPerConnection())
                .note("Processor time is that of the whole process, user and kernel. Bytes are those that crossed the"
                        + " client's sockets inwards, framing and TLS included. Memory is the growth from one subscription to all"
                        + " of them, without the kernel's socket buffers; the client's RSS holds the code compiled meanwhile"
                        + " as well, which takes 10,000 subscriptions to vanish.")
                .build("cost", "What it costs", "Cell", CellResult::cell, this::style);
    }

    private Table opening() {
        return new TableOf<>(cells)
                .missing(UNKNOWN)
                .count("Subscriptions", CellResult::connections)
                .count("TCP connections", CellResult::tcpConnections)
                .count("Opened per second", CellResult::connectsPerSecond)
                .time("Connect p50", of(CellResult::connectTime, LatencySummary::p50Ns))
                .time("Connect p99", of(CellResult::connectTime, LatencySummary::p99Ns))
                .time("Headers p50", of(CellResult::headersTime, LatencySummary::p50Ns))
                .time("First message p50", of(CellResult::firstMessage, LatencySummary::p50Ns))
                .time("First message p99", of(CellResult::firstMessage, LatencySummary::p99Ns))
                .note(
                        "Each time runs from the start of the attempt. The first message includes the wait for the schedule.")
                .build("opening", "Opening a subscription", "Cell", CellResult::cell, this::style);
    }

    private Table turnover() {
        return new TableOf<>(cells)
                .missing("not to be had, or not part of this run.")
                .count("Attempts", turnover(Turnover::attempts))
                .count("Opened", turnover(Turnover::opened))
                .count("Most at once", turnover(Turnover::peak))
                .count("Left as planned", turnover(Turnover::left))
                .count("Lost", turnover(Turnover::lost))
                .count("Came back", turnover(Turnover::cameBack))
                .count("Wanted at the end", turnover(Turnover::wantedAtEnd))
                .count("Open at the end", turnover(Turnover::presentAtEnd))
                .time("All back after the storm", turnover(Turnover::recoveryNs))
                .note(
                        "Subscriptions that came and went while messages flowed. One that leaves hears what was due before,"
                                + " and goes then; what was due before it came, or after it left, is not expected of it.")
                .build("turnover", "Coming and going", "Cell", CellResult::cell, this::style);
    }

    private static Function<CellResult, Number> turnover(Function<Turnover, Number> figure) {
        return cell -> cell.turnover() == null ? null : figure.apply(cell.turnover());
    }

    private Table accounting() {
        return new TableOf<>(cells)
                .missing(UNKNOWN)
                .count("Expected", cell -> cell.messages().expected())
                .count("Received", cell -> cell.messages().received())
                .count("Lost", cell -> cell.messages().lost())
                .count("Duplicated", cell -> cell.messages().duplicated())
                .count("Reordered", cell -> cell.messages().reordered())
                .count("Clamped", cell -> cell.messages().clamped())
                .count("Before window", excluded(Excluded::beforeWindow))
                .count("After window", excluded(Excluded::afterWindow))
                .count("Unreadable", excluded(Excluded::unreadable))
                .time("Window", CellResult::windowNs)
                .note(
                        "Received counts every arrival, repeats too. Clamped latencies lay outside of the histogram and were"
                                + " recorded at its edge. Messages before and after the window, and those without readable fields,"
                                + " are in no other figure.")
                .build("accounting", "Accounting of messages", "Cell", CellResult::cell, this::style);
    }

    private CellStyle style(CellResult cell) {
        return styles.get(cell.cell());
    }

    private static Function<CellResult, Number> excluded(Function<Excluded, Number> count) {
        return cell -> cell.excluded() == null ? null : count.apply(cell.excluded());
    }

    private static Function<CellResult, Number> of(
            Function<CellResult, LatencySummary> summary, Function<LatencySummary, Number> figure) {
        return cell -> summary.apply(cell) == null ? null : figure.apply(summary.apply(cell));
    }
}
