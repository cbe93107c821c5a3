package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.Verdict;
import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.ClaimResult.Effect;
import dev.pushbench.reports.result.ClaimResult.Secondary;
import dev.pushbench.reports.result.Gate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run says of claims. */
final class ClaimTables {

    private static final String RATIO = "ratio";

    private record Line(ClaimResult claim, Secondary metric) {}

    private ClaimTables() {}

    /** How many claims have which verdict. */
    static String sentence(List<ClaimResult> claims) {
        List<String> parts = new ArrayList<>();
        Arrays.stream(Verdict.values()).map(Verdict::label).forEach(verdict -> {
            long count = claims.stream()
                    .filter(claim -> verdict.equals(claim.verdict()))
                    .count();
            if (count > 0) {
                parts.add(Figures.count(count) + " " + verdict);
            }
        });
        long none = claims.stream().filter(claim -> claim.verdict() == null).count();
        if (none > 0) {
            parts.add(Figures.count(none) + " without a verdict, because a check on the measurement failed");
        }
        return "Of " + Setup.plural(claims.size(), "claim") + " measured on this machine: " + String.join(", ", parts)
                + ".";
    }

    /** One row a claim; null without any. */
    static Table verdicts(List<ClaimResult> claims) {
        if (claims.isEmpty()) {
            return null;
        }
        return new TableOf<>(claims)
                .missing("not known, or too few blocks for an interval.")
                .text("Verdict", ClaimTables::verdict)
                .text(
                        "What decides",
                        claim -> claim.effect() == null
                                ? Figures.MISSING
                                : claim.effect().name())
                .text("Effect", claim -> effect(claim.effect()))
                .text("Interval", claim -> interval(claim.interval()))
                .text("Margin", claim -> Table.orMissing(claim.margin(), Figures::significant))
                .count("Blocks", ClaimResult::blocks)
                .note(
                        "The margin was declared before the run; what differs by less does not matter. All of it holds for: "
                                + claims.stream()
                                        .map(ClaimResult::scope)
                                        .filter(Objects::nonNull)
                                        .distinct()
                                        .collect(Collectors.joining("; "))
                                + ".")
                .build("claims", "Claims", "Claim", ClaimResult::sentence, claim -> null);
    }

    /** The other metrics, and what else was found. */
    static List<Table> details(List<ClaimResult> claims) {
        return Stream.of(secondaries(claims), notes(claims))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Table secondaries(List<ClaimResult> claims) {
        List<Line> lines = claims.stream()
                .flatMap(claim -> claim.secondaries().stream().map(metric -> new Line(claim, metric)))
                .toList();
        if (lines.isEmpty()) {
            return null;
        }
        return new TableOf<>(lines)
                .missing("too few blocks for an interval.")
                .text("Metric", line -> line.metric().name())
                .text(
                        "Effect",
                        line -> value(line.metric().value(), line.metric().unit()))
                .text("Interval", line -> interval(line.metric().interval()))
                .text("p", line -> Figures.significant(line.metric().p()))
                .note(
                        "They decide nothing. p is that of no difference, by the exact signed-rank test, adjusted by Holm's"
                                + " method for the number of other metrics of the claim.")
                .build(
                        "claim-metrics",
                        "Other metrics of the claims",
                        "Claim",
                        line -> line.claim().id(),
                        line -> null);
    }

    private static Table notes(List<ClaimResult> claims) {
        List<String[]> notes = claims.stream()
                .flatMap(claim -> claim.notes().stream().map(note -> new String[] {claim.id(), note}))
                .toList();
        return notes.isEmpty()
                ? null
                : new TableOf<>(notes)
                        .text("What was found", note -> note[1])
                        .build("claim-notes", "Notes on the claims", "Claim", note -> note[0], note -> null);
    }

    private static String verdict(ClaimResult claim) {
        if (claim.verdict() == null) {
            return "none; failed: "
                    + claim.failedGates().stream().map(Gate::name).distinct().collect(Collectors.joining(", "));
        }
        return claim.blocksNeeded() == null
                ? claim.verdict()
                : claim.verdict() + "; about " + Setup.plural(claim.blocksNeeded(), "more block") + " needed";
    }

    private static String effect(Effect effect) {
        return effect == null ? Figures.MISSING : value(effect.value(), effect.unit());
    }

    private static String value(double value, String unit) {
        String figure = Figures.withoutTrailingZeros(Figures.significant(value));
        return RATIO.equals(unit) ? figure : figure + Figures.UNIT_SPACE + unit;
    }

    private static String interval(List<Double> interval) {
        return interval.isEmpty()
                ? Figures.MISSING
                : interval.stream()
                        .map(end -> Figures.withoutTrailingZeros(Figures.significant(end)))
                        .collect(Collectors.joining(" to "));
    }
}
