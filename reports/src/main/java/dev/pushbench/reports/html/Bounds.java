package dev.pushbench.reports.html;

import java.util.List;
import java.util.Objects;

/**
 * The range of the y values of some series.
 *
 * @param least above 0
 * @param most at least {@code least}
 */
record Bounds(double least, double most) {

    static Bounds of(List<Chart.Series> series) {
        double[] values = series.stream()
                .flatMap(each -> each.points().stream())
                .filter(Objects::nonNull)
                .mapToDouble(point -> point[1])
                // A clock's tick is the least that a time can be; 0 has no place on a logarithmic axis.
                .map(value -> Math.max(value, 1))
                .sorted()
                .toArray();
        return values.length == 0 ? new Bounds(1e6, 1e7) : new Bounds(values[0], values[values.length - 1]);
    }

    /** A logarithmic axis of nanoseconds. */
    Axis timeAxis(String title) {
        return Axis.log(title, "ns", least, most, Bounds::label);
    }

    private static String label(double ns) {
        return Figures.withoutTrailingZeros(Figures.time(ns));
    }
}
