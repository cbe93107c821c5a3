package dev.pushbench.loadgen.measure;

/**
 * The messages of a window that go to all subscriptions at once.
 *
 * @param firstIndex of them
 * @param messages how many there are
 */
public record Broadcast(long firstIndex, int messages) {}
