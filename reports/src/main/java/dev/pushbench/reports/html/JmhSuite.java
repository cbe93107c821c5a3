package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The benchmarks of one class. */
final class JmhSuite {

    /** What the dash means in every table of figures. */
    static final String MISSING = "the result file does not say. An interval needs " + JmhMetric.FORKS_NEEDED
            + " forks with raw data, because the fork is the unit.";

    private static final String INTERVAL = Figures.percentile(100 * JmhMetric.LEVEL) + " interval";

    private final String name;
    private final List<JmhMeasurement> measurements;
    private final SuiteSeries series;

    private JmhSuite(String name, List<JmhMeasurement> measurements) {
        this.name = name;
        this.measurements = measurements;
        this.series = new SuiteSeries(measurements);
    }

    static List<JmhSuite> of(List<JmhMeasurement> all) {
        Map<String, List<JmhMeasurement>> byType = new LinkedHashMap<>();
        all.forEach(each ->
                byType.computeIfAbsent(each.type(), type -> new ArrayList<>()).add(each));
        return byType.entrySet().stream()
                .map(each -> new JmhSuite(each.getKey(), each.getValue()))
                .toList();
    }

    JmhPage.Section section() {
        return new JmhPage.Section(
                id("suite"),
                name,
                Setup.plural(measurements.size(), "measurement"),
                table(),
                others(),
                new SuiteRatios(measurements, series).table(id("ratios")),
                new SuiteCharts(id("chart"), name, measurements, series).charts());
    }

    /** Unique in the page, whatever the class is called. */
    private String id(String what) {
        return "jmh-" + Integer.toHexString(name.hashCode()) + "-" + what;
    }

    private Table table() {
        TableOf<JmhMeasurement> table = withParams()
                .text("Score", each -> each.primary().text())
                .text(INTERVAL, each -> each.primary().intervalText())
                .text("Unit", each -> Objects.requireNonNullElse(each.primary().unit(), Figures.MISSING));
        add(table, "Allocated B/op", JmhMeasurement::allocated);
        add(table, "Framing B", JmhMeasurement::framing);
        return table.count("Forks", JmhMeasurement::forks)
                .missing(MISSING)
                .build(id("table"), "Time, allocation and framing", "Benchmark", JmhMeasurement::method, series::style);
    }

    /** What else a suite or a profiler counted, or null. */
    private Table others() {
        Map<String, String> units = new LinkedHashMap<>();
        measurements.forEach(each -> each.others().forEach((metric, of) -> units.put(metric, of.unit())));
        if (units.isEmpty()) {
            return null;
        }
        TableOf<JmhMeasurement> table = withParams();
        units.forEach((metric, unit) -> add(
                table,
                unit == null ? metric : metric + " " + unit,
                each -> each.others().get(metric)));
        return table.missing(MISSING)
                .build(id("others"), "What else was counted", "Benchmark", JmhMeasurement::method, series::style);
    }

    /** A column of figures, and one of their intervals where there are any that say something. */
    private void add(TableOf<JmhMeasurement> table, String column, Function<JmhMeasurement, JmhMetric> metric) {
        table.text(
                column,
                each -> metric.apply(each) == null
                        ? Figures.MISSING
                        : metric.apply(each).text());
        boolean scatters = measurements.stream()
                .map(metric)
                .filter(Objects::nonNull)
                .flatMap(each -> each.interval().stream())
                .anyMatch(interval -> interval.lower() < interval.upper());
        if (scatters) {
            table.text(
                    INTERVAL,
                    each -> metric.apply(each) == null
                            ? Figures.MISSING
                            : metric.apply(each).intervalText());
        }
    }

    private TableOf<JmhMeasurement> withParams() {
        Set<String> params = new LinkedHashSet<>();
        measurements.forEach(each -> params.addAll(each.params().keySet()));
        TableOf<JmhMeasurement> table = new TableOf<>(measurements);
        params.forEach(param -> table.text(param, each -> param(each, param)));
        return table;
    }

    private static String param(JmhMeasurement each, String name) {
        boolean isPayload = name.equals(JmhMeasurement.PAYLOAD) && each.payload() != null;
        return isPayload
                ? Figures.count(each.payload().longValue())
                : each.params().getOrDefault(name, Figures.MISSING);
    }
}
