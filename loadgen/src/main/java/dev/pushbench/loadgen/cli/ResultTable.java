package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Exchange;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellResult.Turnover;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.PerClient;
import dev.pushbench.reports.result.RunResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The result as a table for a terminal. What nobody knows is a dash, never 0. */
final class ResultTable {

    private static final double NS_PER_MILLI = 1e6;
    private static final double NS_PER_MICRO = 1e3;
    private static final double BYTES_PER_KB = 1024;
    static final String UNKNOWN = "–";

    private ResultTable() {}

    static void print(RunResult run, PrintWriter out) {
        ProbeTable.print(run, out);
        List<String> untimed = run.cells().stream()
                .filter(cell -> cell.gap() != null)
                .map(CellResult::cell)
                .toList();
        boolean timed = untimed.isEmpty() || untimed.size() < run.cells().size();
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(timed));
        run.cells().forEach(cell -> rows.add(row(cell)));
        AlignedTable.print(rows, out);
        out.println(
                timed
                        ? "Response time (received − intended) in ms; CPU in µs per message; memory in KB per connection."
                        : "Gaps between messages in ms, because the messages carry no times; CPU in µs per message.");
        if (timed && !untimed.isEmpty()) {
            out.println(
                    "Gaps between messages instead, because they carry no times: " + String.join(", ", untimed) + ".");
        }
        run.cells().forEach(cell -> printClients(cell, out));
        run.cells().forEach(cell -> printExchange(cell, out));
        run.cells().forEach(cell -> printExcluded(cell, out));
        run.cells().stream().filter(cell -> cell.lastDelivery() != null).forEach(cell -> printLast(cell, out));
        run.cells().stream().filter(cell -> cell.turnover() != null).forEach(cell -> printTurnover(cell, out));
        run.cells().stream().filter(cell -> cell.slow() != null).forEach(cell -> SlowTable.print(cell.slow(), out));
        printFailures(run, out);
        printSlos(run, out);
        out.println(verdictLine(run));
    }

    private static void printClients(CellResult cell, PrintWriter out) {
        PerClient each = new PerClient(cell);
        if (!each.isOfSeveral()) {
            return;
        }
        out.println("Clients, " + cell.cell() + ": " + cell.clients() + ", each with "
                + scaled(each.subscriptions(), 1) + " subscriptions on " + scaled(each.tcpConnections(), 1)
                + " connections; server heap "
                + scaled(each.memory(Memory::serverHeapBytesPerConnection), BYTES_PER_KB) + " KB, rss "
                + scaled(each.memory(Memory::serverRssBytesPerConnection), BYTES_PER_KB)
                + " KB; CPU in a second, client " + scaled(each.cpu(Cpu::clientNsPerMessage), NS_PER_MICRO)
                + " µs, server " + scaled(each.cpu(Cpu::serverNsPerMessage), NS_PER_MICRO) + " µs.");
    }

    private static void printExchange(CellResult cell, PrintWriter out) {
        Exchange exchange = cell.exchange();
        if (exchange == null) {
            return;
        }
        List<String> parts = new ArrayList<>();
        if (exchange.sent() != null) {
            parts.add(exchange.sent() + " messages sent");
        }
        if (exchange.unmatched() != null) {
            parts.add(exchange.matched() + " messages as expected, " + exchange.unmatched() + " not");
        }
        parts.add(exchange.heartbeats() + " heartbeats" + times(", gaps ", exchange.heartbeatGap()));
        if (exchange.pingTime() != null) {
            parts.add(exchange.pingTime().count() + " pongs" + times(", after ", exchange.pingTime()));
        }
        if (exchange.clientNsPerConnectionSecond() != null) {
            parts.add("CPU per connection and second, client "
                    + scaled(exchange.clientNsPerConnectionSecond(), NS_PER_MICRO) + " µs, server "
                    + scaled(exchange.serverNsPerConnectionSecond(), NS_PER_MICRO) + " µs");
        }
        out.println(cell.cell() + ": " + String.join("; ", parts) + ".");
    }

    private static String times(String what, LatencySummary time) {
        return time == null
                ? ""
                : what + "p50 " + millis(time.p50Ns()) + " ms, p99 " + millis(time.p99Ns()) + " ms, max "
                        + millis(time.maxNs()) + " ms";
    }

    private static void printFailures(RunResult run, PrintWriter out) {
        if (!run.failures().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("failed or lost", "cell", "count", "one of them", "what to do"));
            run.failures()
                    .forEach(each -> rows.add(List.of(
                            each.cause(),
                            each.cell(),
                            String.valueOf(each.count()),
                            Objects.requireNonNullElse(each.example(), UNKNOWN),
                            Objects.requireNonNullElse(each.remedy(), UNKNOWN))));
            out.println();
            AlignedTable.printWords(rows, out);
        }
    }

    private static void printSlos(RunResult run, PrintWriter out) {
        if (!run.slos().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("SLO", "cell", "met", "detail"));
            run.slos().forEach(slo -> rows.add(List.of(slo.slo(), slo.cell(), slo.met() ? "yes" : "NO", slo.detail())));
            out.println();
            AlignedTable.printWords(rows, out);
            out.println();
        }
    }

    /** What arrived in the warm-up is as it should be; anything else that was not measured is worth a line. */
    private static void printExcluded(CellResult cell, PrintWriter out) {
        List<String> parts = new ArrayList<>();
        if (cell.excluded() != null) {
            addCount(parts, cell.excluded().afterWindow(), "messages after the window");
            addCount(parts, cell.excluded().unreadable(), "unreadable messages");
        }
        addCount(parts, cell.messages().clamped(), "latencies out of range, taken at its edge");
        if (!parts.isEmpty()) {
            out.println("Not measured, " + cell.cell() + ": " + String.join("; ", parts) + ".");
        }
    }

    private static void printLast(CellResult cell, PrintWriter out) {
        LatencySummary last = cell.lastDelivery();
        out.println("Broadcast, " + cell.cell() + ": the last subscriber had a message after " + millis(last.p50Ns())
                + " ms (p50), " + millis(last.p99Ns()) + " ms (p99), " + millis(last.maxNs()) + " ms (max).");
    }

    private static void printTurnover(CellResult cell, PrintWriter out) {
        Turnover turnover = cell.turnover();
        out.printf(
                Locale.ROOT,
                "Subscriptions, %s: %d attempts, %d opened, at most %d at once; %d left as planned, %d lost, %d came back;"
                        + " %d of %d open or coming back at the end.%n",
                cell.cell(),
                turnover.attempts(),
                turnover.opened(),
                turnover.peak(),
                turnover.left(),
                turnover.lost(),
                turnover.cameBack(),
                turnover.presentAtEnd(),
                turnover.wantedAtEnd());
        if (turnover.recoveryNs() != null) {
            out.println("Storm, " + cell.cell() + ": all were back after " + millis(turnover.recoveryNs()) + " ms.");
        }
    }

    private static void addCount(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    /** Whether it holds. */
    static String verdictLine(RunResult run) {
        if (run.interrupted()) {
            return "Interrupted: this is what had been measured by then.";
        }
        String early = run.aborted() == null ? "" : "Ended early: " + run.aborted() + ". ";
        return run.valid()
                ? early + "All gates passed."
                : early + "INVALID: " + run.failedGates().size() + " of "
                        + run.gates().size() + " gates failed.";
    }

    private static List<String> header(boolean timed) {
        return List.of(
                "cell",
                "conns",
                timed ? "p50" : "gap p50",
                "p90",
                "p99",
                "p99.9",
                "max",
                "received",
                "lost",
                "cpu client",
                "cpu server",
                "heap",
                "rss",
                "B/msg");
    }

    private static List<String> row(CellResult cell) {
        LatencySummary time = cell.gap() == null ? cell.responseTime() : cell.gap();
        List<String> row = new ArrayList<>();
        row.add(cell.cell());
        row.add(String.valueOf(cell.connections()));
        row.add(millis(time == null ? null : time.p50Ns()));
        row.add(millis(time == null ? null : time.p90Ns()));
        row.add(millis(time == null ? null : time.p99Ns()));
        row.add(millis(time == null ? null : time.p999Ns()));
        row.add(millis(time == null ? null : time.maxNs()));
        row.add(String.valueOf(cell.messages().received()));
        row.add(
                cell.messages().lost() == null
                        ? UNKNOWN
                        : cell.messages().lost().toString());
        row.add(scaled(cell.cpu().clientNsPerMessage(), NS_PER_MICRO));
        row.add(scaled(cell.cpu().serverNsPerMessage(), NS_PER_MICRO));
        row.add(scaled(cell.memory().serverHeapBytesPerConnection(), BYTES_PER_KB));
        row.add(scaled(cell.memory().serverRssBytesPerConnection(), BYTES_PER_KB));
        row.add(scaled(cell.bytesPerMessage(), 1));
        return row;
    }

    static String millis(Long ns) {
        return ns == null ? UNKNOWN : String.format(Locale.ROOT, "%.3f", ns / NS_PER_MILLI);
    }

    private static String scaled(Double value, double unit) {
        return value == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f", value / unit);
    }
}
