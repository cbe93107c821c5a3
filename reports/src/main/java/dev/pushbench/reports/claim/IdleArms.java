package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.stats.StraightLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Arms of many connections that get nothing, and what each connection takes. Cells are compared at one and the same
 * number of connections, because a few take more each than many do; a larger number shows how straight the line is.
 */
final class IdleArms {

    private static final String SUFFIX = "+idle-";

    /** That cells are compared at: so many are opened in a few seconds. */
    private static final int MANY = 4_000;
    /**
     * Of the cell that the claim is about. Of more than half of the local ports the kernel takes long to find each that is
     * left: the last 5,000 of 20,000 took three times as long as the first 15,000.
     */
    private static final int MOST = 15_000;

    private static final int QUICK = 1_500;
    private static final Comparator<CellResult> BY_SIZE = Comparator.comparingInt(CellResult::connections);

    /**
     * The cell that is measured with more connections as well, and twice with the fewer: what those two differ by is no
     * less than with more.
     */
    private static final String SSE = "sse/1.1";

    private IdleArms() {}

    /** Of these cells, up to as many connections as the limits of this machine allow, and the A/A control. */
    static List<Arm> of(List<String> cells, Conditions conditions) {
        List<Arm> arms = new ArrayList<>();
        for (String cell : cells) {
            arms.add(arm(cell, conditions.quick() ? QUICK : MANY, conditions));
        }
        if (!conditions.quick()) {
            arms.add(arm(SSE, MANY, conditions).again());
            if (conditions.mostConnections() > MANY) {
                arms.add(arm(SSE, MOST, conditions));
            }
        }
        return arms;
    }

    private static Arm arm(String cell, int connections, Conditions conditions) {
        int possible = Math.min(connections, conditions.mostConnections());
        return Arm.of(cell, SUFFIX + possible, possible, Conditions.brief("--idle"));
    }

    /** Bytes per connection with as many as there were, one number a block. */
    static double[] ofMost(Evidence evidence, Metric metric, String cell) {
        return evidence.ofBlocks(block ->
                sizes(block.cells(), cell).max(BY_SIZE).map(metric.of()).orElse(null));
    }

    /** Bytes per connection with as many as all cells had, in one block; null where it does not tell. */
    static Double value(BlockResult block, Metric metric, String cell) {
        return sizes(block.cells(), cell).min(BY_SIZE).map(metric.of()).orElse(null);
    }

    /** Two cells' bytes per connection, one divided by the other. */
    static Series ratio(Evidence evidence, Metric metric, String cell, String other) {
        double[] logRatios = evidence.ofBlocks(block -> {
            Double one = value(block, metric, cell);
            Double two = value(block, metric, other);
            return one == null || two == null ? null : Double.valueOf(logRatio(one, two));
        });
        return Series.ofLogRatios(
                metric.name() + ", idle, " + cell + " ÷ " + other, logRatios, metric, labels(evidence, cell, other));
    }

    /** What is not above 0, as a resident set that shrank, has no ratio. */
    static double logRatio(double one, double two) {
        return one > 0 && two > 0 ? Math.log(one / two) : Double.NaN;
    }

    /** The noise of such a ratio, as the A/A control shows it. */
    static OptionalDouble noise(Evidence evidence, Metric metric) {
        return evidence.labels().stream()
                .filter(label -> label.startsWith(SSE + SUFFIX) && label.endsWith(Arm.AGAIN))
                .map(label -> label.substring(0, label.length() - Arm.AGAIN.length()))
                .map(arm -> Series.noise(evidence, metric, arm))
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /** Of the arms in which these cells are compared. */
    static List<String> labels(Evidence evidence, String... cells) {
        return Stream.of(cells)
                .flatMap(cell -> sizes(evidence.ofAllBlocks(cell), cell).min(BY_SIZE).stream())
                .map(CellResult::cell)
                .toList();
    }

    /** The cell with as many connections as there were; empty where it was not measured. */
    static Optional<CellResult> most(Evidence evidence, String cell) {
        return sizes(evidence.ofAllBlocks(cell), cell).max(BY_SIZE);
    }

    private static Stream<CellResult> sizes(List<CellResult> results, String cell) {
        return results.stream()
                .filter(each ->
                        each.cell().startsWith(cell + SUFFIX) && !each.cell().endsWith(Arm.AGAIN));
    }

    /** The line through the points of all blocks, from 0, which is what there is with one connection; empty where none is known. */
    static Optional<StraightLine> line(Evidence evidence, Metric perConnection, String cell) {
        Metric all = perConnection.ofAll();
        List<CellResult> known = evidence.ofAllBlocks(cell + SUFFIX).stream()
                .filter(each -> all.of().apply(each) != null)
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<Double> x = new ArrayList<>(List.of(0.0));
        List<Double> y = new ArrayList<>(List.of(0.0));
        for (CellResult size : known) {
            x.add((double) size.connections() - 1);
            y.add(all.of().apply(size));
        }
        return Optional.of(StraightLine.fit(
                x.stream().mapToDouble(Double::doubleValue).toArray(),
                y.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}
