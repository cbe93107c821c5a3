/**
 * Whether it has changed: two sides, before and after, held against each other cell by cell and metric by metric.
 *
 * <p>A {@link dev.pushbench.reports.diff.Side} is one run, or several, whose blocks then count together. Blocks of different
 * runs are not paired, so the shift is the one between two samples, judged by {@link
 * dev.pushbench.reports.stats.Judgement#between}: a metric is <em>not changed</em> if the 90 % interval of the ratio lies
 * wholly within the margin, and <em>worse</em> or <em>better</em> if that of 95 % lies wholly beyond it and no change is
 * also refuted among all rows, by Holm's method on one-sided p-values. So where nothing has changed, the chance that any row is
 * called worse is at most 5 %, however many rows there are; and so is that of any being called better. That holds for one
 * look at a number of blocks that was fixed beforehand. What was measured with a failed gate is stated nothing of.
 *
 * <p>Six blocks on each side have a smallest one-sided p-value of 1 in 924, which is enough among 46 rows; a diff without
 * blocks enough for any of its rows says so. Runs of claims have some 290 figures, so of them only those are rows that decide a
 * claim. A cell that was not the same arm on both sides, as after a pilot that found another rate, is no row at all.
 *
 * <p>Everything is an immutable value or a pure function, and may be used by any thread.
 *
 * <pre>{@code
 * Side before = new Side(List.of(new Side.Run("main", ResultDirectory.read(Path.of("main")).run())));
 * Side after = new Side(List.of(new Side.Run("branch", ResultDirectory.read(Path.of("branch")).run())));
 * Diff diff = Diff.of(before, after, 0.1);
 * diff.count(Change.WORSE); // metrics that are surely worse by more than 10 %
 * }</pre>
 */
package dev.pushbench.reports.diff;
