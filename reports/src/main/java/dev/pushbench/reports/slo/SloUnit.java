package dev.pushbench.reports.slo;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a limit is counted in. */
enum SloUnit {
    /** In nanoseconds. */
    TIME("ns", "us", "ms", "s"),
    COUNT(""),
    PERCENT("%"),
    PER_SECOND("/s");

    private static final double STEP = 1_000;

    /** Each suffix is a thousand of the one before; by suffix. */
    private final Map<String, Double> suffixes = new LinkedHashMap<>();

    SloUnit(String... suffixes) {
        double scale = 1;
        for (String suffix : suffixes) {
            this.suffixes.put(suffix, scale);
            scale *= STEP;
        }
    }

    /** Null for a suffix that belongs to none. */
    static SloUnit of(String suffix) {
        for (SloUnit unit : values()) {
            if (unit.suffixes.containsKey(suffix)) {
                return unit;
            }
        }
        return null;
    }

    double scaleOf(String suffix) {
        return suffixes.get(suffix);
    }

    /** The suffix of the unit that results are kept in: nanoseconds, or the only one. */
    String base() {
        return suffixes.keySet().iterator().next();
    }
}
