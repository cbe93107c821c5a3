package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** What a run has to say of its arms, block by block. A block that does not tell is left out. */
public final class Evidence {

    private final RunResult run;

    public Evidence(RunResult run) {
        this.run = run;
    }

    /** A number of the configuration. */
    Optional<Double> setting(String name) {
        return run.config().get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /** An arm's results of all blocks as one; empty if it was not measured. */
    Optional<CellResult> merged(String arm) {
        return run.cells().stream().filter(cell -> cell.cell().equals(arm)).findFirst();
    }

    /** Of all arms that were measured. */
    List<String> labels() {
        return run.cells().stream().map(CellResult::cell).toList();
    }

    /** What every block shows of the arms whose labels begin so. */
    List<CellResult> ofAllBlocks(String prefix) {
        return run.blocks().stream()
                .flatMap(block -> block.cells().stream())
                .filter(cell -> cell.cell().startsWith(prefix))
                .toList();
    }

    /** The checks on these arms that failed, and those on the whole run. */
    public List<Gate> failedGates(Collection<String> labels) {
        return run.failedGates().stream()
                .filter(gate -> gate.cell() == null || labels.contains(gate.cell()))
                .toList();
    }

    /** One number a block: a metric of one arm. */
    public double[] values(Metric metric, String arm) {
        return ofBlocks(block -> figure(block, metric, arm));
    }

    /** One number a block: ln(arm / other). */
    public double[] logRatios(Metric metric, String arm, String other) {
        return paired(metric, arm, other, (one, two) -> one > 0 && two > 0 ? Math.log(one / two) : Double.NaN);
    }

    /** One number a block: arm − other. */
    double[] differences(Metric metric, String arm, String other) {
        return paired(metric, arm, other, (one, two) -> one - two);
    }

    private double[] paired(Metric metric, String arm, String other, DoubleBinaryOperator difference) {
        return ofBlocks(block -> {
            Double one = figure(block, metric, arm);
            Double two = figure(block, metric, other);
            return one == null || two == null ? null : Double.valueOf(difference.applyAsDouble(one, two));
        });
    }

    /** One number a block, from whatever the block has; null, or one that is not finite, leaves it out. */
    double[] ofBlocks(Function<BlockResult, Double> number) {
        return run.blocks().stream()
                .map(number)
                .flatMapToDouble(each -> each == null ? DoubleStream.empty() : DoubleStream.of(each))
                .filter(Double::isFinite)
                .toArray();
    }

    private static Double figure(BlockResult block, Metric metric, String arm) {
        return block.cells().stream()
                .filter(cell -> cell.cell().equals(arm))
                .findFirst()
                .map(metric.of())
                .orElse(null);
    }
}
