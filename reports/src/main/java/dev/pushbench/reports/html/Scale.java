package dev.pushbench.reports.html;

import java.util.Collection;
import java.util.Objects;

/**
 * The unit of a group of times that stand beside each other, such as a column: one for all of them, or the eye takes
 * 980 µs for more than 1.02 ms.
 */
enum Scale {
    NANOS(1, "ns"),
    MICROS(1e3, "µs"),
    MILLIS(1e6, "ms"),
    SECONDS(1e9, "s");

    private final double nanos;
    private final String symbol;

    Scale(double nanos, String symbol) {
        this.nanos = nanos;
        this.symbol = symbol;
    }

    /** The unit that suits one time. */
    static Scale of(double ns) {
        return largestWith(1, ns);
    }

    /** The largest unit in which the smallest time is still 0.1 or more; nulls and zeros do not count. */
    static Scale of(Collection<? extends Number> times) {
        double smallest = times.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Number::doubleValue)
                .filter(ns -> ns > 0)
                .min()
                .orElse(MILLIS.nanos);
        return largestWith(0.1, smallest);
    }

    private static Scale largestWith(double atLeast, double ns) {
        Scale best = NANOS;
        for (Scale each : values()) {
            if (Math.abs(ns) / each.nanos >= atLeast) {
                best = each;
            }
        }
        return best;
    }

    String text(double ns) {
        return number(ns) + Figures.UNIT_SPACE + symbol;
    }

    /** Without the unit. */
    String number(double ns) {
        return Figures.significant(ns / nanos);
    }

    String symbol() {
        return symbol;
    }
}
