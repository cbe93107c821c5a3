package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.TaggedHistogram;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures all cells, block by block. {@link #run} is called once, by the control thread; {@link #stop} comes from any
 * thread and cuts the cell that is being measured short.
 */
public final class Comparison {

    private final Class<?> program;
    private final ComparisonConfig config;
    private final CellRuns runs;
    private final List<BlockResult> blocks = new ArrayList<>();
    private final List<TaggedHistogram> histograms = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    /** By cell and cause. */
    private final Map<List<String>, Failure> failures = new LinkedHashMap<>();

    private Environment environment = Machine.describe(true);

    /**
     * @param program whose {@code main} understands {@code serve} and {@code load}: this program, for the cells' JVMs
     */
    public Comparison(Class<?> program, ComparisonConfig config, Progress progress) {
        this.program = program;
        this.config = config;
        this.runs = new CellRuns(program, progress);
    }

    /** Ends the comparison early: what was measured so far becomes its result. */
    public void stop() {
        runs.stop();
    }

    /**
     * Measures.
     *
     * @throws IOException if a JVM cannot be started
     * @throws UnusableTarget if a cell cannot be measured at all and no other one has been before
     */
    public Contents run() throws IOException, InterruptedException, UnusableTarget {
        Instant started = Instant.now();
        for (int block = 1; block <= config.blocks() && !runs.isStopped(); block++) {
            runBlock(block);
        }
        boolean interrupted = runs.isStopped();
        boolean valid = !interrupted && !blocks.isEmpty() && gates.stream().allMatch(Gate::passed);
        RunResult run = new RunResult(
                RunResult.SCHEMA_VERSION,
                "compare",
                valid,
                interrupted,
                started.toString(),
                "",
                config.seed(),
                environment,
                config.resolved(),
                gates,
                List.copyOf(warnings),
                merged(),
                blocks,
                List.of(),
                List.copyOf(failures.values()));
        return new Contents(run, histograms);
    }

    private void runBlock(int block) throws IOException, InterruptedException, UnusableTarget {
        List<CellResult> results = new ArrayList<>();
        for (Cell cell : config.order(block)) {
            if (runs.isStopped()) {
                break;
            }
            Contents measured = measure(block, cell);
            if (measured != null) {
                results.addAll(measured.run().cells());
                keep(block, measured);
            }
        }
        if (!results.isEmpty()) {
            blocks.add(new BlockResult(block, results));
        }
    }

    private Contents measure(int block, Cell cell) throws IOException, InterruptedException, UnusableTarget {
        try (ServerProcess server = config.server() == null ? ServerProcess.start(program) : null) {
            return runs.run(
                    config.loadArguments(cell, server == null ? config.server() : server.base(config.tls())),
                    config.scratch().resolve(block + "-" + cell.name()));
        } catch (UnusableTarget e) {
            return failed(block, cell, e);
        }
    }

    /** A cell that cannot be measured ends the run only if nothing would be lost by that. */
    private Contents failed(int block, Cell cell, UnusableTarget cause) throws UnusableTarget {
        if (runs.isStopped()) {
            return null;
        }
        if (blocks.isEmpty() && histograms.isEmpty()) {
            throw cause;
        }
        gates.add(new Gate("cell-measured", config.label(cell), block, false, cause.getMessage()));
        return null;
    }

    private void keep(int block, Contents measured) {
        histograms.addAll(measured.histograms());
        for (Gate gate : measured.run().gates()) {
            gates.add(new Gate(gate.name(), gate.cell(), block, gate.passed(), gate.detail()));
        }
        warnings.addAll(measured.run().warnings());
        for (Failure failure : measured.run().failures()) {
            failures.merge(List.of(failure.cell(), failure.cause()), failure, Failure::plus);
        }
        environment = measured.run().environment();
    }

    private List<CellResult> merged() {
        List<CellResult> merged = new ArrayList<>();
        for (Cell cell : Cell.all()) {
            String label = config.label(cell);
            List<CellResult> results = blocks.stream()
                    .flatMap(block -> block.cells().stream())
                    .filter(result -> result.cell().equals(label))
                    .toList();
            if (!results.isEmpty()) {
                List<TaggedHistogram> own = histograms.stream()
                        .filter(each -> each.cell().equals(label))
                        .toList();
                merged.add(new CellMerge(results, own).merged());
            }
        }
        return merged;
    }
}
