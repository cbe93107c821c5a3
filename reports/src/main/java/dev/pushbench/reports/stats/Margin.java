package dev.pushbench.reports.stats;

import java.util.OptionalDouble;

/**
 * How large a difference must be to matter. It is declared before the run, and it is never taken to be smaller than what
 * two runs of the very same thing differ by: the floor that the A/A control shows.
 *
 * @param declared in the unit of the differences that it is held against: for log ratios the logarithm of a ratio, and
 *     so the same both ways; above 0
 * @param floor in the same unit; empty where no control was run, or too few blocks of it to say
 */
public record Margin(double declared, OptionalDouble floor) {

    /** Level of the A/A control's interval, that of the equivalence test. */
    private static final double FLOOR_LEVEL = Judgement.EQUIVALENCE_LEVEL;

    public Margin {
        if (!(declared > 0 && Double.isFinite(declared))) {
            throw new IllegalArgumentException("a margin must be finite and above 0: " + declared);
        }
        if (floor.isPresent() && !(floor.getAsDouble() >= 0 && Double.isFinite(floor.getAsDouble()))) {
            throw new IllegalArgumentException("the floor of a margin must be finite, from 0: " + floor);
        }
    }

    /**
     * A margin for log ratios: 1.1 says that ratios from 1/1.1 to 1.1 do not matter.
     *
     * @throws IllegalArgumentException for a ratio that is not above 1
     */
    public static Margin ofRatio(double ratio) {
        if (!(ratio > 1)) {
            throw new IllegalArgumentException("the ratio of a margin must be above 1: " + ratio);
        }
        return new Margin(Math.log(ratio), OptionalDouble.empty());
    }

    /** A margin for plain differences, in their unit, such as 1e6 ns. */
    public static Margin ofDifference(double width) {
        return new Margin(width, OptionalDouble.empty());
    }

    /**
     * What measuring the same thing twice may differ by: the largest shift, of either sign, that the 90 % interval of an
     * A/A control does not exclude. Noise that the blocks share out evenly makes it small with more blocks; what is left
     * is a fault of the measurement, such as a cell that gains by its place in the block.
     *
     * @param control the differences of the two equal cells, one a block, of the same kind as those to be judged
     * @return empty for fewer than 5 blocks, which have no such interval
     */
    public static OptionalDouble floor(double[] control) {
        if (control.length == 0) {
            return OptionalDouble.empty();
        }
        return HodgesLehmann.of(control, FLOOR_LEVEL).interval().stream()
                .mapToDouble(interval -> Math.max(Math.abs(interval.lower()), Math.abs(interval.upper())))
                .findFirst();
    }

    /** The same margin, not below this floor. */
    public Margin atLeast(OptionalDouble newFloor) {
        return new Margin(declared, newFloor);
    }

    /** The larger of what was declared and the floor: what a difference must exceed to be called one. */
    public double width() {
        return Math.max(declared, floor.orElse(0));
    }

    /** Whether the measurement is too coarse for what was declared, so that the floor counts in its place. */
    public boolean raised() {
        return floor.isPresent() && floor.getAsDouble() > declared;
    }

    /** With the floor that more blocks would show, roughly. */
    Margin withFloorTimes(double factor) {
        return floor.isPresent() ? atLeast(OptionalDouble.of(floor.getAsDouble() * factor)) : this;
    }
}
