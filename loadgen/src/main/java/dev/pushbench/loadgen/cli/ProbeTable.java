package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import dev.pushbench.reports.result.SearchResult.Reason;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The probes of a search as a table for a terminal, and what was found. */
final class ProbeTable {

    private ProbeTable() {}

    static void print(RunResult run, PrintWriter out) {
        SearchResult search = run.search();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(search.what(), "met", "p50", "p99", "lost", "msg/s", "why not"));
        search.probes().forEach(probe -> rows.add(row(probe)));
        AlignedTable.printWords(rows, out);
        out.println(search.sentence(run.slos()));
        out.println();
    }

    private static List<String> row(Probe probe) {
        return List.of(
                probe.value().toPlainString(),
                probe.met() ? "yes" : "NO",
                ResultTable.millis(probe.p50Ns()),
                ResultTable.millis(probe.p99Ns()),
                probe.lost() == null ? ResultTable.UNKNOWN : probe.lost().toString(),
                probe.rate() == null ? ResultTable.UNKNOWN : String.format(Locale.ROOT, "%.0f", probe.rate()),
                probe.reasons().stream().findFirst().map(Reason::toString).orElse(""));
    }
}
