package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.Agents;
import dev.pushbench.loadgen.cluster.AgentService;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code pushbench agent}: one process of {@code load --processes}; ends when its stdin does, and not by a signal. */
@Command(name = "agent", hidden = true, description = "One process of a load generator, commanded on stdin.")
final class AgentCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        // A terminal sends Ctrl-C to all of its processes: the parent answers it, and still wants what was measured.
        return Interruption.stops(() -> {}, () -> {
            AgentService.serve(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                    new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                    Agents.inThisJvm());
            return ExitCode.OK;
        });
    }
}
