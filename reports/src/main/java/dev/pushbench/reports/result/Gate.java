package dev.pushbench.reports.result;

/**
 * A check on the measurement itself. One failed gate makes the whole run invalid.
 *
 * @param name what was checked, such as {@code generator-cpu}
 * @param cell the cell that it was checked on, or null for the whole run
 * @param block the block that it was checked in, counted from 1, or null outside of blocks
 * @param passed whether the measurement can be trusted in this respect
 * @param detail the figure, the limit, and what to do about it
 */
public record Gate(String name, String cell, Integer block, boolean passed, String detail) {}
