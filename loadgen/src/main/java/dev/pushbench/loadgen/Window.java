package dev.pushbench.loadgen;

/**
 * Which messages count: those due from start (inclusive) to end (exclusive). What comes before is the warm-up.
 *
 * @param startNs on the target's clock
 * @param endNs on the target's clock
 * @param scheduled whether the target publishes for this run alone: then what is late is waited for as long as it comes
 */
public record Window(long startNs, long endNs, boolean scheduled) {}
