package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.RunResult;
import java.util.List;
import java.util.stream.Collectors;

/** The sentence of a run that searched for the largest load: of its one target, or of each cell of a comparison. */
final class SearchAnswer {

    private final RunResult run;
    private final List<CellSearches> searches;

    SearchAnswer(RunResult run, List<CellSearches> searches) {
        this.run = run;
        this.searches = searches;
    }

    String ofLoad() {
        CellSearches only = searches.get(0);
        return only.merged().sentence(run.slos()) + " Below, first the probes, then "
                + (only.merged().found() == null ? "the smallest of them." : "the largest that met it.");
    }

    String ofComparison() {
        String slo = new Setup(run).text("slo");
        int blocks = run.blocks().size();
        return "On this machine, with " + new Setup(run).work() + ", the largest N that met "
                + (slo == null ? "every SLO" : slo) + " was "
                + searches.stream().map(SearchAnswer::found).collect(Collectors.joining("; ")) + ". "
                + (blocks < Contrast.BLOCKS_NEEDED
                        ? "Too little for a verdict: " + blocks + " of " + Contrast.BLOCKS_NEEDED + " blocks."
                        : "Medians of " + Setup.plural(blocks, "block") + ".")
                + " All other figures are those of each search's largest probe that met it.";
    }

    private static String found(CellSearches each) {
        return each.cell() + " " + each.merged().figure() + (each.blocks().size() < 2 ? "" : " (" + each.range() + ")");
    }
}
