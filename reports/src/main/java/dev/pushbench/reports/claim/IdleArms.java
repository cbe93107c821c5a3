package dev.pushbench.reports.claim;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.stats.StraightLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Arms of more and more connections that get nothing, and what each connection takes: the slope of a straight line
 * through the sizes of one block. The line begins at 0, which is what there is with one connection.
 */
final class IdleArms {

    static final String SUFFIX = "+idle-";

    /** Between nothing and the most: it shows how straight the line is. */
    private static final int MIDDLE = 4_000;

    private static final int QUICK = 1_500;
    /** What is opened in a few seconds: one size more for each cell would take the claims beyond half an hour. */
    private static final int MOST = 8_000;
    /** The claim is about these, so they take the time that it takes. */
    private static final int MOST_SSE = 20_000;

    private IdleArms() {}

    /** Of one cell, up to as many connections as the limits of this machine and patience allow. */
    static List<Arm> of(String cell, Conditions conditions) {
        return sizes(cell, conditions)
                .map(size -> Math.min(size, conditions.mostConnections()))
                .distinct()
                .map(size -> Arm.of(cell, SUFFIX + size, size, Conditions.brief("--idle")))
                .toList();
    }

    private static Stream<Integer> sizes(String cell, Conditions conditions) {
        if (conditions.quick()) {
            return Stream.of(QUICK);
        }
        return CellName.parse(cell).isWebSocket() ? Stream.of(MOST) : Stream.of(MIDDLE, MOST_SSE);
    }

    /** Bytes per connection, one number a block. */
    static double[] slopes(Evidence evidence, Metric metric, String cell) {
        return evidence.ofBlocks(block -> slope(block, metric, cell));
    }

    /** Two cells' bytes per connection, one divided by the other. */
    static Series ratio(Evidence evidence, Metric metric, String cell, String other) {
        double[] logRatios = evidence.ofBlocks(block -> {
            Double one = slope(block, metric, cell);
            Double two = slope(block, metric, other);
            return one == null || two == null ? null : Double.valueOf(Math.log(one / two));
        });
        return Series.ofLogRatios(metric.name() + ", idle, " + cell + " ÷ " + other, logRatios);
    }

    /** The line through the points of all blocks; empty where none is known. */
    static Optional<StraightLine> line(Evidence evidence, Metric metric, String cell) {
        return line(evidence.ofAllBlocks(cell + SUFFIX), metric);
    }

    /** Bytes per connection in one block; null where it does not tell. */
    static Double slope(BlockResult block, Metric metric, String cell) {
        List<CellResult> sizes = block.cells().stream()
                .filter(each -> each.cell().startsWith(cell + SUFFIX))
                .toList();
        return line(sizes, metric).map(StraightLine::slope).orElse(null);
    }

    private static Optional<StraightLine> line(List<CellResult> sizes, Metric perConnection) {
        Metric all = perConnection.ofAll();
        List<CellResult> known =
                sizes.stream().filter(each -> all.of().apply(each) != null).toList();
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
