package dev.pushbench.reports.stats;

/**
 * A confidence interval, both ends included, in the unit of what was estimated.
 *
 * @param level the confidence: of an exact method the one that it really has, such as 0.96875, at least what was asked
 *     for; of {@link Bootstrap} and {@link StraightLine} the one that was asked for
 */
public record Interval(double lower, double upper, double level) {

    /** Whether the value is one that the data do not exclude. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /** Whether all of it lies within ±width. */
    boolean within(double width) {
        return -width <= lower && upper <= width;
    }

    /** The same level from other data, roughly: both ends drawn towards the estimate, 1 leaves them where they are. */
    Interval drawnTowards(double estimate, double factor) {
        return new Interval(estimate + (lower - estimate) * factor, estimate + (upper - estimate) * factor, level);
    }
}
