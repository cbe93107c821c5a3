package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.OptionText;
import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.Progress.Update;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.cluster.ChildJvm;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
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

    CellProcess(Class<?> program, ComparisonConfig config, int block, Cell cell, URI server, Progress progress)
            throws IOException {
        this.progress = progress;
        this.directory = config.scratch().resolve(block + "-" + cell.name());
        this.jvm = new ChildJvm(program, arguments(config, cell, server), this::onStderr);
    }

    private List<String> arguments(ComparisonConfig config, Cell cell, URI server) {
        List<String> arguments = new ArrayList<>(List.of(
                "load",
                cell.url(server).toString(),
                "--http=" + cell.httpVersion().label(),
                "--connections=" + config.connections(),
                "--rate=" + config.push().ratePerSecond(),
                "--payload=" + config.push().payloadBytes(),
                "--pattern=" + OptionText.of(config.push().pattern()),
                "--warmup=" + OptionText.of(config.warmup()),
                "--duration=" + OptionText.of(config.duration()),
                "--streams-per-connection=" + config.streamsPerConnection(),
                "--out=" + directory,
                "--no-report",
                "--progress=json"));
        if ("https".equals(server.getScheme())) {
            // The server has just made its certificate itself.
            arguments.add("--insecure");
        }
        if (config.adminToken() != null) {
            arguments.add("--admin-token=" + config.adminToken());
        }
        return arguments;
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
     * @throws UnusableTarget if there is none; the message is what the load generator said
     */
    Contents await() throws IOException, InterruptedException, UnusableTarget {
        try (BufferedReader table = jvm.stdout()) {
            // The table is in the result as well; reading it lets the child go on.
            table.transferTo(Writer.nullWriter());
        }
        int exitCode = jvm.await();
        if (!Files.exists(directory.resolve(ResultDirectory.RESULT_FILE))) {
            throw new UnusableTarget(
                    jvm.said().isEmpty() ? "the load generator ended with exit code " + exitCode : jvm.said());
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
