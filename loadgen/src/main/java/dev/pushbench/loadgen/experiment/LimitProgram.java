package dev.pushbench.loadgen.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code limit.c}, compiled here: a reader of pushed messages with one thread that does the least possible work, and so
 * the yardstick of the load generator's own cost. HTTP/1.1 in cleartext only. Owned by the control thread.
 */
final class LimitProgram {

    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");
    private static final String SOURCE = "limit.c";
    private static final Pattern CONNECTS = Pattern.compile("opened (\\d+) failed (\\d+) in [0-9.]+ s \\((\\d+)/s");
    private static final Pattern CPU = Pattern.compile("cpu_s_per_Mmsg=([0-9.]+)");
    private static final double NS_PER_MESSAGE = 1e3;
    private static final double NS_PER_SECOND = 1e9;

    private final Path executable;

    private LimitProgram(Path executable) {
        this.executable = executable;
    }

    /**
     * Compiles it.
     *
     * @param directory for source and program
     * @return null if there is no C compiler
     * @throws IOException if there is one that does not compile it; the message holds what it said
     */
    static LimitProgram compile(Path directory) throws IOException, InterruptedException {
        Path source = directory.resolve(SOURCE);
        try (InputStream in = LimitProgram.class.getResourceAsStream(SOURCE)) {
            Files.copy(in, source);
        }
        Path executable = directory.resolve("limit");
        for (String compiler : COMPILERS) {
            Process process;
            try {
                process = new ProcessBuilder(compiler, "-O2", "-o", executable.toString(), source.toString())
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException notThere) {
                continue;
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(compiler + " does not compile " + SOURCE + ": " + said.strip());
            }
            return new LimitProgram(executable);
        }
        return null;
    }

    /**
     * Subscribes, reads, and ends by itself.
     *
     * @param server base URL of a server on 127.0.0.1
     * @param protocol {@code sse} or {@code ws}: also the path
     * @throws IOException if a subscription failed or broke; the message holds what it said
     */
    Run run(URI server, String protocol, int connections, Duration warmup, Duration duration)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        executable.toString(),
                        protocol,
                        String.valueOf(server.getPort()),
                        "/" + protocol,
                        String.valueOf(connections),
                        seconds(duration),
                        seconds(warmup))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String said = lines.lines().collect(Collectors.joining("\n"));
            if (process.waitFor() != 0) {
                throw new IOException("limit " + protocol + " failed: " + said);
            }
            return new Run(figure(CONNECTS, 3, said), figure(CPU, 1, said) * NS_PER_MESSAGE);
        } finally {
            process.destroy();
        }
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toNanos() / NS_PER_SECOND);
    }

    private static double figure(Pattern pattern, int group, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("limit says nothing that is understood here: " + said);
        }
        return Double.parseDouble(matcher.group(group));
    }

    /**
     * What it cost.
     *
     * @param connectsPerSecond subscriptions opened per second, up to 200 of them under way at once
     * @param cpuNsPerMessage processor time of the whole process in the window, per message; 0 if none came
     */
    record Run(double connectsPerSecond, double cpuNsPerMessage) {}
}
