package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.JUnitXml;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.ResultException;
import dev.pushbench.reports.result.RunResult;
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

    private static final String PLAN_FILE = "plan.yaml";
    private static final long LEAST_FREE_BYTES = 64L << 20;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "directory for result.json, latency.hlog, report.html and the same for other programs"
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

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "also write SLOs and gates as JUnit XML, for build servers")
    private Path junit;

    private Path directory;
    /** Null where none is kept. */
    private String plan;

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

    /** What is about to be run. */
    void plan(String yaml, PrintWriter err) {
        if (progress != ProgressLines.Mode.json && progress != ProgressLines.Mode.none) {
            err.print(yaml);
            err.flush();
        }
    }

    /**
     * Finds out now whether there is a place for the result, so that nothing measured is lost for want of one. Makes
     * nothing yet: a run that has no result leaves nothing behind.
     */
    Path prepare(String command) {
        directory = out != null
                ? out
                : Path.of(
                        "pushbench-results",
                        command + "-"
                                + LocalDateTime.now()
                                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)));
        writable("--out", directory);
        if (junit != null) {
            Path parent = junit.toAbsolutePath().getParent();
            if (parent == null || Files.isDirectory(junit)) {
                throw new ResultException("--junit " + junit + " is a directory: name a file");
            }
            writable("--junit", parent);
        }
        return directory;
    }

    /** The directory of a run that goes on. */
    Path prepareAgain(Path begun) {
        if (out != null) {
            throw new IllegalArgumentException("--out and --resume: both name the directory, so give one of them");
        }
        out = begun;
        return prepare("");
    }

    /** The same, and will keep beside the result what was asked for, so that it can be asked for again. */
    Path prepare(String command, String asked) {
        plan = asked;
        return prepare(command);
    }

    private static void writable(String option, Path directory) {
        Path existing = directory.toAbsolutePath();
        while (Files.notExists(existing)) {
            existing = existing.getParent();
        }
        long freeBytes;
        try {
            Files.delete(Files.createTempFile(existing, ".writable", ""));
            freeBytes = Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new ResultException(
                    option + " " + directory + " cannot be written (" + e + "): choose another directory", e);
        }
        refuseIfFull(option, directory, freeBytes);
    }

    /** More than any result takes, so that a full disk is told before the run and not after it. */
    static void refuseIfFull(String option, Path directory, long freeBytes) {
        if (freeBytes < LEAST_FREE_BYTES) {
            throw new ResultException(String.format(
                    Locale.ROOT,
                    "%s %s has only %d MB left on its disk, and a result may take %d: choose another directory, or make"
                            + " room",
                    option,
                    directory,
                    freeBytes >> 20,
                    LEAST_FREE_BYTES >> 20));
        }
    }

    /** Writes the result directory, prints the table, and says where the report is. */
    int save(Contents contents, PrintWriter stdout, PrintWriter stderr) {
        boolean written = write(contents, stderr);
        if (contents.run().claims().isEmpty()) {
            ResultTable.print(contents.run(), stdout);
        } else {
            ClaimTable.print(contents.run(), stdout);
        }
        stdout.println();
        if (directory != null) {
            stdout.println(
                    noReport
                            ? "result: " + directory.resolve(ResultDirectory.RESULT_FILE)
                            : "report: " + directory.resolve(ResultDirectory.REPORT_FILE));
        }
        stdout.flush();
        contents.run()
                .failedGates()
                .forEach(gate -> stderr.println("gate failed: "
                        + (gate.block() == null ? "" : "block " + gate.block() + ", ") + gate.cell() + ", "
                        + gate.name() + ": "
                        + gate.detail()));
        stderr.flush();
        return written ? exitCode(contents.run()) : ExitCode.FAILURE;
    }

    /** False if any of it could not be written where it was to be; then it is saved elsewhere if anyhow possible. */
    private boolean write(Contents contents, PrintWriter stderr) {
        boolean written = true;
        try {
            writeDirectory(contents);
        } catch (ResultException e) {
            stderr.println(e.getMessage());
            written = false;
            directory = writeElsewhere(contents, stderr);
        }
        try {
            if (junit != null) {
                JUnitXml.write(junit, contents.run());
            }
        } catch (ResultException e) {
            stderr.println(e.getMessage());
            written = false;
        }
        return written;
    }

    private void writeDirectory(Contents contents) {
        ResultDirectory.write(directory, contents.run(), contents.histograms());
        if (plan != null) {
            writePlan();
        }
        if (!noReport) {
            ReportRenderer.renderDirectory(directory);
        }
    }

    private void writePlan() {
        try {
            Files.writeString(directory.resolve(PLAN_FILE), plan);
        } catch (IOException e) {
            throw new ResultException(
                    "cannot write " + directory.resolve(PLAN_FILE).toAbsolutePath() + ": " + e, e);
        }
    }

    /** Null if that fails too. */
    private Path writeElsewhere(Contents contents, PrintWriter stderr) {
        try {
            directory = Files.createTempDirectory("pushbench-result-");
            writeDirectory(contents);
            stderr.println("the result is in " + directory + " instead");
            return directory;
        } catch (IOException | ResultException e) {
            stderr.println(
                    "nor could it be saved below " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage());
            return null;
        }
    }

    private static int exitCode(RunResult run) {
        if (run.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (!run.valid()) {
            List<Gate> failed = run.failedGates();
            return !failed.isEmpty() && failed.stream().allMatch(gate -> CellSearches.foundNothing(run, gate))
                    ? ExitCode.SLO_MISSED
                    : ExitCode.MEASUREMENT_INVALID;
        }
        return run.missedSlos().isEmpty() ? ExitCode.OK : ExitCode.SLO_MISSED;
    }
}
