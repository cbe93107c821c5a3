/**
 * What blocks say together. A run is cut into blocks, each of which measures every cell in fresh JVMs; the block, not
 * the message, is the unit, because messages of one JVM share its luck with inlining, heap layout and neighbours. Two
 * cells are compared by the log ratios of their blocks.
 *
 * <p>Everything here is a pure function, free of threads and state.
 *
 * <pre>{@code
 * double[] logRatios = {-0.07, -0.05, -0.09, -0.02, -0.06, -0.08}; // ln(ws / sse), one a block
 * HodgesLehmann shift = HodgesLehmann.of(logRatios, 0.95);
 * shift.interval().ifPresent(i -> System.out.printf("%.2f–%.2f%n", Math.exp(i.lower()), Math.exp(i.upper())));
 * }</pre>
 */
package dev.pushbench.reports.stats;
