package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one sentence at the top.
 *
 * @param text the sentence; up to the command where there is one
 * @param command what to type for more, or null
 */
record Answer(String text, String command) {

    static Answer of(RunResult run, List<Comparison> comparisons) {
        List<CellSearches> searches = CellSearches.of(run);
        if (!searches.isEmpty() && run.kind().equals("load")) {
            return new Answer(new SearchAnswer(run, searches).ofLoad(), null);
        }
        if (!run.claims().isEmpty()) {
            return new Answer(ClaimTables.sentence(run.claims()), null);
        }
        if (!run.failedGates().isEmpty()) {
            return new Answer(invalid(run.failedGates()), null);
        }
        if (run.cells().isEmpty()) {
            return new Answer(
                    run.interrupted()
                            ? "The run was interrupted before any cell was measured, so there is nothing to report."
                            : "No cell was measured, so there is nothing to report.",
                    null);
        }
        if (!run.valid() && !run.interrupted()) {
            return new Answer(
                    "This run is marked as invalid although no gate names the reason, so it compares nothing.", null);
        }
        if (!searches.isEmpty()) {
            return new Answer(new SearchAnswer(run, searches).ofComparison(), null);
        }
        return run.kind().equals("load") || run.cells().size() == 1
                ? new Answer(LoadAnswer.text(run), null)
                : new CompareAnswer(run, comparisons).answer();
    }

    private static String invalid(List<Gate> failed) {
        String names = failed.stream().map(Gate::name).distinct().collect(Collectors.joining(", "));
        Gate first = failed.get(0);
        String where = first.cell() == null ? "" : " on " + first.cell();
        String when = first.block() == null ? "" : " in block " + first.block();
        String detail = first.detail() == null || first.detail().isBlank() ? "" : " (" + first.detail() + ")";
        return failed.size() == 1
                ? "This run is invalid and compares nothing: the gate " + names + " failed" + where + when + detail
                        + "."
                : "This run is invalid and compares nothing: " + failed.size() + " checks failed (" + names
                        + "), the first one" + where + when + detail + ".";
    }
}
