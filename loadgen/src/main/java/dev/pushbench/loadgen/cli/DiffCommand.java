package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.diff.Change;
import dev.pushbench.reports.diff.Diff;
import dev.pushbench.reports.diff.DiffDirectory;
import dev.pushbench.reports.diff.DiffJUnit;
import dev.pushbench.reports.diff.Side;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushbench diff}: has it changed? */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Hold two results against each other, before and after a change: per cell and metric worse, better, not changed or"
                    + " inconclusive. Nothing is measured.",
            "Blocks are the unit: at least 4 on each side, 6 for all metrics of four cells. A load run has one block, so name"
                    + " several runs with --before and --after."
        })
final class DiffCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", arity = "0..2", description = "two result directories: before, after")
    private List<Path> pair = List.of();

    @Option(
            names = "--before",
            paramLabel = "DIR",
            arity = "1..*",
            description = "result directories of before, whose blocks count together")
    private List<Path> before = List.of();

    @Option(names = "--after", paramLabel = "DIR", arity = "1..*", description = "likewise of after")
    private List<Path> after = List.of();

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            defaultValue = "10%",
            converter = MarginConverter.class,
            description = "a change by less does not matter (default: 10%%)")
    private double margin;

    @Option(
            names = "--fail-on-regression",
            description =
                    "exit code 3 if any metric of any cell is worse; refused where there are too few blocks to tell")
    private boolean failOnRegression;

    @Option(names = "--json", description = "the diff as JSON on stdout, for programs")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "directory for diff.json, its schema and diff.html")
    private Path out;

    @Option(names = "--junit", paramLabel = "FILE", description = "also write the diff as JUnit XML, for build servers")
    private Path junit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Diff diff = diff();
        if (failOnRegression && diff.undecidable() != null && diff.faults().isEmpty()) {
            throw new IllegalArgumentException("--fail-on-regression could not fail. " + diff.undecidable());
        }
        if (out != null) {
            ReportRenderer.writeDiff(out, diff);
        }
        if (junit != null) {
            DiffJUnit.write(junit, diff);
        }
        print(diff, spec.commandLine().getOut(), spec.commandLine().getErr());
        if (!diff.faults().isEmpty()) {
            return ExitCode.MEASUREMENT_INVALID;
        }
        return failOnRegression && diff.count(Change.WORSE) > 0 ? ExitCode.SLO_MISSED : ExitCode.OK;
    }

    private Diff diff() {
        boolean lists = !before.isEmpty() && !after.isEmpty() && pair.isEmpty();
        boolean two = pair.size() == 2 && before.isEmpty() && after.isEmpty();
        if (!lists && !two) {
            throw new IllegalArgumentException(
                    "name two result directories, or some with --before and some with --after");
        }
        return two
                ? Diff.of(side(pair.subList(0, 1)), side(pair.subList(1, 2)), margin)
                : Diff.of(side(before), side(after), margin);
    }

    /** What cannot be read was named wrongly: a usage error, unlike a result that cannot be written. */
    private static Side side(List<Path> directories) {
        long different = directories.stream()
                .map(directory -> directory.toAbsolutePath().normalize())
                .distinct()
                .count();
        if (different < directories.size()) {
            throw new IllegalArgumentException(
                    "a directory is named twice on one side, which makes one run look like two: " + directories);
        }
        try {
            return new Side(directories.stream()
                    .map(directory -> new Side.Run(
                            directory.toString(),
                            ResultDirectory.read(directory).run()))
                    .toList());
        } catch (ResultException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void print(Diff diff, PrintWriter stdout, PrintWriter stderr) {
        if (json) {
            stdout.println(DiffDirectory.json(diff));
        } else {
            DiffTable.print(diff, stdout);
            if (out != null) {
                stdout.println("report: " + out.resolve(DiffDirectory.REPORT_FILE));
            }
        }
        stdout.flush();
        diff.faults().forEach(fault -> stderr.println("invalid: " + fault));
        stderr.flush();
    }
}
