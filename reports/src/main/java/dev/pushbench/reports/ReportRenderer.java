package dev.pushbench.reports;

import dev.pushbench.reports.claim.ClaimCatalogue;
import dev.pushbench.reports.diff.Diff;
import dev.pushbench.reports.diff.DiffDirectory;
import dev.pushbench.reports.html.DiffReport;
import dev.pushbench.reports.html.JmhReport;
import dev.pushbench.reports.html.RunReport;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultException;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The way into this module: a result in, one HTML file out. Pages are whole in themselves: no network, at most 2 MB,
 * readable without script but for the charts. The same result gives the same bytes, under every locale and time zone.
 *
 * <p>Of a run's configuration the text uses {@code rate} (per second and subscription), {@code payload} (bytes),
 * {@code pattern}, {@code warmup}, {@code duration} and {@code url}; any may be missing.
 */
public final class ReportRenderer {

    private ReportRenderer() {}

    /** The report of a run; its claims are judged again, by the rules of this program. */
    public static String render(RunResult run, List<TaggedHistogram> histograms) {
        return RunReport.render(ClaimCatalogue.judged(run), histograms);
    }

    /**
     * Reads a result directory and writes {@code report.html} into it.
     *
     * @throws ResultException if the result cannot be read or the report cannot be written
     */
    public static void renderDirectory(Path directory) {
        ResultDirectory.Contents contents = ResultDirectory.read(directory);
        write(directory.resolve(ResultDirectory.REPORT_FILE), render(contents.run(), contents.histograms()));
    }

    /**
     * Reads a JMH result file (written with {@code -rf json}) and writes its report. Fields that are missing are named
     * in the report and cost only themselves, and so does what follows where the file breaks off.
     *
     * @param failures benchmarks that failed and so are not in the file, a sentence each: they stand at the top
     * @throws ResultException if the file cannot be read, is no JSON array, holds no whole entry, or the report cannot be
     *     written
     */
    public static void renderJmh(Path jmhResultJson, Path reportHtml, List<String> failures) {
        write(reportHtml, JmhReport.render(jmhResultJson, failures));
    }

    /**
     * Writes a diff and its report, {@code diff.html}, into a directory.
     *
     * @throws ResultException if a file cannot be written
     */
    public static void writeDiff(Path directory, Diff diff) {
        DiffDirectory.write(directory, diff);
        write(directory.resolve(DiffDirectory.REPORT_FILE), DiffReport.render(diff));
    }

    private static void write(Path file, String html) {
        try {
            WholeFile.write(file, html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ResultException(
                    "cannot write the report to " + file.toAbsolutePath() + ": " + e + "; check the directory's rights",
                    e);
        }
    }
}
