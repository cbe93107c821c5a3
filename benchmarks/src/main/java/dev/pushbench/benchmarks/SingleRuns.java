package dev.pushbench.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs each benchmark with one set of parameters after the other, each as a run of JMH's own: of a run in which something
 * fails JMH gives no result at all. Used by one thread.
 */
final class SingleRuns {

    private final Profile profile;
    private final OutputFormat log;
    private final List<RunResult> results = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    SingleRuns(Profile profile, OutputFormat log) {
        this.profile = profile;
        this.log = log;
    }

    /**
     * Runs it with all of its parameters.
     *
     * @throws RunnerException if JMH cannot run anything, as when another JMH holds its lock
     */
    void run(BenchmarkListEntry benchmark) throws RunnerException {
        Options options = profile.options("^" + Pattern.quote(benchmark.getUsername()) + "$");
        for (Map<String, String> params : sets(benchmark, options)) {
            ChainedOptionsBuilder single = new OptionsBuilder().parent(options);
            params.forEach((name, value) -> single.param(name, value));
            try {
                results.addAll(run(single.build()));
            } catch (RunnerException e) {
                if (e.getCause() == null && results.isEmpty()) {
                    throw e;
                }
                failures.add(
                        benchmark.getUsername() + (params.isEmpty() ? "" : " " + params) + " failed: " + reasons(e));
            }
        }
    }

    /**
     * What fails has a second chance, and the log tells: Jetty's pipe in memory, once in many builds, does not wake up the
     * end that a message is for.
     */
    private Collection<RunResult> run(Options options) throws RunnerException {
        try {
            return new Runner(options, log).run();
        } catch (RunnerException e) {
            if (e.getCause() == null) {
                throw e;
            }
            log.println("It failed, and is run once more: " + reasons(e));
            return new Runner(options, log).run();
        }
    }

    List<RunResult> results() {
        return results;
    }

    /** What failed and why, a sentence each. */
    List<String> failures() {
        return failures;
    }

    /** Every combination of the parameters' values; one empty set for a benchmark without parameters. */
    private static List<Map<String, String>> sets(BenchmarkListEntry benchmark, Options options) {
        List<Map<String, String>> sets = List.of(Map.of());
        Map<String, String[]> declared = benchmark.getParams().orElse(Map.of());
        for (Map.Entry<String, String[]> param : declared.entrySet()) {
            Collection<String> values = options.getParameter(param.getKey()).orElse(List.of(param.getValue()));
            sets = sets.stream()
                    .flatMap(set -> values.stream().map(value -> with(set, param.getKey(), value)))
                    .toList();
        }
        return sets;
    }

    private static Map<String, String> with(Map<String, String> set, String name, String value) {
        Map<String, String> with = new LinkedHashMap<>(set);
        with.put(name, value);
        return with;
    }

    /** JMH keeps what a benchmark threw as suppressed exceptions of the cause. */
    private static String reasons(RunnerException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause.getSuppressed().length == 0) {
            return cause.getMessage();
        }
        return List.of(cause.getSuppressed()).stream().map(Throwable::toString).collect(Collectors.joining("; "));
    }
}
