package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * An axis with its ticks ready, so that the script in the page only draws.
 *
 * @param title with the unit
 * @param unit how the script words a value: {@code ns}, {@code s}, {@code nines}, {@code block} or {@code bytes}
 * @param log whether positions go with the logarithm
 * @param zeroAt where a value of 0 stands on a logarithmic axis, or null
 * @param min in the axis's unit
 */
record Axis(String title, String unit, boolean log, Double zeroAt, double min, double max, List<Tick> ticks) {

    private static final int MANY_DECADES = 3;
    private static final int TICKS_WANTED = 6;

    record Tick(double at, String label) {}

    /** A logarithmic axis around the values, all above 0, ending on round numbers. */
    static Axis log(String title, String unit, double least, double most, DoubleFunction<String> label) {
        List<Double> round = new ArrayList<>();
        int last = (int) Math.ceil(Math.log10(most)) + 1;
        for (int exponent = (int) Math.floor(Math.log10(least)) - 1; exponent <= last; exponent++) {
            for (int digit : new int[] {1, 2, 5}) {
                round.add(digit * Math.pow(10, exponent));
            }
        }
        double min =
                round.stream().filter(at -> at <= least).reduce((a, b) -> b).orElse(least);
        double max =
                round.stream().filter(at -> at >= most && at > min).findFirst().orElse(most);
        boolean sparse = Math.log10(max / min) > MANY_DECADES;
        List<Tick> ticks = round.stream()
                .filter(at -> at >= min && at <= max && (!sparse || isPowerOfTen(at)))
                .map(at -> new Tick(at, label.apply(at)))
                .toList();
        return new Axis(title, unit, true, null, min, max, ticks);
    }

    /** A linear axis from 0. */
    static Axis linear(String title, String unit, double most, DoubleFunction<String> label) {
        double rough = Math.max(most, 1e-9) / TICKS_WANTED;
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = decade;
        for (double factor : new double[] {2, 5, 10}) {
            step = step < rough ? factor * decade : step;
        }
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

    private static boolean isPowerOfTen(double value) {
        double exponent = Math.log10(value);
        return Math.abs(exponent - Math.rint(exponent)) < 1e-9;
    }
}
