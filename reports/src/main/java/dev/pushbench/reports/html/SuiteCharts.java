package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The charts of a suite: time, allocation and what else is counted in bytes, each against the payload; or, where there
 * are not several payloads, a row for each measurement with its interval.
 */
final class SuiteCharts {

    private final String id;
    private final String suite;
    private final List<JmhMeasurement> measurements;
    private final SuiteSeries series;
    private final List<Double> payloads;

    SuiteCharts(String id, String suite, List<JmhMeasurement> measurements, SuiteSeries series) {
        this.id = id;
        this.suite = suite;
        this.measurements = measurements;
        this.series = series;
        this.payloads = measurements.stream()
                .map(JmhMeasurement::payload)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    List<Chart> charts() {
        List<SuiteFigure> figures = new ArrayList<>();
        figures.add(new SuiteFigure("time", "Time per operation", true, JmhMeasurement::time));
        figures.add(new SuiteFigure("allocated", "Allocated bytes per operation", false, JmhMeasurement::allocated));
        for (String other : byteMetrics()) {
            figures.add(new SuiteFigure(
                    "other-" + figures.size(),
                    other + ", in bytes",
                    false,
                    each -> each.others().get(other)));
        }
        return figures.stream().flatMap(figure -> chart(figure).stream()).toList();
    }

    private Set<String> byteMetrics() {
        Set<String> names = new LinkedHashSet<>();
        for (JmhMeasurement each : measurements) {
            each.others().forEach((name, metric) -> {
                if (metric.unit() != null && metric.unit().startsWith("B")) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    /** Empty where no measurement has the figure, or all have none of it. */
    private Optional<Chart> chart(SuiteFigure figure) {
        boolean byPayload = payloads.size() > 1;
        List<JmhMeasurement> shown = measurements.stream()
                .filter(each -> figure.metric(each) != null && (!byPayload || each.payload() != null))
                .toList();
        if (shown.stream().noneMatch(each -> figure.metric(each).score() >= (figure.time() ? 0 : 1))) {
            return Optional.empty();
        }
        return Optional.of(byPayload ? againstPayload(figure) : rows(figure, shown));
    }

    private Chart againstPayload(SuiteFigure figure) {
        Map<String, List<Chart.Series>> panels = new LinkedHashMap<>();
        series.panels().forEach((title, of) -> panels.put(title, lines(figure, of)));
        panels.values().removeIf(List::isEmpty);
        Axis y = figure.axis(panels.values().stream().flatMap(List::stream).toList(), 1);
        Axis x = Axis.payload(payloads);
        List<Chart.Panel> built = new ArrayList<>();
        panels.forEach((title, lines) -> {
            String panel = id(figure, "panel-" + built.size());
            built.add(new Chart.Panel(panel, title, true, x, y, lines));
        });
        return new Chart(
                id(figure, "figure"),
                suite + ": " + figure.lowerCaseName() + " by payload",
                "Both axes are logarithmic; what is 0 stands at the edge. " + ofIntervals(),
                built,
                true,
                byPayload(figure));
    }

    private List<Chart.Series> lines(SuiteFigure figure, List<JmhMeasurement> of) {
        Map<String, List<double[]>> points = new LinkedHashMap<>();
        Map<String, CellStyle> styles = new LinkedHashMap<>();
        for (JmhMeasurement each : of) {
            JmhMetric metric = figure.metric(each);
            if (metric != null && each.payload() != null) {
                styles.put(series.series(each), series.style(each));
                points.computeIfAbsent(series.series(each), name -> new ArrayList<>())
                        .add(metric.point(each.payload(), metric.score()));
            }
        }
        List<Chart.Series> lines = new ArrayList<>();
        points.forEach((name, line) -> {
            line.sort((a, b) -> Double.compare(a[0], b[0]));
            lines.add(new Chart.Series(name, styles.get(name), line));
        });
        return lines;
    }

    private Table byPayload(SuiteFigure figure) {
        TableOf<List<JmhMeasurement>> table = new TableOf<>(series.lines());
        for (Double payload : payloads) {
            figure.addTo(
                    table,
                    Figures.count(payload.longValue()),
                    of -> of.stream()
                            .filter(each -> payload.equals(each.payload()))
                            .map(figure::metric)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null));
        }
        return table.missing("not measured.")
                .build(
                        id(figure, "data"),
                        suite + ": " + figure.lowerCaseName() + ", by payload in bytes" + inBrackets(),
                        "Benchmark",
                        of -> series.label(of.get(0)),
                        of -> series.style(of.get(0)));
    }

    private Chart rows(SuiteFigure figure, List<JmhMeasurement> shown) {
        List<Chart.Series> rows = new ArrayList<>();
        for (JmhMeasurement each : shown) {
            JmhMetric metric = figure.metric(each);
            double[] point = metric.point(metric.score(), shown.size() - rows.size());
            rows.add(new Chart.Series(series.label(each), series.style(each), List.of(point)));
        }
        Axis y = Axis.rows(rows.stream().map(Chart.Series::name).toList());
        Chart.Panel panel = new Chart.Panel(id(figure, "panel"), "", false, figure.axis(rows, 0), y, rows);
        TableOf<JmhMeasurement> table = new TableOf<>(shown);
        figure.addTo(table, figure.name(), figure::metric);
        return new Chart(
                id(figure, "figure"),
                suite + ": " + figure.lowerCaseName(),
                "The axis is logarithmic. " + ofIntervals(),
                List.of(panel),
                false,
                table.build(
                        id(figure, "data"),
                        suite + ": " + figure.lowerCaseName() + inBrackets(),
                        "Benchmark",
                        series::label,
                        series::style));
    }

    private String id(SuiteFigure figure, String what) {
        return id + "-" + figure.id() + "-" + what;
    }

    private boolean hasIntervals() {
        return measurements.stream().anyMatch(each -> each.primary().interval().isPresent());
    }

    private String ofIntervals() {
        return hasIntervals()
                ? "Bars are 95 % intervals of the mean, from the means of forks. Lower is better."
                : "Fewer than " + JmhMetric.FORKS_NEEDED + " forks: no intervals. Lower is better.";
    }

    private String inBrackets() {
        return hasIntervals() ? ", with the interval in brackets" : "";
    }
}
