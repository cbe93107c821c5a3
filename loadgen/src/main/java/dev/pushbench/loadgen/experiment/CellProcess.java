package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.Progress.Update;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.cluster.ChildJvm;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code pushbench load} against one cell, in a JVM of its own. Owned by the control thread; any thread may stop it. */
final class CellProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChildJvm jvm;
    private final Path directory;
    private final Progress progress;

    /**
     * Starts it.
     *
     * @param program whose {@code main} understands {@code load}
     * @param arguments of {@code load}: the URL and what to do with it
     * @param directory for its result
     */
    CellProcess(Class<?> program, List<String> arguments, Path directory, Progress progress) throws IOException {
        this.progress = progress;
        this.directory = directory;
        List<String> all = new ArrayList<>(List.of("load"));
        all.addAll(arguments);
        all.addAll(List.of("--out=" + directory, "--no-report", "--progress=json"));
        this.jvm = new ChildJvm(program, all, this::onStderr);
    }

    private boolean onStderr(String line) {
        if (!line.startsWith("{")) {
            return false;
        }
        try {
            progress.report(JSON.readValue(line, Update.class));
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /**
     * Waits for the result.
     *
     * @throws InterruptedIOException if there is none because a signal has ended the load generator
     * @throws UnusableTarget if there is none otherwise; the message is what the load generator said
     */
    Contents await() throws IOException, InterruptedException, UnusableTarget {
        try (BufferedReader table = jvm.stdout()) {
            // The table is in the result as well; reading it lets the child go on.
            table.transferTo(Writer.nullWriter());
        }
        int exitCode = jvm.await();
        if (!Files.exists(directory.resolve(ResultDirectory.RESULT_FILE))) {
            if (ChildJvm.isInterrupted(exitCode)) {
                throw new InterruptedIOException("the load generator was interrupted");
            }
            throw new UnusableTarget(
                    jvm.said().isEmpty()
                            ? "the load generator ended with exit code " + exitCode
                            : jvm.said().replaceFirst("^pushbench load: ", ""));
        }
        return ResultDirectory.read(directory);
    }

    /** Ends the measurement early; it still leaves a result. */
    void stop() {
        jvm.terminate();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
