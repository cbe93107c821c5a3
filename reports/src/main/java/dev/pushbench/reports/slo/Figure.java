package dev.pushbench.reports.slo;

import java.util.Arrays;
import java.util.Locale;

/** A single number of a cell, as SLOs name it in lower case with hyphens. */
public enum Figure {
    LOST(SloUnit.COUNT, "the target's messages carry no numbers that this run knows of (--seq-field)"),
    DUPLICATED(SloUnit.COUNT, LOST.unknown),
    REORDERED(SloUnit.COUNT, LOST.unknown),
    /** Subscriptions that failed or were lost. */
    ERRORS(SloUnit.COUNT, "nobody counted them"),
    /** The same in per cent of the subscriptions asked for; written as {@code errors} with a limit in %. */
    ERROR_SHARE(SloUnit.PERCENT, "nobody counted them"),
    /** Messages received per second of the window. */
    RATE(SloUnit.PER_SECOND, "the measurement window never opened"),
    /** Subscriptions opened per second. */
    CONNECTS(SloUnit.PER_SECOND, "only one subscription was opened"),
    /** Processor time of the load generator per message. */
    CLIENT_CPU(SloUnit.TIME, "no message arrived in the window"),
    /** Processor time of the server per message. */
    SERVER_CPU(SloUnit.TIME, "the target does not reveal it");

    private final SloUnit unit;
    private final String unknown;

    Figure(SloUnit unit, String unknown) {
        this.unit = unit;
        this.unknown = unknown;
    }

    SloUnit unit() {
        return unit;
    }

    /** Why nobody knows it, where nobody does. */
    String unknown() {
        return unknown;
    }

    String label() {
        return this == ERROR_SHARE
                ? ERRORS.label()
                : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null if there is none of that name and unit. */
    static Figure of(String label, SloUnit unit) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label) && each.unit == unit)
                .findFirst()
                .orElse(null);
    }
}
