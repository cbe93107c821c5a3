package dev.pushbench.reports.html;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Of a suite whose methods do the same work on different implementations: how many times the fastest's time each takes. */
final class SuiteRatios {

    /** The package of such suites. */
    private static final String SUBJECT = "implementations";

    private final List<JmhMeasurement> measurements;
    private final SuiteSeries series;
    private final Map<Map<String, String>, Double> fastest;

    SuiteRatios(List<JmhMeasurement> measurements, SuiteSeries series) {
        this.measurements =
                measurements.stream().filter(each -> nanos(each) != null).toList();
        this.series = series;
        this.fastest = this.measurements.stream()
                .collect(Collectors.toMap(JmhMeasurement::params, SuiteRatios::nanos, Math::min));
    }

    private static Double nanos(JmhMeasurement measurement) {
        JmhMetric time = measurement.time();
        return time == null || time.score() == null || time.score() <= 0 ? null : time.score();
    }

    /** Null for any other suite. */
    Table table(String id) {
        if (measurements.stream().noneMatch(each -> each.subject().equals(SUBJECT))) {
            return null;
        }
        TableOf<List<JmhMeasurement>> table = new TableOf<>(series.lines());
        for (Double payload : payloads()) {
            table.text(
                    payload == null ? "Time" : Figures.count(payload.longValue()),
                    of -> measurements.stream()
                            .filter(each -> of.contains(each) && Objects.equals(payload, each.payload()))
                            .findFirst()
                            .map(this::ratio)
                            .orElse(Figures.MISSING));
        }
        return table.note("1 is the fastest with the same parameters. A ratio of means, without an interval: where the"
                        + " intervals of two times overlap, it does not tell them apart.")
                .missing("not measured.")
                .build(
                        id,
                        "Time as a multiple of the fastest, by payload in bytes",
                        "Benchmark",
                        of -> series.label(of.get(0)),
                        of -> series.style(of.get(0)));
    }

    private List<Double> payloads() {
        return measurements.stream()
                .map(JmhMeasurement::payload)
                .distinct()
                .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                .toList();
    }

    private String ratio(JmhMeasurement measurement) {
        return Figures.ratio(nanos(measurement) / fastest.get(measurement.params()));
    }
}
