package dev.pushbench.reports.html;

import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** All percentiles of all cells on one axis of nines: x is 1 / (1 − q), so that each nine takes the same width. */
final class Spectra {

    /** What 1 − q runs through in each decade: dense enough for a smooth line, round enough for a table. */
    private static final double[] STEPS = {1, 0.8, 0.65, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.12};

    private static final int MOST_NINES = 8;

    private Spectra() {}

    /** @param id of the chart, unique in the page */
    static Chart chart(String id, Recording recording, Map<String, CellStyle> styles) {
        Map<String, Histogram> merged = new LinkedHashMap<>();
        recording.byCell().keySet().forEach(cell -> merged.put(cell, recording.merged(cell)));
        List<Double> levels = levels(merged);
        List<Chart.Series> series = new ArrayList<>();
        merged.forEach(
                (cell, histogram) -> series.add(new Chart.Series(cell, styles.get(cell), points(histogram, levels))));
        Chart.Panel panel = new Chart.Panel(
                id + "-all", "", true, axis(levels), Bounds.of(series).timeAxis(recording.name()), series);
        return new Chart(
                id,
                recording.name() + " by percentile",
                "Each nine takes the same width. A line ends where fewer than ten samples lie beyond it. "
                        + (recording.metric() == Metric.GAP ? "An even stream is a flat line." : "Lower is better."),
                List.of(panel),
                false,
                table(id, merged, levels, recording));
    }

    /** Values of 1 − q, downwards, for which some cell has enough samples. */
    private static List<Double> levels(Map<String, Histogram> merged) {
        List<Double> levels = new ArrayList<>();
        for (int nines = 0; nines < MOST_NINES; nines++) {
            for (double step : STEPS) {
                double beyond = step * Math.pow(10, -nines);
                if (merged.values().stream().anyMatch(histogram -> isShown(histogram, beyond))) {
                    levels.add(beyond);
                }
            }
        }
        return levels;
    }

    private static boolean isShown(Histogram histogram, double beyond) {
        return LatencySummary.enoughSamples(histogram.getTotalCount(), percentile(beyond));
    }

    private static double percentile(double beyond) {
        return 100 * (1 - beyond);
    }

    private static List<double[]> points(Histogram histogram, List<Double> levels) {
        return levels.stream()
                .filter(beyond -> isShown(histogram, beyond))
                .map(beyond -> new double[] {1 / beyond, histogram.getValueAtPercentile(percentile(beyond))})
                .toList();
    }

    /** From 0 % to what is measured, each nine as wide as the next. */
    static Axis axis(List<Double> levels) {
        double last = levels.isEmpty() ? 2 : Math.max(2, 1 / levels.get(levels.size() - 1));
        List<Axis.Tick> ticks = new ArrayList<>(List.of(new Axis.Tick(1, "0 %"), new Axis.Tick(2, "50 %")));
        for (double at = 10; at <= last * (1 + 1e-9); at *= 10) {
            ticks.add(new Axis.Tick(at, Figures.percentile(percentile(1 / at))));
        }
        return new Axis("Percentile", "nines", true, null, 1, last, ticks);
    }

    private static Table table(String id, Map<String, Histogram> merged, List<Double> levels, Recording recording) {
        TableOf<Double> table = new TableOf<>(levels).missing("fewer than ten samples lie beyond.");
        merged.forEach((cell, histogram) -> table.time(
                cell,
                beyond -> isShown(histogram, beyond) ? histogram.getValueAtPercentile(percentile(beyond)) : null));
        return table.build(
                id + "-data",
                recording.name() + " by percentile",
                "Percentile",
                beyond -> Figures.percentile(percentile(beyond)),
                beyond -> null);
    }
}
