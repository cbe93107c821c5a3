package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.Verdict;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import java.util.List;

/**
 * Whether the run can be trusted.
 *
 * @param kind valid, little, interrupted or invalid: a class of the style sheet
 * @param title the state in a word or two
 * @param text what follows from it
 * @param failed the gates that failed
 */
record Banner(String kind, String title, String text, List<Gate> failed) {

    static Banner of(RunResult run, List<Comparison> comparisons) {
        List<Gate> failed = run.failedGates();
        if (!failed.isEmpty()) {
            String also = run.interrupted()
                    ? " The run was also interrupted."
                    : run.aborted() == null ? "" : " The run was also ended early: " + run.aborted() + ".";
            return new Banner(
                    "invalid",
                    "Invalid",
                    (run.kind().equals("claims")
                                    ? "A check on the measurement itself failed: the claims whose arms it concerns have no"
                                            + " verdict."
                                    : "A check on the measurement itself failed. The figures below show what happened, not what"
                                            + " the transports cost.")
                            + also,
                    failed);
        }
        if (run.interrupted()) {
            return new Banner(
                    "interrupted",
                    "Interrupted",
                    "Somebody stopped the run. What had been measured by then is below; it yields no verdict.",
                    failed);
        }
        if (run.aborted() != null) {
            return new Banner(
                    "interrupted",
                    "Ended early",
                    "The run was ended because " + run.aborted() + ". What had been measured by then is below.",
                    failed);
        }
        if (!run.valid()) {
            return new Banner("invalid", "Invalid", "The run is marked as invalid; no gate names the reason.", failed);
        }
        int blocks = run.kind().equals("claims")
                        || run.kind().equals("compare") && !CellSearches.of(run).isEmpty()
                ? run.blocks().size()
                : comparisons.stream().mapToInt(Comparison::blocks).min().orElse(Contrast.BLOCKS_NEEDED);
        if (blocks < Contrast.BLOCKS_NEEDED) {
            return new Banner(
                    "little",
                    "Too little for a verdict",
                    gates(run) + " But " + Setup.plural(blocks, "block") + " cannot carry an interval; "
                            + Contrast.BLOCKS_NEEDED + " can.",
                    failed);
        }
        return new Banner("valid", "Valid", gates(run), failed);
    }

    /** How the verdict on a claim looks: one of the kinds of a banner. */
    static String kind(String verdict) {
        if (Verdict.SUPPORTED.label().equals(verdict)) {
            return "valid";
        }
        return Verdict.CONTRADICTED.label().equals(verdict) ? "invalid" : "little";
    }

    private static String gates(RunResult run) {
        return run.gates().isEmpty()
                ? "No check on the measurement was recorded."
                : run.gates().size() == 1
                        ? "The one check on the measurement itself passed."
                        : "All " + Figures.count(run.gates().size()) + " checks on the measurement itself passed.";
    }
}
