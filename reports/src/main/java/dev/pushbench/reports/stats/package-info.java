/**
 * What blocks say together. A run is cut into blocks, each of which measures every cell in fresh JVMs; the block, not
 * the message, is the unit, because messages of one JVM share its luck with inlining, heap layout and neighbours. Two
 * cells are compared by the log ratios of their blocks.
 *
 * <p>From the log ratios come, in this order: the shift with its exact interval ({@link
 * dev.pushbench.reports.stats.HodgesLehmann}), checked by resampling ({@link dev.pushbench.reports.stats.Bootstrap}); what
 * it means for a claim ({@link dev.pushbench.reports.stats.Judgement}) against a margin declared beforehand and the floor of
 * an A/A control ({@link dev.pushbench.reports.stats.Margin}); the other metrics, adjusted for their number ({@link
 * dev.pushbench.reports.stats.Holm}); and the other percentiles ({@link dev.pushbench.reports.stats.ShiftFunction}). What
 * grows with the number of connections is a {@link dev.pushbench.reports.stats.StraightLine}.
 *
 * <p>Everything here is a pure function, free of threads and state.
 *
 * <pre>{@code
 * double[] logRatios = {-0.17, -0.15, -0.19, -0.12, -0.16, -0.18}; // ln(ws / sse), one a block
 * double[] control = {0.01, -0.02, 0.00, 0.02, -0.01, 0.01}; // ln(ws / ws again)
 * Margin margin = Margin.ofRatio(1.1).atLeast(Margin.floor(control));
 * Judgement judgement = Judgement.of(logRatios, margin, Judgement.Direction.LOWER);
 * System.out.println(judgement.outcome()); // SUPPORTED: the interval is wholly below 1/1.1
 * }</pre>
 */
package dev.pushbench.reports.stats;
