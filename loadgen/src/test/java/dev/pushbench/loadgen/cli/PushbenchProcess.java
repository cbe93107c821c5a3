package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as a process of its own. */
final class PushbenchProcess {

    private static final long PATIENCE_SECONDS = 120;

    private PushbenchProcess() {}

    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds, and so do its children, which get the same: the second compiler would only
                // cost.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    static void awaitLine(BufferedReader reader, String... anyOf) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (Stream.of(anyOf).anyMatch(line::contains)) {
                return;
            }
        }
        throw new AssertionError("the process ended before it said any of " + List.of(anyOf));
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
    }

    /** When it has ended by itself. */
    static int exitCode(Process process) throws InterruptedException {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("the process ended by itself").isTrue();
        return process.exitValue();
    }

    static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
