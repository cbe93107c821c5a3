package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.reports.result.SlowResult.Group;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The slow consumers of a cell as a table for a terminal, and what they did to the server. */
final class SlowTable {

    private static final double BYTES_PER_MB = 1 << 20;

    private SlowTable() {}

    static void print(SlowResult slow, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("slow", "conns", "read", "received", "lost", "ended", "p50", "p99", "max"));
        slow.groups().forEach(group -> rows.add(row(group)));
        out.println();
        AlignedTable.print(rows, out);
        SlowResult.Server server = slow.server();
        out.println("Server meanwhile: heap " + megabytes(server.heapGrowthBytes()) + ", rss "
                + megabytes(server.residentGrowthBytes()) + "; " + known(server.messagesDropped())
                + " messages dropped, " + known(server.overflowDisconnects())
                + " subscriptions ended for a full queue.");
    }

    private static List<String> row(Group group) {
        LatencySummary time = group.responseTime();
        return List.of(
                group.what(),
                String.valueOf(group.connections()),
                String.valueOf(group.read()),
                String.valueOf(group.received()),
                known(group.lost()),
                String.valueOf(group.ended()),
                ResultTable.millis(time == null ? null : time.p50Ns()),
                ResultTable.millis(time == null ? null : time.p99Ns()),
                ResultTable.millis(time == null ? null : time.maxNs()));
    }

    private static String known(Long count) {
        return count == null ? ResultTable.UNKNOWN : count.toString();
    }

    private static String megabytes(Long growth) {
        return growth == null ? ResultTable.UNKNOWN : String.format(Locale.ROOT, "%+.1f MB", growth / BYTES_PER_MB);
    }
}
