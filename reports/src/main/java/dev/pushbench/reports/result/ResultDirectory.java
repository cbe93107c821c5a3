package dev.pushbench.reports.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The directory that keeps a run: {@value #RESULT_FILE} (the {@link RunResult} as JSON) and {@value #LATENCY_FILE} (an
 * HdrHistogram interval log), which are read again, and the same for other programs: {@value #INTERVALS_FILE},
 * {@value #METRICS_FILE}, {@value #SCHEMA_RESOURCE} and the percentiles of each cell ({@code latency.hgrm}). Each file
 * appears whole or not at all, so that a run that is killed while it saves leaves the former state behind.
 */
public final class ResultDirectory {

    /** The run: JSON, UTF-8, properties in the order in which the records declare them. */
    public static final String RESULT_FILE = "result.json";

    /** The histograms: HdrHistogram log format 1.3, values in nanoseconds, times in seconds. */
    public static final String LATENCY_FILE = "latency.hlog";

    /** The report, which {@code ReportRenderer} writes. */
    public static final String REPORT_FILE = "report.html";

    /** The headline: CSV, one row an interval and cell, the unit in the name of each column. */
    public static final String INTERVALS_FILE = "intervals.csv";

    /** The cells: OpenMetrics text, base units. */
    public static final String METRICS_FILE = "metrics.txt";

    /** The JSON Schema (2020-12) of {@link #RESULT_FILE}: a resource beside this class, and a file beside the result. */
    public static final String SCHEMA_RESOURCE = "result.schema.json";

    /** The headline's percentiles in milliseconds: HdrHistogram's text, one file a cell. */
    static final String PERCENTILES_SUFFIX = ".hgrm";

    private ResultDirectory() {}

    /**
     * What a result directory holds.
     *
     * @param run the run
     * @param histograms what it recorded, one a cell, metric and interval, in the order of the file
     */
    public record Contents(RunResult run, List<TaggedHistogram> histograms) {

        public Contents {
            histograms = List.copyOf(histograms);
        }
    }

    /**
     * Writes all files but the report; makes the directory where it is missing and replaces older files.
     *
     * @throws ResultException if a file cannot be written
     */
    public static void write(Path directory, RunResult run, List<TaggedHistogram> histograms) {
        try {
            Files.createDirectories(directory);
            writeForOthers(directory, run, new Headline(histograms));
            // The histograms first: whoever sees a new result.json finds the histograms that belong to it.
            WholeFile.write(directory.resolve(LATENCY_FILE), LatencyLog.encode(histograms));
            WholeFile.write(directory.resolve(RESULT_FILE), ResultJson.encode(run));
        } catch (IOException | UncheckedIOException e) {
            throw new ResultException(
                    "cannot write the result to " + directory.toAbsolutePath() + ": " + e
                            + "; choose another directory with --out",
                    e);
        }
    }

    private static void writeForOthers(Path directory, RunResult run, Headline headline) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, "latency*" + PERCENTILES_SUFFIX)) {
            // Those of a former run may have other names.
            for (Path file : old) {
                Files.delete(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        for (Map.Entry<String, byte[]> file : headline.percentiles().entrySet()) {
            WholeFile.write(directory.resolve(file.getKey()), file.getValue());
        }
        WholeFile.write(directory.resolve(INTERVALS_FILE), headline.csv());
        WholeFile.write(directory.resolve(METRICS_FILE), OpenMetrics.encode(run));
        try (InputStream schema =
                Objects.requireNonNull(ResultDirectory.class.getResourceAsStream(SCHEMA_RESOURCE), SCHEMA_RESOURCE)) {
            WholeFile.write(directory.resolve(SCHEMA_RESOURCE), schema.readAllBytes());
        }
    }

    /**
     * Reads the run and its histograms.
     *
     * @throws ResultException if one is missing, damaged, or written by a program that is newer than this one
     */
    public static Contents read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ResultException(
                    directory.toAbsolutePath() + " is not a directory; name the directory of a result,"
                            + " which holds " + RESULT_FILE + " and " + LATENCY_FILE);
        }
        RunResult run = ResultJson.decode(bytes(directory, RESULT_FILE), directory.resolve(RESULT_FILE));
        List<TaggedHistogram> histograms =
                LatencyLog.decode(bytes(directory, LATENCY_FILE), directory.resolve(LATENCY_FILE));
        return new Contents(run, histograms);
    }

    private static byte[] bytes(Path directory, String name) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            throw new ResultException(directory.toAbsolutePath() + " has no " + name
                    + "; a result directory holds " + RESULT_FILE + " and " + LATENCY_FILE
                    + ", written by `pushbench compare` or `pushbench load`");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ResultException("cannot read " + file.toAbsolutePath() + ": " + e, e);
        }
    }
}
