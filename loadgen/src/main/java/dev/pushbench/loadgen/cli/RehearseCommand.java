package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.LoadGenerator;
import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.experiment.Cell;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code pushbench rehearse}: every cell once, very briefly, with server and load generator in this JVM, so that the
 * launcher can have the JVM archive the classes that a run needs ({@code -XX:ArchiveClassesAtExit}). A comparison starts
 * dozens of JVMs, and most of their start is loading the same classes again.
 */
@Command(name = "rehearse", hidden = true, description = "Load every class that a run needs; for the launcher.")
final class RehearseCommand implements Callable<Integer> {

    private static final SendSchedule BRIEFLY = new SendSchedule(20, 100, Pattern.SPREAD, 0);

    @Override
    public Integer call() throws Exception {
        // What other commands read of their options.
        Main.commandLine();
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            for (Cell cell : Cell.all()) {
                Contents contents = new LoadGenerator(config(server, cell), Progress.NONE).run();
                ReportRenderer.render(contents.run(), contents.histograms());
            }
        }
        return ExitCode.OK;
    }

    private static LoadConfig config(ServerUnderTest server, Cell cell) {
        return new LoadConfig(
                TransportConfig.of(cell.url(server.http()), cell.httpVersion()),
                2,
                new ConnectSchedule(0),
                Duration.ZERO,
                Duration.ofMillis(200),
                BRIEFLY,
                false,
                null,
                null);
    }
}
