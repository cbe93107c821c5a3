package dev.pushbench.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results for a terminal: a line a benchmark, a column a payload, and a block for each of the three figures. */
final class ScoreTable {

    private static final String PAYLOAD = "payloadBytes";
    /** The column of what has no payload. */
    private static final Integer NONE = -1;

    private final Map<String, Map<Integer, RunResult>> byBenchmark = new LinkedHashMap<>();
    private final TreeSet<Integer> payloads = new TreeSet<>();

    ScoreTable(Collection<RunResult> results) {
        for (RunResult result : results) {
            boolean hasPayload = result.getParams().getParamsKeys().contains(PAYLOAD);
            Integer payload = hasPayload ? Integer.valueOf(result.getParams().getParam(PAYLOAD)) : NONE;
            payloads.add(payload);
            byBenchmark.computeIfAbsent(name(result), name -> new TreeMap<>()).put(payload, result);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        block(
                text,
                "ns/op by payload bytes",
                result -> result.getPrimaryResult().getScore());
        block(text, "B/op allocated", result -> secondary(result, "gc.alloc.rate.norm"));
        block(text, "bytes of framing", result -> secondary(result, "framingBytes"));
        return text.toString();
    }

    private void block(StringBuilder text, String title, ToDoubleFunction<RunResult> figure) {
        text.append(String.format(Locale.ROOT, "%n%-40s", title));
        payloads.forEach(payload -> text.append(
                payload.equals(NONE) ? String.format("%10s", "none") : String.format(Locale.ROOT, "%,10d", payload)));
        byBenchmark.forEach((name, byPayload) -> {
            text.append(String.format(Locale.ROOT, "%n%-40s", name));
            for (Integer payload : payloads) {
                RunResult result = byPayload.get(payload);
                text.append(String.format("%10s", result == null ? "" : figure(figure.applyAsDouble(result))));
            }
        });
        text.append(System.lineSeparator());
    }

    /** One decimal below 100, and none of what JMH itself allocates once and spreads over millions of operations. */
    private static String figure(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double rounded = Math.round(value * 10) / 10.0;
        boolean whole = rounded >= 100 || rounded == Math.rint(rounded);
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", rounded);
    }

    private static double secondary(RunResult result, String name) {
        Result<?> secondary = result.getSecondaryResults().get(name);
        return secondary == null ? Double.NaN : secondary.getScore();
    }

    /** Class and method, and what parameters there are beside the payload. */
    private static String name(RunResult result) {
        BenchmarkParams params = result.getParams();
        String name = params.getBenchmark();
        String others = params.getParamsKeys().stream()
                .filter(key -> !key.equals(PAYLOAD))
                .map(key -> " " + key + "=" + params.getParam(key))
                .collect(Collectors.joining());
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1) + others;
    }
}
