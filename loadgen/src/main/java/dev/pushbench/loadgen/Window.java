package dev.pushbench.loadgen;

/**
 * Which messages count: those due from start (inclusive) to end (exclusive). What comes before is the warm-up.
 *
 * @param flowStartNs when the warm-up begins, on the target's clock
 * @param startNs on the target's clock
 * @param endNs on the target's clock
 * @param scheduled whether messages are sent for this run alone: then what is late is waited for as long as it comes
 */
public record Window(long flowStartNs, long startNs, long endNs, boolean scheduled) {}
