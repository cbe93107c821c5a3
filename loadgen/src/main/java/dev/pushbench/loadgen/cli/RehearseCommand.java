package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.experiment.Cell;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code pushbench rehearse}: every cell once, very briefly, with server and load generator in this JVM, so that the
 * launcher can have the JVM archive the classes that a run needs ({@code -XX:ArchiveClassesAtExit}). A comparison starts
 * dozens of JVMs, and most of their start is loading the same classes again.
 */
@Command(name = "rehearse", hidden = true, description = "Load every class that a run needs; for the launcher.")
final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        // What other commands read of their options.
        Main.commandLine();
        try (ScratchDirectory scratch = ScratchDirectory.temporary("pushbench");
                ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            for (Cell cell : Cell.all()) {
                int exitCode = load(cell, server, scratch.path().resolve(cell.name()));
                // On a busy machine a gate may fail, which is no matter here.
                if (exitCode != ExitCode.OK && exitCode != ExitCode.MEASUREMENT_INVALID) {
                    return exitCode;
                }
            }
        }
        return ExitCode.OK;
    }

    /** As a comparison tells its children to, and with a report. */
    private static int load(Cell cell, ServerUnderTest server, Path directory) {
        return Main.commandLine("load")
                .execute(
                        "load",
                        cell.url(server.http()).toString(),
                        "--http=" + cell.httpVersion().label(),
                        "--connections=2",
                        "--rate=20",
                        "--warmup=0s",
                        "--duration=200ms",
                        "--progress=json",
                        "--out=" + directory);
    }
}
