package dev.pushbench.reports.result;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The searches of one cell.
 *
 * @param cell whose they are
 * @param merged all of them as one
 * @param blocks each, in the order of the blocks
 */
public record CellSearches(String cell, SearchResult merged, List<InBlock> blocks) {

    /** The gate of a comparison that says whether a search found the target's limit and not the load generator's. */
    public static final String GATE = "target-limit";

    private static final Comparator<SearchResult> BY_FOUND =
            Comparator.comparing(SearchResult::found, Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()));

    /** One of them. */
    public record InBlock(int block, SearchResult search) {}

    /** Of all cells that have any, in the order of the run. */
    public static List<CellSearches> of(RunResult run) {
        return run.cells().stream()
                .filter(cell -> cell.search() != null)
                .map(cell -> new CellSearches(cell.cell(), cell.search(), blocks(run, cell.cell())))
                .toList();
    }

    private static List<InBlock> blocks(RunResult run, String name) {
        return run.blocks().stream()
                .flatMap(block -> block.cells().stream()
                        .filter(cell -> cell.cell().equals(name) && cell.search() != null)
                        .map(cell -> new InBlock(block.block(), cell.search())))
                .toList();
    }

    /** Whether that check failed because the target's limit lies below all that was tried. */
    public static boolean foundNothing(RunResult run, Gate gate) {
        return run.blocks().stream()
                .filter(block -> gate.block() == null || gate.block() == block.block())
                .flatMap(block -> block.cells().stream())
                .filter(cell -> cell.cell().equals(gate.cell()) && cell.search() != null)
                .anyMatch(
                        cell -> cell.search().found() == null && !cell.search().generatorsLimit());
    }

    /** What the blocks found, such as {@code 1,200; 1,400; 1,400}. */
    public String eachBlock() {
        return blocks.stream().map(each -> each.search().figure()).collect(Collectors.joining("; "));
    }

    /** The least and the most of it, such as {@code 1,200–1,400}. */
    public String range() {
        List<SearchResult> sorted =
                blocks.stream().map(InBlock::search).sorted(BY_FOUND).toList();
        return sorted.stream()
                .map(SearchResult::figure)
                .filter(figure -> sorted.get(0).figure().equals(figure)
                        || sorted.get(sorted.size() - 1).figure().equals(figure))
                .distinct()
                .collect(Collectors.joining("–"));
    }
}
