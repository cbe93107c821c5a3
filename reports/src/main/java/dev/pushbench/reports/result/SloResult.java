package dev.pushbench.reports.result;

/**
 * Whether one cell met one SLO.
 *
 * @param slo the condition, such as {@code p99<50ms}
 * @param cell the cell that it was judged on
 * @param met false also where it was not measurable
 * @param actual the figure, in {@code unit}; null where it was not measurable
 * @param unit {@code ns}, {@code %}, {@code /s}, or empty for a number of things
 * @param detail the figure in the unit of the condition, or why there is none
 */
public record SloResult(String slo, String cell, boolean met, Double actual, String unit, String detail) {}
