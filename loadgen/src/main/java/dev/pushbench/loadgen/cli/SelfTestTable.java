package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.experiment.SelfTestResult;
import dev.pushbench.loadgen.experiment.SelfTestResult.ConnectionCost;
import dev.pushbench.loadgen.experiment.SelfTestResult.LoadCost;
import dev.pushbench.loadgen.experiment.SelfTestResult.MessageCost;
import dev.pushbench.loadgen.experiment.Spread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A self-test as tables for a terminal. What does not apply is a dash. */
final class SelfTestTable {

    private static final double NS_PER_MICRO = 1e3;
    private static final double BYTES_PER_KB = 1024;

    private SelfTestTable() {}

    static void print(SelfTestResult result, PrintWriter out) {
        for (LoadCost load : result.loads()) {
            out.println("load " + load.load() + ": " + load.text());
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("cell", "cpu client", "× limit", "cpu server", "alloc B/msg"));
            load.cells().forEach(cost -> rows.add(row(cost)));
            AlignedTable.print(rows, out);
            out.println();
        }
        if (!result.connections().isEmpty()) {
            out.println(String.format(Locale.ROOT, "%,d connections, 1 msg/s each", result.crowd()));
            List<List<String>> rows = new ArrayList<>();
            rows.add(
                    List.of("cell", "heap client", "rss client", "heap server", "rss server", "connects/s", "× limit"));
            result.connections().forEach(cost -> rows.add(row(cost)));
            AlignedTable.print(rows, out);
            out.println();
        }
        out.println("Median (min–max) of the rounds. CPU of whole processes in µs per message, which is CPU seconds per"
                + " million messages; memory in KB per connection. No permessage-deflate.");
        if (!result.limit()) {
            out.println("No C compiler (cc, gcc, clang) here: install one to see the ratio to limit.c.");
        }
        out.flush();
    }

    private static List<String> row(MessageCost cost) {
        return List.of(
                cost.cell(),
                text(cost.clientCpuNsPerMessage(), NS_PER_MICRO, 1),
                text(cost.ratioToLimit(), 1, 2),
                text(cost.serverCpuNsPerMessage(), NS_PER_MICRO, 1),
                text(cost.allocatedBytesPerMessage(), 1, 1));
    }

    private static List<String> row(ConnectionCost cost) {
        return List.of(
                cost.cell(),
                text(cost.clientHeapBytes(), BYTES_PER_KB, 1),
                text(cost.clientRssBytes(), BYTES_PER_KB, 1),
                text(cost.serverHeapBytes(), BYTES_PER_KB, 1),
                text(cost.serverRssBytes(), BYTES_PER_KB, 1),
                text(cost.connectsPerSecond(), 1, 0),
                text(cost.ratioToLimit(), 1, 2));
    }

    private static String text(Spread spread, double unit, int digits) {
        if (spread == null) {
            return "–";
        }
        String number = "%." + digits + "f";
        if (spread.min() == spread.max()) {
            return String.format(Locale.ROOT, number, spread.median() / unit);
        }
        return String.format(
                Locale.ROOT,
                number + " (" + number + "–" + number + ")",
                spread.median() / unit,
                spread.min() / unit,
                spread.max() / unit);
    }
}
