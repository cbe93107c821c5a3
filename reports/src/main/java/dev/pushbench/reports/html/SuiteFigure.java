package dev.pushbench.reports.html;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a chart shows of each measurement: a time, or a number of bytes.
 *
 * @param id a word for ids
 * @param name as in {@code Time per operation}
 * @param time whether it is in nanoseconds; else in bytes
 * @param of the metric of a measurement, or null
 */
record SuiteFigure(String id, String name, boolean time, Function<JmhMeasurement, JmhMetric> of) {

    /** Less is drawn there: no clock and no counter tells it from 0. */
    private static final double LEAST = 0.1;

    /** Null where the file does not say, or says that it is no number. */
    JmhMetric metric(JmhMeasurement measurement) {
        JmhMetric metric = of.apply(measurement);
        return metric == null || metric.score() == null ? null : metric;
    }

    /** For the middle of a sentence. */
    String lowerCaseName() {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /**
     * A logarithmic axis.
     *
     * @param at where in a point the figure stands
     */
    Axis axis(List<Chart.Series> series, int at) {
        double[] values = series.stream()
                .flatMap(each -> each.points().stream())
                .flatMap(
                        point -> point.length > 2 ? List.of(point[at], point[3]).stream() : List.of(point[at]).stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double least = Math.max(LEAST, values[0]);
        double most = Math.max(LEAST, values[values.length - 1]);
        Axis axis = Axis.log(name, time ? "ns" : "bytes", least, most, this::label);
        return values[0] < LEAST ? axis.withLessAtTheEdge() : axis;
    }

    private String label(double value) {
        return Figures.withoutTrailingZeros(time ? Figures.time(value) : Figures.bytes(value));
    }

    /** A column: the score and its interval in brackets; times of the column share their unit. */
    <T> void addTo(TableOf<T> table, String column, Function<T, JmhMetric> metric) {
        if (!time) {
            table.text(
                    column,
                    item -> metric.apply(item) == null
                            ? Figures.MISSING
                            : metric.apply(item).inFull());
            return;
        }
        table.time(
                column,
                item -> metric.apply(item) == null ? null : metric.apply(item).score(),
                (item, scale) -> metric.apply(item) == null
                        ? Figures.MISSING
                        : metric.apply(item).inFull(scale));
    }
}
