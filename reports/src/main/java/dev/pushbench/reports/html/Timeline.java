package dev.pushbench.reports.html;

import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.TaggedHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** p50 and p99 of every interval on the run's time; since cells take turns, each block of a cell is a segment. */
final class Timeline {

    private static final double[] PERCENTILES = {50, 99};

    private final Recording recording;
    private final Map<String, CellStyle> styles;
    private final long startMillis;
    private final long endMillis;

    private Timeline(Recording recording, Map<String, CellStyle> styles) {
        this.recording = recording;
        this.styles = styles;
        this.startMillis = all(recording).stream()
                .mapToLong(TaggedHistogram::startMillis)
                .min()
                .orElse(0);
        this.endMillis = all(recording).stream()
                .mapToLong(TaggedHistogram::endMillis)
                .max()
                .orElse(1);
    }

    static Chart chart(Recording recording, Map<String, CellStyle> styles) {
        return new Timeline(recording, styles).chart();
    }

    private Chart chart() {
        List<Chart.Panel> panels = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            List<Chart.Series> series = new ArrayList<>();
            recording
                    .byCell()
                    .forEach((cell, intervals) ->
                            series.add(new Chart.Series(cell, styles.get(cell), points(intervals, percentile))));
            Axis x = Axis.linear("Time since the first measured interval (s)", "s", seconds(endMillis), Figures::label);
            if (series.stream().allMatch(each -> each.points().stream().noneMatch(Objects::nonNull))) {
                // No interval has enough samples.
                continue;
            }
            String name = "p" + Math.round(percentile);
            panels.add(new Chart.Panel(
                    "timeline-" + name,
                    name,
                    true,
                    x,
                    Bounds.of(series).timeAxis(recording.name() + ", " + name),
                    series));
        }
        return new Chart(
                "timeline",
                recording.name() + " over time",
                "One point an interval, usually a second. Cells take turns, so each stretch of a line is one block of that"
                        + " cell; what lies between is start, warm-up, and the other cells.",
                panels,
                false,
                table());
    }

    private List<double[]> points(List<TaggedHistogram> intervals, double percentile) {
        List<double[]> points = new ArrayList<>();
        TaggedHistogram previous = null;
        for (TaggedHistogram each : intervals) {
            Long value = percentile(each, percentile);
            if (value == null || previous != null && isApart(previous, each)) {
                points.add(null);
            }
            if (value != null) {
                points.add(new double[] {middle(each), value});
            }
            previous = each;
        }
        return points;
    }

    /** Whether more than half an interval lies between the two: then they belong to different blocks. */
    private static boolean isApart(TaggedHistogram one, TaggedHistogram next) {
        return next.startMillis() - one.endMillis() > (one.endMillis() - one.startMillis()) / 2;
    }

    private static Long percentile(TaggedHistogram interval, double percentile) {
        return LatencySummary.enoughSamples(interval.histogram().getTotalCount(), percentile)
                ? interval.histogram().getValueAtPercentile(percentile)
                : null;
    }

    private double middle(TaggedHistogram interval) {
        return seconds((interval.startMillis() + interval.endMillis()) / 2);
    }

    private double seconds(long millis) {
        return (millis - startMillis) / 1e3;
    }

    private Table table() {
        List<TaggedHistogram> intervals = all(recording);
        return new TableOf<>(intervals)
                .missing("fewer than ten samples lie beyond the percentile in this interval.")
                .text("Cell", TaggedHistogram::cell)
                .time("p50", each -> percentile(each, 50))
                .time("p99", each -> percentile(each, 99))
                .count("Samples", each -> each.histogram().getTotalCount())
                .build(
                        "timeline-data",
                        recording.name() + " of every interval",
                        "Time (s)",
                        each -> Figures.seconds(middle(each)),
                        each -> styles.get(each.cell()));
    }

    private static List<TaggedHistogram> all(Recording recording) {
        return recording.byCell().values().stream().flatMap(List::stream).toList();
    }
}
