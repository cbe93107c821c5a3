package dev.pushbench.reports.diff;

import java.util.List;

/**
 * One metric of one cell, before and after.
 *
 * @param unit of the values: {@code ns}, {@code B}, {@code /s}, or {@code 1} for a number
 * @param lowerIsWorse whether less of it is a regression; else more of it is
 * @param before median of the blocks; null where they do not tell
 * @param after likewise
 * @param ratio after ÷ before: the Hodges–Lehmann estimate over all pairs of a block of one run and a block of the other;
 *     null without one
 * @param interval its lower and upper end; empty where there are too few blocks for one
 * @param level confidence of the interval, at least 0.95; null without one
 * @param blocksBefore how many blocks it rests on
 * @param blocksAfter likewise
 * @param p of no change in the direction of the ratio, one-sided, adjusted by Holm's method for the number of rows; null
 *     where nothing is stated
 * @param moreBlocks how many more in each run, roughly, would decide; null where it is decided, or nobody can say
 */
public record DiffRow(
        String cell,
        String metric,
        String unit,
        boolean lowerIsWorse,
        Double before,
        Double after,
        Double ratio,
        List<Double> interval,
        Double level,
        int blocksBefore,
        int blocksAfter,
        Double p,
        Change change,
        Integer moreBlocks) {

    public DiffRow {
        interval = List.copyOf(interval);
    }
}
