package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.EffectWords;
import dev.pushbench.reports.claim.Verdict;
import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.Gate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a run says of claims. */
final class ClaimTables {

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

    /** One row a claim, for who reads no further; null without any. */
    static Table verdicts(List<ClaimResult> claims) {
        if (claims.isEmpty()) {
            return null;
        }
        return new TableOf<>(claims)
                .missing("a check failed, or no block shows what decides.")
                .link(ClaimSections::id)
                .text("Verdict", ClaimTables::verdict)
                .text("What was found", claim -> found(claim) == null ? Figures.MISSING : found(claim))
                .count("Blocks", ClaimResult::blocks)
                .note(
                        "How sure it is, how it was measured and what it does not show stands in the section of each claim."
                                + " All of it holds for: "
                                + claims.stream()
                                        .map(ClaimResult::scope)
                                        .filter(Objects::nonNull)
                                        .distinct()
                                        .collect(Collectors.joining("; "))
                                + ".")
                .build("claims", "Claims", "Claim", ClaimResult::sentence, claim -> null);
    }

    /** The effect in words; null without one. */
    static String found(ClaimResult claim) {
        return claim.effect() == null ? null : capital(EffectWords.sentence(claim.effect(), claim.interval()));
    }

    /** With a capital at its beginning. */
    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
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
}
