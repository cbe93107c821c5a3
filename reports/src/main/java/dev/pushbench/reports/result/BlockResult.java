package dev.pushbench.reports.result;

import java.util.List;

/**
 * One pass over all cells in random order: the unit of statistics.
 *
 * @param block counted from 1
 * @param cells what each cell showed in this block, in the order in which they ran
 */
public record BlockResult(int block, List<CellResult> cells) {

    public BlockResult {
        cells = List.copyOf(cells);
    }
}
