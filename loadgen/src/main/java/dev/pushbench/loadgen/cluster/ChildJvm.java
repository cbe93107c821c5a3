package dev.pushbench.loadgen.cluster;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * This program again, in a JVM of its own. Owned by the control thread; a small daemon thread reads the child's stderr,
 * so that the child never blocks on it.
 */
public final class ChildJvm implements AutoCloseable {

    private static final long STOP_SECONDS = 10;
    /** Exit codes of a JVM that SIGINT and SIGTERM have ended: 128 and the number of the signal. */
    private static final Set<Integer> INTERRUPTED = Set.of(130, 143);

    /** Unless the user wants others; the same as the launcher's. The small start leaves little empty heap in the resident set. */
    private static final List<String> OPTIONS = List.of("-Xms64m", "-Xmx2g");

    /** The launcher's choice as well: G1's refinement threads would take a tenth of a busy server's processor time. */
    private static final String COLLECTOR = "-XX:+UseParallelGC";

    private final Process process;
    private final Thread stderr;
    private final StringBuffer said = new StringBuffer();

    /**
     * Starts it.
     *
     * @param program whose {@code main} runs
     * @param arguments of the command line
     * @param stderrLine hears each line of stderr, on a thread of its own; true if it has dealt with it
     */
    public ChildJvm(Class<?> program, List<String> arguments, Predicate<String> stderrLine) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(inherited());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command).start();
        stderr = new Thread(() -> readLines(process.errorReader(), line -> {
            if (!stderrLine.test(line)) {
                said.append(line).append('\n');
            }
        }));
        stderr.setDaemon(true);
        stderr.start();
    }

    /**
     * The options of this JVM: the user's, such as a larger heap, and the launcher's archive of loaded classes, which
     * halves the start of a JVM. Such an archive is written by one JVM only.
     */
    private static List<String> inherited() {
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        options.removeIf(option -> !option.startsWith("-X") || option.startsWith("-XX:ArchiveClassesAtExit="));
        if (options.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            options.add(COLLECTOR);
        }
        return options;
    }

    private static void readLines(BufferedReader reader, Consumer<String> lines) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // The child is gone, and its pipe with it.
        }
    }

    /** What it prints. */
    public BufferedReader stdout() {
        return process.inputReader();
    }

    /** What it said on stderr that nobody has dealt with. */
    public String said() {
        return said.toString().strip();
    }

    /** What it reads. */
    BufferedWriter stdin() {
        return process.outputWriter();
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it ends; returns its exit code. */
    public int await() throws InterruptedException {
        int exitCode = process.waitFor();
        stderr.join();
        return exitCode;
    }

    /**
     * Whether that exit code says that a signal has ended it. A Ctrl-C goes to the whole process group, so a child may
     * have ended by it before we hear of it ourselves.
     */
    public static boolean isInterrupted(int exitCode) {
        return INTERRUPTED.contains(exitCode);
    }

    /** Asks it to stop, with SIGTERM, and does not wait. */
    public void terminate() {
        // Not Process.destroy, which also closes the streams that are still being read.
        process.toHandle().destroy();
    }

    /** Asks it to stop, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
