package dev.pushbench.reports.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What two runs say of one metric of one cell. */
public enum Change {
    /** Surely, and by more than the margin. */
    WORSE,
    /** Likewise. */
    BETTER,
    /** Surely by less than the margin. */
    NOT_CHANGED,
    /** The blocks do not tell yet. */
    INCONCLUSIVE,
    /** So few blocks have no interval at all. */
    TOO_FEW_BLOCKS,
    /** A value that is not above 0 has no ratio. */
    NO_RATIO,
    /** The measurement is not to be trusted: a gate failed, or somebody stopped it. */
    NO_STATEMENT;

    /** As results and reports have it: {@code not changed}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
