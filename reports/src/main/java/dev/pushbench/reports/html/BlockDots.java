package dev.pushbench.reports.html;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** p50 and p99 of each cell in each block: how far blocks of the same cell lie apart is the noise of the machine. */
final class BlockDots {

    /** Cells stand side by side within this share of a block's width. */
    private static final double SPREAD = 0.5;

    private final List<BlockResult> blocks;
    private final Map<String, CellStyle> styles;
    private final String name;
    private final Function<CellResult, LatencySummary> summary;

    private BlockDots(List<BlockResult> blocks, Map<String, CellStyle> styles, Recording recording) {
        boolean gaps = recording.metric() == Metric.GAP;
        this.blocks = blocks;
        this.styles = styles;
        this.name = recording.name();
        this.summary = gaps ? CellResult::gap : CellResult::responseTime;
    }

    static Chart chart(List<BlockResult> blocks, Map<String, CellStyle> styles, Recording recording) {
        return new BlockDots(blocks, styles, recording).chart();
    }

    private Chart chart() {
        return new Chart(
                "blocks",
                name + " by block",
                "One mark a cell and block. Blocks are the unit of the statistics: how far the marks of one cell scatter is"
                        + " what a difference between cells has to exceed.",
                List.of(panel("p50", LatencySummary::p50Ns), panel("p99", LatencySummary::p99Ns)),
                true,
                table());
    }

    private Chart.Panel panel(String percentile, Function<LatencySummary, Long> figure) {
        List<Chart.Series> series = new ArrayList<>();
        int index = 0;
        for (String cell : styles.keySet()) {
            double offset = styles.size() == 1 ? 0 : SPREAD * ((double) index / (styles.size() - 1) - 0.5);
            series.add(new Chart.Series(cell, styles.get(cell), points(cell, figure, offset)));
            index++;
        }
        int last = blocks.stream().mapToInt(BlockResult::block).max().orElse(1);
        return new Chart.Panel(
                "blocks-" + percentile,
                percentile,
                false,
                Axis.ordinal("Block", "block", last),
                Bounds.of(series).timeAxis(name + ", " + percentile),
                series);
    }

    private List<double[]> points(String cell, Function<LatencySummary, Long> figure, double offset) {
        List<double[]> points = new ArrayList<>();
        for (BlockResult block : blocks) {
            Long value = figure(block, cell, figure);
            if (value != null) {
                points.add(new double[] {block.block() + offset, value});
            }
        }
        return points;
    }

    private Long figure(BlockResult block, String cell, Function<LatencySummary, Long> figure) {
        return block.cells().stream()
                .filter(each -> each.cell().equals(cell) && summary.apply(each) != null)
                .findFirst()
                .map(each -> figure.apply(summary.apply(each)))
                .orElse(null);
    }

    private Table table() {
        TableOf<BlockResult> table =
                new TableOf<>(blocks).missing("not measured, or fewer than ten samples lie beyond the percentile.");
        for (String cell : styles.keySet()) {
            table.time(cell + " p50", block -> figure(block, cell, LatencySummary::p50Ns));
            table.time(cell + " p99", block -> figure(block, cell, LatencySummary::p99Ns));
        }
        return table.build(
                "blocks-data", name + " by block", "Block", block -> Figures.count(block.block()), block -> null);
    }
}
