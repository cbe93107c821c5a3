package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import dev.pushbench.reports.result.SearchResult.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What searches found, and their probes. */
final class SearchTables {

    private final RunResult run;
    private final List<CellSearches> searches;
    private final Map<String, CellStyle> styles;

    SearchTables(RunResult run, Map<String, CellStyle> styles) {
        this.run = run;
        this.searches = CellSearches.of(run);
        this.styles = styles;
    }

    private record Probed(String cell, int block, SearchResult search, Probe probe) {}

    /** Empty where nothing was searched for. */
    List<Table> all() {
        if (searches.isEmpty()) {
            return List.of();
        }
        return run.kind().equals("load") ? List.of(probes()) : List.of(found(), probes());
    }

    private Table found() {
        return new TableOf<>(searches)
                .text("Searched for", each -> each.merged().what())
                .text("Median", each -> each.merged().figure())
                .text("Range", CellSearches::range)
                .text("Each block", CellSearches::eachBlock)
                .text("Limited by", each -> each.merged().limitedBy())
                .note("The largest load of a block at which every SLO was met and every gate passed. The median is over"
                        + " the blocks; ≥ means that a block's search ended before a larger load had missed.")
                .build("found", "The largest load", "Cell", CellSearches::cell, each -> styles.get(each.cell()));
    }

    private Table probes() {
        List<Probed> probes = new ArrayList<>();
        searches.forEach(cell -> cell.blocks()
                .forEach(block -> block.search()
                        .probes()
                        .forEach(probe -> probes.add(new Probed(cell.cell(), block.block(), block.search(), probe)))));
        TableOf<Probed> table =
                new TableOf<>(probes).missing("not to be had. There is no result, or the target does not reveal it.");
        if (!run.kind().equals("load")) {
            table.text("Cell", Probed::cell).count("Block", Probed::block);
        }
        return table.text("Met", each -> each.probe().met() ? "yes" : "no")
                .time("Response time p50", each -> each.probe().p50Ns())
                .time("Response time p99", each -> each.probe().p99Ns())
                .count("Lost", each -> each.probe().lost())
                .count("Messages/s", each -> each.probe().rate())
                .time("CPU client", cpu(Cpu::clientNsPerMessage))
                .time("CPU server", cpu(Cpu::serverNsPerMessage))
                .text("Why not", SearchTables::reasons)
                .note("Each probe is a whole run in a process of its own, in the order of the table. CPU is per"
                        + " message. A probe that missed was repeated once before it was believed.")
                .build(
                        "probes",
                        "Probes",
                        "Load",
                        each -> each.search().load(each.probe().value()),
                        each -> null);
    }

    private static Function<Probed, Number> cpu(Function<Cpu, Double> figure) {
        return each ->
                each.probe().cpu() == null ? null : figure.apply(each.probe().cpu());
    }

    private static String reasons(Probed each) {
        return each.probe().reasons().stream().map(Reason::toString).collect(Collectors.joining("; "));
    }
}
