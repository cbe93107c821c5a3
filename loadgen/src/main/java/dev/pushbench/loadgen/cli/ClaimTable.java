package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.claim.Claim;
import dev.pushbench.reports.claim.ClaimPlan;
import dev.pushbench.reports.claim.EffectWords;
import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.ClaimResult.Effect;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.stats.Judgement;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Claims, for a terminal. */
final class ClaimTable {

    private ClaimTable() {}

    /**
     * Which claims there are.
     *
     * @param plan of which to say what is measured, or null to name the claims only
     */
    static void list(List<Claim> claims, ClaimPlan plan, PrintWriter out) {
        if (plan == null) {
            AlignedTable.printWords(
                    claims.stream()
                            .map(claim -> List.of(claim.id(), claim.sentence()))
                            .toList(),
                    out);
        } else {
            claims.forEach(claim -> detail(claim, plan, out));
        }
        out.flush();
    }

    private static void detail(Claim claim, ClaimPlan plan, PrintWriter out) {
        out.println(claim.id() + ": " + claim.sentence() + ".");
        out.println("Decided by: " + claim.decidedBy() + ".");
        out.println("Refuted by: " + claim.refutedBy() + ".");
        out.println("Does not show: " + claim.doesNotShow() + ".");
        out.println("Arms, at a rate that a run may choose otherwise:");
        for (Arm arm : claim.arms(plan.conditions())) {
            out.println("  " + arm.label());
            arm.commands().forEach(command -> out.println("    " + command));
        }
        out.println();
    }

    /** What a run says of its claims. */
    static void print(RunResult run, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("claim", "verdict", "effect", "interval", "blocks", "scope"));
        run.claims().forEach(claim -> rows.add(row(claim)));
        AlignedTable.printWords(rows, out);
        for (ClaimResult claim : run.claims()) {
            out.println();
            out.println(claim.id() + ": " + claim.sentence() + ".");
            more(claim, out);
            out.println("  Again: " + claim.command());
        }
        out.println();
        int blocks = run.blocks().size();
        if (blocks < Judgement.BLOCKS_NEEDED) {
            out.println("Too little for a verdict: " + blocks + " of " + Judgement.BLOCKS_NEEDED + " blocks.");
        }
        out.println(ResultTable.verdictLine(run));
    }

    private static List<String> row(ClaimResult claim) {
        Effect effect = claim.effect();
        return List.of(
                claim.id(),
                claim.verdict() == null ? "none: a gate failed" : claim.verdict(),
                effect == null
                        ? ResultTable.UNKNOWN
                        : effect.name() + ": " + EffectWords.figure(effect.value(), effect.unit()),
                effect == null ? ResultTable.UNKNOWN : interval(claim.interval()),
                String.valueOf(claim.blocks()),
                claim.scope() == null ? ResultTable.UNKNOWN : claim.scope());
    }

    private static void more(ClaimResult claim, PrintWriter out) {
        if (!claim.failedGates().isEmpty()) {
            out.println("  No verdict: "
                    + claim.failedGates().stream().map(Gate::name).distinct().collect(Collectors.joining(", "))
                    + " failed, see below.");
        }
        if (claim.verdict() != null && claim.verdict().equals("inconclusive")) {
            out.println(
                    claim.blocksNeeded() == null
                            ? "  No number of blocks within reason would decide it."
                            : "  About " + claim.blocksNeeded() + " more blocks are needed to decide it.");
        }
        if (claim.floor() != null && claim.margin() != null && claim.floor() > claim.margin()) {
            out.println("  Two measurements of the same cell differ by up to " + EffectWords.digits(claim.floor())
                    + ": less than that is noise here.");
        }
        if (claim.withinMargin()) {
            out.println("  The interval of 90 %, for two one-sided tests, lies within the margin: "
                    + interval(claim.equivalence()) + ".");
        }
        claim.secondaries()
                .forEach(other ->
                        out.println("  " + other.name() + ": " + EffectWords.figure(other.value(), other.unit())
                                + (other.interval().isEmpty() ? "" : " (" + interval(other.interval()) + ")")
                                + ", p " + EffectWords.digits(other.p())));
        claim.notes().forEach(note -> out.println("  " + note));
    }

    private static String interval(List<Double> interval) {
        return interval.isEmpty() ? ResultTable.UNKNOWN : EffectWords.interval(interval);
    }
}
