package dev.pushbench.benchmarks;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.ResultException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs suites and leaves JMH's result, its report and JMH's log in a directory: {@code BenchmarkRun short|publish
 * DIRECTORY [REGEX]}. Suites run one after another on the calling thread, each benchmark in JVMs of its own.
 */
public final class BenchmarkRun {

    static final String RESULT_FILE = "jmh-result.json";
    static final String REPORT_FILE = "report.html";
    static final String LOG_FILE = "jmh.log";

    private BenchmarkRun() {}

    /** Exits with 1 if a benchmark fails, when what the others measured is written, and with 2 if the arguments are wrong. */
    public static void main(String[] args) {
        System.exit(execute(args, System.out, System.err));
    }

    static int execute(String[] args, PrintStream out, PrintStream err) {
        Profile profile;
        try {
            if (args.length < 2 || args.length > 3) {
                throw new IllegalArgumentException("2 or 3 arguments are needed, not " + args.length);
            }
            profile = Profile.named(args[0]);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + "; usage: BenchmarkRun short|publish DIRECTORY [REGEX]");
            return 2;
        }
        // Another JMH on this machine spoils figures that one wants to cite; a build must not fail because of it.
        System.setProperty("jmh.ignoreLock", String.valueOf(profile == Profile.SHORT));
        try {
            SingleRuns runs = run(profile, Path.of(args[1]), args.length == 3 ? args[2] : ".*", err);
            if (!runs.results().isEmpty()) {
                out.print(summary(profile, Path.of(args[1]), runs.results()));
            }
            runs.failures().forEach(err::println);
            if (!runs.failures().isEmpty()) {
                err.println(
                        "benchmarks failed: " + runs.failures().size() + "; JMH's log: " + args[1] + "/" + LOG_FILE);
            }
            return runs.failures().isEmpty() ? 0 : 1;
        } catch (RunnerException e) {
            err.println("benchmarks failed: " + e.getMessage() + "; JMH's log: " + args[1] + "/" + LOG_FILE);
            return 1;
        } catch (IOException | ResultException e) {
            err.println("no result of the benchmarks: " + e);
            return 1;
        }
    }

    /** What could be measured is written, whatever failed. */
    private static SingleRuns run(Profile profile, Path directory, String include, PrintStream progress)
            throws IOException, RunnerException {
        Files.createDirectories(directory);
        Path result = directory.resolve(RESULT_FILE);
        Path report = directory.resolve(REPORT_FILE);
        // What an earlier run left must not pass for the result of one that fails.
        Files.deleteIfExists(result);
        Files.deleteIfExists(report);

        SingleRuns runs;
        try (PrintStream log = stream(directory.resolve(LOG_FILE))) {
            OutputFormat format = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
            runs = new SingleRuns(profile, format);
            for (BenchmarkListEntry benchmark : benchmarks(format, include)) {
                progress.println("JMH (" + profile + "): " + benchmark.getUsername());
                runs.run(benchmark);
            }
        }
        if (runs.results().isEmpty() && runs.failures().isEmpty()) {
            throw new RunnerException("no benchmark matches " + include);
        }
        if (!runs.results().isEmpty()) {
            try (PrintStream json = stream(result)) {
                ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(runs.results());
            }
            ReportRenderer.renderJmh(result, report, runs.failures());
        }
        return runs;
    }

    /** What there is to say about the run, for a terminal. */
    private static String summary(Profile profile, Path directory, List<RunResult> results) {
        return new ScoreTable(results).text()
                + String.format(
                        "%nProfile %s: %s.%nJMH result: %s%nreport:     %s%n",
                        profile,
                        profile.description(),
                        directory.resolve(RESULT_FILE).toAbsolutePath(),
                        directory.resolve(REPORT_FILE).toAbsolutePath());
    }

    /** In the order of their names. */
    private static Collection<BenchmarkListEntry> benchmarks(OutputFormat format, String include) {
        Map<String, BenchmarkListEntry> byName = new TreeMap<>();
        // A benchmark of several modes is listed once a mode, and a run by name takes all of them.
        BenchmarkList.defaultList()
                .find(format, List.of(include), List.of())
                .forEach(entry -> byName.putIfAbsent(entry.getUsername(), entry));
        return byName.values();
    }

    private static PrintStream stream(Path file) throws IOException {
        return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    }
}
