package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.ResultException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Where results and progress go; the same for every command that measures. */
final class OutputOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "directory for result.json, latency.hlog and report.html"
                    + " (default: pushbench-results/COMMAND-TIME)")
    private Path out;

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "on stderr: ${COMPLETION-CANDIDATES} (default: auto: a bar on a terminal, else plain; json is"
                    + " one object a line, for programs)")
    private ProgressLines.Mode progress = ProgressLines.Mode.auto;

    @Option(names = "--no-report", description = "leave report.html out; `pushbench report DIR` makes it later")
    private boolean noReport;

    private Path directory;

    ProgressLines progress(PrintWriter err) {
        return new ProgressLines(progress, err);
    }

    /** What a person should know beforehand; a program that reads progress is not told. */
    void notes(List<String> notes, PrintWriter err) {
        if (progress != ProgressLines.Mode.json && progress != ProgressLines.Mode.none) {
            notes.forEach(note -> err.println("note: " + note));
            err.flush();
        }
    }

    /** Makes the directory now, so that nothing measured is lost for want of a place to put it. */
    Path prepare(String command) {
        directory = out != null
                ? out
                : Path.of(
                        "pushbench-results",
                        command + "-"
                                + LocalDateTime.now()
                                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)));
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, ".writable", ""));
        } catch (IOException e) {
            throw new ResultException(
                    "--out " + directory + " cannot be written (" + e + "): choose another directory", e);
        }
        return directory;
    }

    /** Writes the result directory, prints the table, and says where the report is. */
    int save(Contents contents, PrintWriter stdout, PrintWriter stderr) {
        ResultDirectory.write(directory, contents.run(), contents.histograms());
        if (!noReport) {
            ReportRenderer.renderDirectory(directory);
        }
        ResultTable.print(contents.run(), stdout);
        stdout.println();
        stdout.println(
                noReport
                        ? "result: " + directory.resolve(ResultDirectory.RESULT_FILE)
                        : "report: " + directory.resolve(ResultDirectory.REPORT_FILE));
        stdout.flush();
        contents.run()
                .failedGates()
                .forEach(gate -> stderr.println("gate failed: "
                        + (gate.block() == null ? "" : "block " + gate.block() + ", ") + gate.cell() + ", "
                        + gate.name() + ": "
                        + gate.detail()));
        stderr.flush();
        if (contents.run().interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (!contents.run().valid()) {
            return ExitCode.MEASUREMENT_INVALID;
        }
        return contents.run().missedSlos().isEmpty() ? ExitCode.OK : ExitCode.SLO_MISSED;
    }
}
