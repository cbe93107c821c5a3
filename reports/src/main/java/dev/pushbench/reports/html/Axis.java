package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * An axis with its ticks ready, so that the script in the page only draws.
 *
 * @param title with the unit
 * @param unit how the script words a value: {@code ns}, {@code s}, {@code nines}, {@code block},
 *     {@code bytes}, {@code percent}, {@code ratio}, {@code row} for rows whose ticks are their names, or what follows the
 *     figure
 * @param log whether positions go with the logarithm
 * @param zeroAt where a value of 0, or any below that, stands on a logarithmic axis; or null
 * @param min in the axis's unit
 */
record Axis(String title, String unit, boolean log, Double zeroAt, double min, double max, List<Tick> ticks) {

    /** First digits of round numbers, from coarse to fine; the finest that gives few enough ticks is taken. */
    private static final double[][] DIGITS = {
        {1},
        {1, 2, 5},
        {1, 1.5, 2, 3, 4, 5, 7},
        {1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9},
        {
            1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2, 2.2, 2.4, 2.6, 2.8, 3, 3.25, 3.5, 3.75, 4, 4.5, 5, 5.5,
            6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5
        }
    };

    private static final int MOST_TICKS = 8;
    private static final int TICKS_WANTED = 6;

    record Tick(double at, String label) {}

    /** A logarithmic axis around the values, all above 0, ending on round numbers. */
    static Axis log(String title, String unit, double least, double most, DoubleFunction<String> label) {
        List<Double> ticks = ticks(DIGITS[0], least, most);
        for (double[] digits : DIGITS) {
            List<Double> finer = ticks(digits, least, most);
            ticks = finer.size() <= MOST_TICKS ? finer : ticks;
        }
        return new Axis(
                title,
                unit,
                true,
                null,
                ticks.get(0),
                ticks.get(ticks.size() - 1),
                ticks.stream().map(at -> new Tick(at, label.apply(at))).toList());
    }

    /** Round numbers from the last one at or below the least value to the first one at or above the most. */
    private static List<Double> ticks(double[] digits, double least, double most) {
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(least)) - 1; ; exponent++) {
            for (double digit : digits) {
                double at = digit * Math.pow(10, exponent);
                if (at <= least) {
                    ticks.clear();
                }
                ticks.add(at);
                if (at >= most && ticks.size() > 1) {
                    return ticks;
                }
            }
        }
    }

    /** The same for values some of which are less than its least: they stand at its start. */
    Axis withLessAtTheEdge() {
        List<Tick> labelled = new ArrayList<>(ticks);
        labelled.set(0, new Tick(min, "≤ " + ticks.get(0).label()));
        return new Axis(title, unit, log, min, min, max, labelled);
    }

    /**
     * A logarithmic axis of payloads with a tick a decade.
     *
     * @param payloads bytes, in order; 0 stands at the left edge
     */
    static Axis payload(List<Double> payloads) {
        double least =
                payloads.stream().filter(payload -> payload > 0).findFirst().orElse(1.0);
        double most = Math.max(payloads.get(payloads.size() - 1), least * 2);
        boolean hasZero = payloads.get(0) == 0;
        double zeroAt = least / 4;
        List<Tick> ticks = new ArrayList<>();
        if (hasZero) {
            ticks.add(new Tick(zeroAt, "0"));
        }
        for (double at = Math.pow(10, Math.ceil(Math.log10(least))); at <= most; at *= 10) {
            ticks.add(new Tick(at, Figures.count((long) at)));
        }
        if (ticks.size() < 2) {
            ticks.clear();
            payloads.forEach(payload -> ticks.add(new Tick(payload, Figures.count(payload.longValue()))));
        }
        return new Axis(
                "Payload (bytes)", "bytes", true, hasZero ? zeroAt : null, hasZero ? zeroAt : least, most, ticks);
    }

    /** A linear axis around the values and 0, ending on round numbers. */
    static Axis around(String title, String unit, double least, double most, DoubleFunction<String> label) {
        double step = step(Math.max(most, 0) - Math.min(least, 0));
        long first = (long) Math.floor(Math.min(least, 0) / step);
        long last = Math.max(first + 1, (long) Math.ceil(Math.max(most, 0) / step));
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(new Tick(i * step, label.apply(i * step)));
        }
        return new Axis(title, unit, false, null, first * step, last * step, ticks);
    }

    /** A round number of which {@value #TICKS_WANTED} or fewer make the whole. */
    private static double step(double whole) {
        double rough = Math.max(whole, 1e-9) / TICKS_WANTED;
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = decade;
        for (double factor : new double[] {2, 5, 10}) {
            step = step < rough ? factor * decade : step;
        }
        return step;
    }

    /** A linear axis from 0. */
    static Axis linear(String title, String unit, double most, DoubleFunction<String> label) {
        double step = step(most);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= most * (1 + 1e-9); i++) {
            ticks.add(new Tick(i * step, label.apply(i * step)));
        }
        return new Axis(title, unit, false, null, 0, Math.max(most, 1e-9), ticks);
    }

    /** An axis of the values 1…count, with room on both sides. */
    static Axis ordinal(String title, String unit, int count) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ticks.add(new Tick(i, Figures.count(i)));
        }
        return new Axis(title, unit, false, null, 0.5, count + 0.5, ticks);
    }

    /** One row a name, the first on top; names stand above the middle of their row. */
    static Axis rows(List<String> names) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = names.size(); i >= 1; i--) {
            ticks.add(new Tick(i, names.get(names.size() - i)));
        }
        return new Axis("", "row", false, null, 0.5, names.size() + 0.75, ticks);
    }
}
