package dev.pushbench.reports.html;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One entry of a JMH result file: one benchmark method with one set of parameters. What the file does not say is null.
 *
 * @param type simple name of the class
 * @param method name of the benchmark method
 * @param mode JMH's short name, such as {@code avgt}
 * @param params by name, in the order of the file
 * @param score in {@code unit}
 * @param error half the width of the 99.9 % interval that JMH computes, in {@code unit}; null where JMH says NaN
 * @param unit such as {@code ns/op}
 * @param allocatedBytes per operation, by JMH's gc profiler
 * @param framingBytes per message
 * @param forks JVMs that it was measured in
 */
record JmhMeasurement(
        String type,
        String method,
        String mode,
        Map<String, String> params,
        Double score,
        Double error,
        String unit,
        Double allocatedBytes,
        Double framingBytes,
        Integer forks) {

    /** The parameter that charts have on their x axis. */
    static final String PAYLOAD = "payloadBytes";

    private static final Map<String, Double> NANOS = Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);

    /** The score as nanoseconds per operation; null where its unit is not a time per operation. */
    Double nanosPerOperation() {
        Double factor = unit == null ? null : NANOS.get(unit);
        return score == null || factor == null ? null : Double.valueOf(score * factor);
    }

    /** The payload's size, or null where the benchmark has no such parameter. */
    Double payload() {
        String value = params.get(PAYLOAD);
        return value != null && value.matches("\\d{1,15}") ? Double.valueOf(value) : null;
    }

    /** What tells this line of a chart from the others: the method and all parameters but the payload. */
    String series() {
        String others = params.entrySet().stream()
                .filter(each -> !each.getKey().equals(PAYLOAD))
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? method : method + " (" + others + ")";
    }
}
