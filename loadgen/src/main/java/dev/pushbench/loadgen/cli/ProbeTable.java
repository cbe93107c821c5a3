package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import dev.pushbench.reports.result.SearchResult.Reason;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found as a table for a terminal: the probes of one search, or a line for each cell of a comparison. */
final class ProbeTable {

    private ProbeTable() {}

    static void print(RunResult run, PrintWriter out) {
        List<CellSearches> searches = CellSearches.of(run);
        if (searches.isEmpty()) {
            return;
        }
        if (run.kind().equals("load")) {
            printProbes(searches.get(0).merged(), out);
            out.println(searches.get(0).merged().sentence(run.slos()));
        } else {
            printFound(searches, out);
        }
        out.println();
    }

    private static void printFound(List<CellSearches> searches, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("cell", searches.get(0).merged().what(), "range", "each block", "limited by"));
        searches.forEach(each -> rows.add(List.of(
                each.cell(),
                each.merged().figure(),
                each.range(),
                each.eachBlock(),
                each.merged().limitedBy())));
        AlignedTable.printWords(rows, out);
        out.println(
                "The largest load that met every SLO, median of the blocks; ≥ where a search ended before a larger one"
                        + " had missed. All probes are in the report.");
    }

    private static void printProbes(SearchResult search, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(search.what(), "met", "p50", "p99", "lost", "msg/s", "why not"));
        search.probes().forEach(probe -> rows.add(row(probe)));
        AlignedTable.printWords(rows, out);
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
