package dev.pushbench.reports.diff;

import dev.pushbench.reports.stats.HodgesLehmann;
import java.util.Comparator;
import java.util.List;

/**
 * Whether there are blocks enough to call any row worse or better. However large a change is, its p-value is no smaller than
 * the number of blocks allows, and Holm's method multiplies the smallest of all by the number of rows.
 */
final class Undecidable {

    private Undecidable() {}

    /** Why no row could be called so, a sentence; null where some row could. */
    static String reason(List<DiffRow> rows) {
        List<DiffRow> judged = rows.stream().filter(row -> row.p() != null).toList();
        if (judged.isEmpty()) {
            return "No figure can be called worse or better: none has a ratio that may be judged.";
        }
        DiffRow best = judged.stream()
                .min(Comparator.comparingDouble(row -> smallest(row.blocksBefore(), row.blocksAfter())))
                .orElseThrow();
        if (isEnough(best.blocksBefore(), best.blocksAfter(), judged.size())) {
            return null;
        }
        int needed = 1;
        while (!isEnough(needed, needed, judged.size())) {
            needed++;
        }
        return "Too few blocks to call any figure worse or better, whatever it shows: " + best.blocksBefore()
                + " before and " + best.blocksAfter() + " after, and among " + judged.size()
                + (judged.size() == 1 ? " figure" : " figures") + " it takes " + needed
                + " on each side (a run of load has one).";
    }

    /** It takes an interval, too, and that is two-sided. */
    private static boolean isEnough(int before, int after, int rows) {
        double smallest = smallest(before, after);
        return smallest <= RowsOf.ERROR && rows * smallest / 2 <= RowsOf.ERROR;
    }

    private static double smallest(int before, int after) {
        return HodgesLehmann.smallestPValue(before, after);
    }
}
