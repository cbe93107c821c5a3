package dev.pushbench.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The benchmarks of one class.
 *
 * @param name the class
 * @param measurements in the order of the file
 */
record JmhSuite(String name, List<JmhMeasurement> measurements) {

    static List<JmhSuite> of(List<JmhMeasurement> all) {
        Map<String, List<JmhMeasurement>> byType = new LinkedHashMap<>();
        all.forEach(each ->
                byType.computeIfAbsent(each.type(), type -> new ArrayList<>()).add(each));
        return byType.entrySet().stream()
                .map(each -> new JmhSuite(each.getKey(), each.getValue()))
                .toList();
    }

    /** Unique in the page, whatever the class is called. */
    private String id(String what) {
        return "jmh-" + Integer.toHexString(name.hashCode()) + "-" + what;
    }

    Table table() {
        Map<String, CellStyle> styles = styles();
        Set<String> params = new LinkedHashSet<>();
        measurements.forEach(each -> params.addAll(each.params().keySet()));
        TableOf<JmhMeasurement> table = new TableOf<>(measurements);
        for (String param : params) {
            table.text(param, each -> param(each, param));
        }
        return table.text("Score", each -> Table.orMissing(each.score(), Figures::significant))
                .text("± Error", each -> Table.orMissing(each.error(), Figures::significant))
                .text("Unit", each -> each.unit() == null ? Figures.MISSING : each.unit())
                .text("Allocated B/op", each -> Table.orMissing(each.allocatedBytes(), JmhSuite::bytes))
                .text("Framing B", each -> Table.orMissing(each.framingBytes(), JmhSuite::bytes))
                .count("Forks", JmhMeasurement::forks)
                .missing("the result file does not say. JMH gives no error for fewer than three iterations.")
                .build(
                        id("table"),
                        "Time, allocation and framing",
                        "Benchmark",
                        JmhMeasurement::method,
                        each -> styles.get(each.series()));
    }

    private static String param(JmhMeasurement each, String name) {
        boolean isPayload = name.equals(JmhMeasurement.PAYLOAD) && each.payload() != null;
        return isPayload
                ? Figures.count(each.payload().longValue())
                : each.params().getOrDefault(name, Figures.MISSING);
    }

    /** Bytes below a thousandth of one are JMH's way of saying none: some allocation of its own, spread over all. */
    private static String bytes(double bytes) {
        return Math.abs(bytes) < 1e-3 ? "0" : Figures.withoutTrailingZeros(Figures.significant(bytes));
    }

    /** Time per operation against payload; null where that has fewer than two sizes. */
    Chart chart() {
        Map<String, CellStyle> styles = styles();
        Map<String, List<double[]>> points = new LinkedHashMap<>();
        for (JmhMeasurement each : measurements) {
            if (each.payload() != null && each.nanosPerOperation() != null && each.nanosPerOperation() > 0) {
                points.computeIfAbsent(each.series(), name -> new ArrayList<>())
                        .add(new double[] {each.payload(), each.nanosPerOperation()});
            }
        }
        List<Double> payloads = measurements.stream()
                .map(JmhMeasurement::payload)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        if (payloads.size() < 2 || points.isEmpty()) {
            return null;
        }
        List<Chart.Series> series = new ArrayList<>();
        points.forEach((name, of) -> {
            of.sort((a, b) -> Double.compare(a[0], b[0]));
            series.add(new Chart.Series(name, styles.get(name), of));
        });
        Chart.Panel panel = new Chart.Panel(
                id("panel"), "", true, payloadAxis(payloads), Bounds.of(series).timeAxis("Time per operation"), series);
        return new Chart(
                id("chart"),
                name + ": time per operation by payload",
                "Both axes are logarithmic; a payload of 0 stands at the left edge. Lower is better.",
                List.of(panel),
                false,
                chartTable(series, payloads));
    }

    private static Axis payloadAxis(List<Double> payloads) {
        double least =
                payloads.stream().filter(payload -> payload > 0).findFirst().orElse(1.0);
        double most = Math.max(payloads.get(payloads.size() - 1), least * 2);
        boolean hasZero = payloads.get(0) == 0;
        double zeroAt = least / 4;
        List<Axis.Tick> ticks = new ArrayList<>();
        if (hasZero) {
            ticks.add(new Axis.Tick(zeroAt, "0"));
        }
        for (double at = Math.pow(10, Math.ceil(Math.log10(least))); at <= most; at *= 10) {
            ticks.add(new Axis.Tick(at, Figures.count((long) at)));
        }
        return new Axis(
                "Payload (bytes)", "bytes", true, hasZero ? zeroAt : null, hasZero ? zeroAt : least, most, ticks);
    }

    private Table chartTable(List<Chart.Series> series, List<Double> payloads) {
        TableOf<Double> table = new TableOf<>(payloads).missing("not measured.");
        for (Chart.Series each : series) {
            table.time(
                    each.name(),
                    payload -> each.points().stream()
                            .filter(point -> point[0] == payload)
                            .map(point -> Double.valueOf(point[1]))
                            .findFirst()
                            .orElse(null));
        }
        return table.build(
                id("data"),
                name + ": time per operation",
                "Payload (bytes)",
                payload -> Figures.count(payload.longValue()),
                payload -> null);
    }

    private Map<String, CellStyle> styles() {
        Map<String, CellStyle> styles = new LinkedHashMap<>();
        measurements.forEach(each -> styles.computeIfAbsent(each.series(), name -> CellStyle.numbered(styles.size())));
        return styles;
    }
}
