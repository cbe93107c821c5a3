package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of {@code load} with several processes: two servers, and the result of a run. */
abstract class TwoServers {

    @TempDir
    Path directory;

    ServerUnderTest server;
    ServerUnderTest other;

    @BeforeEach
    final void startServers() throws IOException {
        server = ServerUnderTest.start(ServerConfig.onFreePorts());
        other = ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    @AfterEach
    final void stopServers() {
        server.close();
        other.close();
    }

    static String ws(ServerUnderTest server) {
        return server.ws().resolve("/ws").toString();
    }

    static String sse(ServerUnderTest server) {
        return server.http().resolve("/sse").toString();
    }

    /** A {@code load} whose result goes to the directory. */
    final Process start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("load"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--out", directory.toString()));
        return PushbenchProcess.start(all.toArray(String[]::new));
    }

    /** What it printed; processes that share two cores with others may be held up, which a gate then says. */
    static String table(Process load) throws IOException, InterruptedException {
        String table = new String(load.getInputStream().readAllBytes());
        assertThat(PushbenchProcess.exitCode(load)).isIn(ExitCode.OK, ExitCode.MEASUREMENT_INVALID);
        return table;
    }

    final RunResult run() {
        return ValidResult.read(directory).run();
    }

    final CellResult cell(String name) {
        return run().cells().stream()
                .filter(cell -> cell.cell().equals(name))
                .findFirst()
                .orElseThrow();
    }

    final List<Gate> gates(String cell) {
        return run().gates().stream().filter(gate -> cell.equals(gate.cell())).toList();
    }

    /** Of response times. */
    final long samples(String cell) {
        return ValidResult.read(directory).histograms().stream()
                .filter(each -> each.cell().equals(cell) && each.metric() == Metric.RESPONSE_TIME)
                .mapToLong(each -> each.histogram().getTotalCount())
                .sum();
    }
}
