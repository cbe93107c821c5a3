package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A load generator in a process of its own, without the preflight check that would refuse what it is going to do.
 * Arguments: the number of connections, and the URL of a pushbench server (none: it starts one itself). Prints the gates
 * and the errors, one a line.
 */
final class ExhaustionProbe {

    private ExhaustionProbe() {}

    public static void main(String[] arguments) throws Exception {
        int connections = Integer.parseInt(arguments[0]);
        if (arguments.length > 1) {
            report(URI.create(arguments[1]), connections);
        } else {
            try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
                report(server.ws().resolve("/ws"), connections);
            }
        }
        System.exit(0);
    }

    private static void report(URI url, int connections) throws Exception {
        // Without a descriptor no class can be loaded either: a small run first opens the archives that it needs, and
        // whatever way the large one takes, ours are there.
        run(url, Math.min(connections, LocalAgent.CONNECTIONS_FOR_MEMORY));
        for (Class<?> each : List.of(LoadGenerator.class, ServerUnderTest.class, RunResult.class)) {
            loadAllBeside(each);
        }
        RunResult run = run(url, connections);
        run.gates().forEach(gate -> System.out.println(gate.name() + " " + (gate.passed() ? "passed" : "failed")));
        run.cells().get(0).errors().forEach((cause, count) -> System.out.println("error " + cause + " " + count));
    }

    /** Those of an archive need no descriptor of their own. */
    private static void loadAllBeside(Class<?> one) throws Exception {
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString().replace('/', '.');
                    Class.forName(name.substring(0, name.length() - ".class".length()), false, one.getClassLoader());
                }
            }
        }
    }

    private static RunResult run(URI url, int connections) throws Exception {
        LoadConfig config = new LoadConfig(
                TransportConfig.of(url, HttpVersion.HTTP_1_1),
                connections,
                new ConnectSchedule(0),
                Duration.ZERO,
                Duration.ofMillis(500),
                new SendSchedule(20, 100, Pattern.SPREAD, 0),
                false,
                null,
                null);
        return new LoadGenerator(config, Progress.NONE).run().run();
    }
}
