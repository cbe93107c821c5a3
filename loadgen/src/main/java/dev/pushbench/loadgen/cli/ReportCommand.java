package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.ResultDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushbench report}: renders result directories again, without measuring. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Render result directories again, without measuring.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "result directories")
    private List<Path> directories;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (Path directory : directories) {
            ReportRenderer.renderDirectory(directory);
            spec.commandLine().getOut().println("report: " + directory.resolve(ResultDirectory.REPORT_FILE));
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
