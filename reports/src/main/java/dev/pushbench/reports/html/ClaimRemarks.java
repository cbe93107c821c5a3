package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.EffectWords;
import dev.pushbench.reports.claim.Verdict;
import dev.pushbench.reports.result.ClaimResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How sure an effect is, against what it was held, and what would make it surer; a sentence each. */
final class ClaimRemarks {

    private final ClaimResult claim;
    private final List<String> remarks = new ArrayList<>();

    private ClaimRemarks(ClaimResult claim) {
        this.claim = claim;
    }

    /** Of a claim with a verdict. */
    static List<String> of(ClaimResult claim) {
        return new ClaimRemarks(claim).all();
    }

    private List<String> all() {
        if (claim.effect() == null) {
            remarks.add("No block shows the metric that decides.");
        } else {
            interval();
            if (claim.effect().none() != null && claim.margin() != null) {
                margin();
                disagreement();
            }
        }
        more();
        return remarks;
    }

    private void interval() {
        String blocks = Setup.plural(claim.blocks(), "block");
        if (claim.interval().isEmpty()) {
            remarks.add("It rests on " + blocks + ", too little for an interval and so for a verdict: "
                    + Contrast.BLOCKS_NEEDED + " blocks have one.");
            return;
        }
        remarks.add("It rests on " + blocks + ". The exact interval runs from "
                + EffectWords.interval(claim.interval())
                + (claim.level() == null
                        ? ""
                        : " and has a confidence of " + Figures.percent(claim.level()) + Figures.UNIT_SPACE + "%")
                + (claim.bootstrap().isEmpty()
                        ? "."
                        : "; resampling the blocks gives " + EffectWords.interval(claim.bootstrap())
                                + ", as a check that decides nothing."));
    }

    private void margin() {
        String declared = "It was declared beforehand that from "
                + EffectWords.interval(claim.effect().within(claim.margin()))
                + unit() + " there is no difference that matters";
        remarks.add(
                isFloorWider()
                        ? declared + ". But two measurements of one and the same arm may differ by as much as from "
                                + EffectWords.interval(claim.effect().within(claim.floor()))
                                + ": only what lies beyond counts, and nothing is found to be equal."
                        : declared + equal() + ".");
    }

    /** It may be shorter than the other one, which ends beyond the margin then. */
    private String equal() {
        return claim.withinMargin()
                ? "; the interval that has to lie within, of 90" + Figures.UNIT_SPACE + "% for two one-sided tests at 5"
                        + Figures.UNIT_SPACE + "%, runs from " + EffectWords.interval(claim.equivalence())
                : "";
    }

    private String unit() {
        return EffectWords.RATIO.equals(claim.effect().unit())
                ? ""
                : " " + claim.effect().unit();
    }

    private boolean isFloorWider() {
        return claim.floor() != null && claim.floor() > claim.margin();
    }

    /** Where one interval holds what decides, and the other one does not. */
    private void disagreement() {
        if (claim.interval().isEmpty() || claim.bootstrap().isEmpty()) {
            return;
        }
        List<Double> deciding = claim.withinMargin() ? claim.equivalence() : claim.interval();
        double width = isFloorWider() ? claim.floor() : claim.margin();
        Stream<Double> none =
                claim.withinMargin() ? Stream.empty() : Stream.of(claim.effect().none());
        String points = Stream.concat(none, claim.effect().within(width).stream())
                .filter(point -> holds(deciding, point) != holds(claim.bootstrap(), point))
                .map(EffectWords::digits)
                .collect(Collectors.joining(" and "));
        if (!points.isEmpty()) {
            remarks.add("The two intervals disagree about " + points
                    + ", on which the verdict hangs: take it with care, and measure more blocks.");
        }
    }

    private static boolean holds(List<Double> interval, double point) {
        return interval.get(0) <= point && point <= interval.get(1);
    }

    private void more() {
        if (claim.blocksNeeded() != null) {
            remarks.add(
                    claim.interval().isEmpty()
                            ? "At least " + Setup.plural(claim.blocksNeeded(), "more block")
                                    + " would have to be measured."
                            : "A run with about " + Setup.plural(claim.blocks() + claim.blocksNeeded(), "block")
                                    + " would decide it (--blocks); adding some until it does would prove nothing.");
        } else if (Verdict.INCONCLUSIVE.label().equals(claim.verdict())) {
            remarks.add("No number of blocks within reason would decide it.");
        }
    }
}
