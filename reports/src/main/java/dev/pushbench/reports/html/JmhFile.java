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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a JMH result file ({@code -rf json}) holds, read without JMH: fields that are missing or odd cost only
 * themselves, and a file that breaks off costs what would have followed.
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
     * @throws ResultException if it cannot be read, is no JSON array, or breaks off within its first entry
     */
    static JmhFile read(Path file) {
        List<JsonNode> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (JsonParser parser = MAPPER.createParser(Files.readAllBytes(file))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new ResultException(file.toAbsolutePath() + " is no result of JMH: not a JSON array; run the"
                        + " benchmarks again with -rf json");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                entries.add(parser.readValueAsTree());
            }
        } catch (IOException e) {
            throw unreadable(file, e.toString(), e);
        } catch (JacksonException e) {
            if (entries.isEmpty()) {
                throw unreadable(file, e.getOriginalMessage(), e);
            }
            problems.add("The file cannot be read beyond entry " + entries.size() + " (line "
                    + e.getLocation().getLineNr() + ": " + e.getOriginalMessage() + "); what follows is left out.");
        }
        return of(entries, problems);
    }

    private static ResultException unreadable(Path file, String why, Exception e) {
        return new ResultException(
                "cannot read the JMH result " + file.toAbsolutePath() + ": " + why
                        + "; run the benchmarks again with -rf json",
                e);
    }

    private static JmhFile of(List<JsonNode> entries, List<String> problems) {
        List<JmhMeasurement> measurements = new ArrayList<>();
        int index = 0;
        for (JsonNode entry : entries) {
            index++;
            String benchmark = JmhMetric.text(entry.path("benchmark"));
            if (benchmark == null) {
                problems.add("Entry " + index + " names no benchmark and is left out.");
                continue;
            }
            JmhMeasurement measurement = measurement(benchmark, entry);
            String problem = problem(measurement);
            if (problem != null) {
                problems.add("Entry " + index + ", " + benchmark + ", has " + problem + ".");
            }
            measurements.add(measurement);
        }
        long withoutForks = measurements.stream()
                .filter(each -> each.primary().score() != null && each.primary().forks() == 0)
                .count();
        if (withoutForks > 0) {
            problems.add("Of " + Setup.plural(withoutForks, "measurement")
                    + " the file holds no raw data of single forks, so that there can be no interval.");
        }
        return new JmhFile(
                measurements, problems, entries.isEmpty() ? settings(MAPPER.missingNode()) : settings(entries.get(0)));
    }

    /** What it lacks, or null. */
    private static String problem(JmhMeasurement measurement) {
        JmhMetric primary = measurement.primary();
        int measured = primary.forks();
        if (primary.score() == null) {
            return "no score";
        }
        if (primary.forkMeans().size() < measured) {
            return "forks whose iterations are not all numbers: "
                    + (measured - primary.forkMeans().size()) + " of " + measured;
        }
        boolean halfWay = measurement.forks() != null && measured > 0 && measured < measurement.forks();
        return halfWay ? "only " + measured + " of its " + measurement.forks() + " forks" : null;
    }

    private static JmhMeasurement measurement(String benchmark, JsonNode entry) {
        List<String> names = new ArrayList<>(List.of("", ""));
        names.addAll(List.of(benchmark.split("\\.")));
        int last = names.size() - 1;
        Map<String, String> params = new LinkedHashMap<>();
        entry.path("params")
                .properties()
                .forEach(each -> params.put(each.getKey(), String.valueOf(JmhMetric.text(each.getValue()))));
        Map<String, JmhMetric> secondary = secondary(entry);
        Double forks = JmhMetric.number(entry.path("forks"));
        return new JmhMeasurement(
                names.get(last - 2),
                names.get(last - 1),
                names.get(last),
                params,
                JmhMetric.of(entry.path("primaryMetric")),
                secondary.remove(ALLOCATED),
                secondary.remove(FRAMING),
                others(secondary),
                forks == null ? null : Integer.valueOf(forks.intValue()));
    }

    /** By name without what JMH has put before it, depending on version and kind: {@code ·} or the class. */
    private static Map<String, JmhMetric> secondary(JsonNode entry) {
        Map<String, JmhMetric> metrics = new LinkedHashMap<>();
        entry.path("secondaryMetrics").properties().forEach(each -> {
            JmhMetric metric = JmhMetric.of(each.getValue());
            if (metric.score() != null) {
                metrics.putIfAbsent(name(each.getKey()), metric);
            }
        });
        return metrics;
    }

    private static String name(String key) {
        for (String known : List.of(ALLOCATED, FRAMING)) {
            if (key.endsWith(known)) {
                return known;
            }
        }
        return key.substring(key.lastIndexOf('·') + 1);
    }

    /** Without collections per iteration, which say nothing that the allocation does not. */
    private static Map<String, JmhMetric> others(Map<String, JmhMetric> secondary) {
        secondary.keySet().removeIf(name -> name.startsWith("gc."));
        return secondary;
    }

    private static Map<String, String> settings(JsonNode first) {
        Map<String, String> settings = new LinkedHashMap<>();
        SETTINGS.forEach(name -> settings.put(name, JmhMetric.text(first.path(name))));
        return settings;
    }
}
