package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.TaggedHistogram;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The blocks of an experiment as one result. */
final class BlockMerge {

    private final Design design;
    private final List<Contents> blocks;

    /** @param blocks in their order; those that hold no cell have only gates */
    BlockMerge(Design design, List<Contents> blocks) {
        this.design = design;
        this.blocks = blocks;
    }

    Contents merged(boolean interrupted) {
        List<BlockResult> results =
                all(RunResult::blocks).filter(block -> !block.cells().isEmpty()).toList();
        List<Gate> gates = all(RunResult::gates).toList();
        List<TaggedHistogram> histograms =
                blocks.stream().flatMap(block -> block.histograms().stream()).toList();
        RunResult run = new RunResult(
                RunResult.SCHEMA_VERSION,
                design.kind(),
                !interrupted && !results.isEmpty() && gates.stream().allMatch(Gate::passed),
                interrupted,
                blocks.isEmpty()
                        ? Instant.now().toString()
                        : blocks.get(0).run().startedAt(),
                "",
                design.seed(),
                blocks.isEmpty()
                        ? Machine.describe(true)
                        : blocks.get(blocks.size() - 1).run().environment(),
                design.settings(),
                gates,
                all(RunResult::warnings).distinct().toList(),
                cells(results, histograms),
                results,
                List.of(),
                failures());
        return new Contents(run, histograms);
    }

    private <T> Stream<T> all(Function<RunResult, Collection<T>> part) {
        return blocks.stream().flatMap(block -> part.apply(block.run()).stream());
    }

    private List<Failure> failures() {
        Map<List<String>, Failure> byCellAndCause = new LinkedHashMap<>();
        all(RunResult::failures)
                .forEach(each -> byCellAndCause.merge(List.of(each.cell(), each.cause()), each, Failure::plus));
        return List.copyOf(byCellAndCause.values());
    }

    /** In the order of the arms; a second cell of an arm comes after all of them. */
    private List<CellResult> cells(List<BlockResult> results, List<TaggedHistogram> histograms) {
        List<String> labels = design.arms().stream().map(Arm::label).toList();
        return results.stream()
                .flatMap(block -> block.cells().stream())
                .map(CellResult::cell)
                .distinct()
                .sorted(Comparator.comparingInt(name -> labels.contains(name) ? labels.indexOf(name) : labels.size()))
                .map(name -> cell(name, results, histograms))
                .toList();
    }

    private static CellResult cell(String name, List<BlockResult> results, List<TaggedHistogram> histograms) {
        return new CellMerge(
                        results.stream()
                                .flatMap(block -> block.cells().stream())
                                .filter(cell -> cell.cell().equals(name))
                                .toList(),
                        histograms.stream()
                                .filter(each -> each.cell().equals(name))
                                .toList())
                .merged();
    }
}
