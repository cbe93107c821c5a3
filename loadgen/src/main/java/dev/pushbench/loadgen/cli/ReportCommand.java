package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.ResultDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushbench report}: renders results again, without measuring. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Render results again, without measuring.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "result directories; or JMH result files (-rf json), whose report is beside them as .html")
    private List<Path> results;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (Path result : results) {
            spec.commandLine().getOut().println("report: " + render(result));
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** @return where the report is */
    private static Path render(Path result) {
        if (Files.isRegularFile(result)) {
            String name = result.getFileName().toString();
            Path report = result.resolveSibling(name.replaceFirst("\\.json$", "") + ".html");
            ReportRenderer.renderJmh(result, report, List.of());
            return report;
        }
        ReportRenderer.renderDirectory(result);
        return result.resolve(ResultDirectory.REPORT_FILE);
    }
}
