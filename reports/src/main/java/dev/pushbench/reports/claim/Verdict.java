package dev.pushbench.reports.claim;

import dev.pushbench.reports.stats.Judgement.Outcome;
import java.util.Locale;

/** What a run says of a claim. */
public enum Verdict {
    SUPPORTED,
    CONTRADICTED,
    /** The claim says that two things differ, and they do not by what was declared to matter. */
    NO_PRACTICAL_DIFFERENCE,
    /** The blocks do not tell yet. */
    INCONCLUSIVE,
    /** This machine does not show the metric at all. */
    NOT_MEASURABLE_HERE;

    static Verdict of(Outcome outcome) {
        return switch (outcome) {
            case SUPPORTED -> SUPPORTED;
            case CONTRADICTED -> CONTRADICTED;
            case NO_PRACTICAL_DIFFERENCE -> NO_PRACTICAL_DIFFERENCE;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }

    /** As results and reports have it: {@code no practical difference}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
