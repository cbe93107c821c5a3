package dev.pushbench.reports.html;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of a JMH result file: one benchmark method with one set of parameters. What the file does not say is null.
 *
 * @param subject last part of the package's name, or empty
 * @param type simple name of the class
 * @param method name of the benchmark method
 * @param params by name, in the order of the file
 * @param primary what the benchmark's mode measures
 * @param allocated bytes per operation, by JMH's gc profiler
 * @param framing bytes per message
 * @param others all other secondary metrics by name, but the gc profiler's
 * @param forks JVMs that it was measured in
 */
record JmhMeasurement(
        String subject,
        String type,
        String method,
        Map<String, String> params,
        JmhMetric primary,
        JmhMetric allocated,
        JmhMetric framing,
        Map<String, JmhMetric> others,
        Integer forks) {

    /** The parameter that charts have on their x axis. */
    static final String PAYLOAD = "payloadBytes";

    /** Stands for the method among the parameters. */
    static final String METHOD = "benchmark";

    private static final Map<String, Double> NANOS = Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);

    /** The score as nanoseconds per operation; null where its unit is not a time per operation. */
    JmhMetric time() {
        Double factor = primary.unit() == null ? null : NANOS.get(primary.unit());
        return factor == null ? null : primary.times(factor, "ns/op");
    }

    /** The payload's size, or null where the benchmark has no such parameter. */
    Double payload() {
        String value = params.get(PAYLOAD);
        return value != null && value.matches("\\d{1,15}") ? Double.valueOf(value) : null;
    }

    /** What tells it from its neighbours besides the payload: the method and all other parameters, by name. */
    Map<String, String> traits() {
        Map<String, String> traits = new LinkedHashMap<>();
        traits.put(METHOD, method);
        traits.putAll(params);
        traits.remove(PAYLOAD);
        return traits;
    }
}
