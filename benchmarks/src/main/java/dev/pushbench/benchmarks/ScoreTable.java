package dev.pushbench.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results for a terminal: a block a figure, in it a line for each benchmark with what parameters it has, and a column
 * a payload. Lines and columns that have nothing to say in a block are not in it.
 */
final class ScoreTable {

    private static final String PAYLOAD = "payloadBytes";
    /** The column of what has no payload. */
    private static final Integer NONE = -1;

    private final Map<String, Map<Integer, RunResult>> byBenchmark = new LinkedHashMap<>();

    ScoreTable(Collection<RunResult> results) {
        for (RunResult result : results) {
            boolean hasPayload = result.getParams().getParamsKeys().contains(PAYLOAD);
            Integer payload = hasPayload ? Integer.valueOf(result.getParams().getParam(PAYLOAD)) : NONE;
            byBenchmark.computeIfAbsent(name(result), name -> new TreeMap<>()).put(payload, result);
        }
    }

    String text() {
        return block(
                        "ns/op by payload bytes",
                        result -> result.getPrimaryResult().getScore())
                + block("B/op allocated", result -> secondary(result, "gc.alloc.rate.norm"))
                + block("bytes of framing", result -> secondary(result, "framingBytes"))
                + block("bytes on the wire", result -> secondary(result, "wireBytes"))
                + block("bytes held per connection", result -> secondary(result, "heldBytes"));
    }

    private String block(String title, ToDoubleFunction<RunResult> figure) {
        Map<String, Map<Integer, String>> lines = new LinkedHashMap<>();
        TreeSet<Integer> payloads = new TreeSet<>();
        byBenchmark.forEach((name, byPayload) -> byPayload.forEach((payload, result) -> {
            double value = figure.applyAsDouble(result);
            if (!Double.isNaN(value)) {
                lines.computeIfAbsent(name, made -> new TreeMap<>()).put(payload, figure(value));
                payloads.add(payload);
            }
        }));
        if (lines.isEmpty()) {
            return "";
        }
        int width = Math.max(title.length(), longest(lines.keySet()));
        StringBuilder text = new StringBuilder();
        line(text, width, title, payloads.stream().map(ScoreTable::column).toList());
        lines.forEach((name, byPayload) -> line(
                text,
                width,
                name,
                payloads.stream()
                        .map(payload -> byPayload.getOrDefault(payload, ""))
                        .toList()));
        return text.append(System.lineSeparator()).toString();
    }

    private static int longest(Collection<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    private static void line(StringBuilder text, int width, String name, List<String> figures) {
        text.append(String.format("%n%-" + width + "s", name));
        figures.forEach(figure -> text.append(String.format("%11s", figure)));
    }

    private static String column(Integer payload) {
        return payload.equals(NONE) ? "none" : String.format(Locale.ROOT, "%,d", payload);
    }

    /** One decimal below 100, and none of what JMH itself allocates once and spreads over millions of operations. */
    private static String figure(double value) {
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
