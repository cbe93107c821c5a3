package dev.pushbench.reports.html;

import dev.pushbench.reports.result.ResultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a JMH result file ({@code -rf json}) holds, read without JMH: fields that are missing or odd cost only
 * themselves.
 *
 * @param problems what could not be read, in sentences
 * @param settings JMH's version, the JVM and the run's length, by name, as the first entry has them
 */
record JmhFile(List<JmhMeasurement> measurements, List<String> problems, Map<String, String> settings) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> SETTINGS = List.of(
            "jmhVersion",
            "vmName",
            "vmVersion",
            "jdkVersion",
            "forks",
            "threads",
            "warmupIterations",
            "warmupTime",
            "measurementIterations",
            "measurementTime");
    private static final String FRAMING = "framingBytes";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /**
     * Reads the file.
     *
     * @throws ResultException if it cannot be read or is no JSON array
     */
    static JmhFile read(Path file) {
        try {
            JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
            if (!tree.isArray()) {
                throw new ResultException(file.toAbsolutePath() + " is no result of JMH: not a JSON array; run the"
                        + " benchmarks again with -rf json");
            }
            return of(tree);
        } catch (IOException | JacksonException e) {
            throw new ResultException(
                    "cannot read the JMH result " + file.toAbsolutePath() + ": " + e
                            + "; run the benchmarks again with -rf json",
                    e);
        }
    }

    private static JmhFile of(JsonNode array) {
        List<JmhMeasurement> measurements = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int index = 0;
        for (JsonNode entry : array) {
            index++;
            String benchmark = text(entry.path("benchmark"));
            if (benchmark == null) {
                problems.add("Entry " + index + " names no benchmark and is left out.");
                continue;
            }
            JmhMeasurement measurement = measurement(benchmark, entry);
            if (measurement.score() == null) {
                problems.add("Entry " + index + ", " + benchmark + ", has no score.");
            }
            measurements.add(measurement);
        }
        return new JmhFile(measurements, problems, settings(array.path(0)));
    }

    private static JmhMeasurement measurement(String benchmark, JsonNode entry) {
        int dot = benchmark.lastIndexOf('.');
        String type = dot < 0 ? "" : benchmark.substring(benchmark.lastIndexOf('.', dot - 1) + 1, dot);
        JsonNode primary = entry.path("primaryMetric");
        Map<String, String> params = new LinkedHashMap<>();
        entry.path("params")
                .properties()
                .forEach(each -> params.put(each.getKey(), String.valueOf(text(each.getValue()))));
        Double forks = number(entry.path("forks"));
        return new JmhMeasurement(
                type,
                benchmark.substring(dot + 1),
                text(entry.path("mode")),
                params,
                number(primary.path("score")),
                number(primary.path("scoreError")),
                text(primary.path("scoreUnit")),
                secondary(entry, ALLOCATED),
                secondary(entry, FRAMING),
                forks == null ? null : Integer.valueOf(forks.intValue()));
    }

    /** By the end of its name: JMH has put {@code ·} or the method's name before it, depending on version and kind. */
    private static Double secondary(JsonNode entry, String name) {
        return entry.path("secondaryMetrics").properties().stream()
                .filter(each -> each.getKey().endsWith(name))
                .map(each -> number(each.getValue().path("score")))
                .filter(score -> score != null)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> settings(JsonNode first) {
        Map<String, String> settings = new LinkedHashMap<>();
        SETTINGS.forEach(name -> settings.put(name, text(first.path(name))));
        return settings;
    }

    /** JMH writes what is not a number as the text NaN. */
    private static Double number(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue()) ? Double.valueOf(node.doubleValue()) : null;
    }

    private static String text(JsonNode node) {
        return node.isString() || node.isNumber() || node.isBoolean() ? node.asString() : null;
    }
}
