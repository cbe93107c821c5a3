package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.MessageFields;

/**
 * What the messages of a target hold.
 *
 * @param fields where they keep their numbers
 * @param clock from {@link System#nanoTime()} on this host to the clock of those numbers
 */
public record Expectation(MessageFields fields, ClockOffset clock) {}
