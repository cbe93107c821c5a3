package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Departure;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.TaggedHistogram;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures every arm once. What an arm's {@code load} leaves is kept under the arm's label. Owned by the control thread,
 * and run once.
 */
final class BlockRun {

    private final Class<?> program;
    private final Design design;
    private final int block;
    private final CellRuns runs;
    private final Departure departure;
    private final Consumer<String> announcements;
    private final List<CellResult> cells = new ArrayList<>();
    private final List<TaggedHistogram> histograms = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private Environment environment = Machine.describe(true);

    /**
     * @param block counted from 1
     * @param departure before every arm but the first of the experiment, or null
     * @param announcements hears which arm begins
     */
    BlockRun(
            Class<?> program,
            Design design,
            int block,
            CellRuns runs,
            Departure departure,
            Consumer<String> announcements) {
        this.program = program;
        this.design = design;
        this.block = block;
        this.runs = runs;
        this.departure = departure;
        this.announcements = announcements;
    }

    /**
     * Measures, until it is told to stop.
     *
     * @param mayFail whether nothing would be lost if the first arm cannot be measured
     * @throws IOException if its JVMs cannot be started, and nothing would be
     * @throws UnusableTarget if its target cannot be measured, and nothing would be
     */
    Contents run(boolean mayFail) throws IOException, InterruptedException, UnusableTarget {
        Instant started = Instant.now();
        List<Arm> order = design.order(block);
        for (int i = 0; i < order.size() && !runs.isStopped(); i++) {
            if (departure != null && (block > 1 || i > 0)) {
                departure.await(true, runs::isStopped);
            }
            announcements.accept("block " + block + " of " + design.blocks() + ", " + (i + 1) + " of " + order.size()
                    + ", " + order.get(i).label());
            measure(order.get(i), mayFail);
        }
        RunResult run = new RunResult(
                RunResult.SCHEMA_VERSION,
                design.kind(),
                gates.stream().allMatch(Gate::passed),
                runs.isStopped(),
                started.toString(),
                "",
                design.seed(),
                environment,
                design.settings(),
                gates,
                List.copyOf(warnings),
                cells,
                List.of(new BlockResult(block, cells)),
                List.of(),
                failures);
        return new Contents(run, histograms);
    }

    private void measure(Arm arm, boolean mayFail) throws IOException, InterruptedException, UnusableTarget {
        try (ServerProcess server = design.ownServers() ? ServerProcess.start(program, arm) : null) {
            Contents measured = runs.run(
                    server == null ? arm.load() : server.load(arm),
                    design.scratch().resolve(block + "-" + arm.label().replace('/', '-')));
            if (measured != null) {
                keep(arm, measured);
            }
        } catch (InterruptedIOException e) {
            runs.stop();
        } catch (IOException | UnusableTarget e) {
            // An arm that cannot be measured ends the run only if nothing would be lost by that.
            if (mayFail && cells.isEmpty() && !runs.isStopped()) {
                throw e;
            }
            if (!runs.isStopped()) {
                gates.add(new Gate("cell-measured", arm.label(), block, false, e.getMessage()));
            }
        }
    }

    private void keep(Arm arm, Contents measured) {
        if (measured.run().interrupted()) {
            // The signal may reach the arm's process before it reaches this one.
            runs.stop();
        }
        measured.run().cells().forEach(cell -> cells.add(cell.named(cell.cell() + arm.suffix())));
        CellSearches.of(measured.run()).forEach(each -> gates.add(targetsLimit(arm, measured.run(), each.merged())));
        for (TaggedHistogram each : measured.histograms()) {
            histograms.add(new TaggedHistogram(
                    each.cell() + arm.suffix(), each.metric(), each.startMillis(), each.endMillis(), each.histogram()));
        }
        for (Gate gate : measured.run().gates()) {
            gates.add(new Gate(gate.name(), arm.label(), block, gate.passed(), gate.detail()));
        }
        warnings.addAll(measured.run().warnings());
        for (Failure failure : measured.run().failures()) {
            failures.add(new Failure(
                    failure.cell() + arm.suffix(),
                    failure.cause(),
                    failure.count(),
                    failure.example(),
                    failure.remedy()));
        }
        environment = measured.run().environment();
    }

    /**
     * What a search did not find, or only of the load generator, compares no targets. Claims compare servers together with
     * their load generators, which share a machine: either may be what gives way first.
     */
    private Gate targetsLimit(Arm arm, RunResult run, SearchResult search) {
        return new Gate(
                CellSearches.GATE,
                arm.label(),
                block,
                search.found() != null && (design.comparesPairs() || !search.generatorsLimit()),
                search.sentence(run.slos()));
    }
}
