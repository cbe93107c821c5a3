package dev.pushbench.server.publish;

import java.util.List;

/**
 * A figure that changes over time in straight lines: it begins at one value and reaches another at the end of each stage,
 * and then stays. Pure; time is in nanoseconds from the beginning.
 *
 * @param start value at the beginning
 * @param stages what follows, in order; empty: the value stays
 */
public record Stages(double start, List<Stage> stages) {

    private static final double NS_PER_SECOND = 1e9;
    /** Later than any run, and far enough from overflow that a start can be added to it. */
    private static final long NEVER_NS = Long.MAX_VALUE / 4;

    /**
     * One stage.
     *
     * @param end value at its end, not negative
     * @param lengthNs how long it is, more than 0
     */
    public record Stage(double end, long lengthNs) {

        public Stage {
            if (!(end >= 0 && Double.isFinite(end))) {
                throw new IllegalArgumentException("a stage ends at " + end + ": it must not be negative");
            }
            if (lengthNs <= 0) {
                throw new IllegalArgumentException("a stage is " + lengthNs + " ns long: it must be more than 0");
            }
        }
    }

    public Stages {
        stages = List.copyOf(stages);
    }

    /** Of all stages together. */
    public long lengthNs() {
        return stages.stream().mapToLong(Stage::lengthNs).sum();
    }

    /** The largest value that it ever has. */
    public double highest() {
        return highestFrom(0);
    }

    /** The largest value that it has from that time on. */
    public double highestFrom(long timeNs) {
        double highest = at(timeNs);
        long endNs = 0;
        for (Stage stage : stages) {
            endNs += stage.lengthNs();
            if (endNs > timeNs) {
                highest = Math.max(highest, stage.end());
            }
        }
        return highest;
    }

    /** The value at that time. */
    public double at(long timeNs) {
        double from = start;
        long leftNs = Math.max(0, timeNs);
        for (Stage stage : stages) {
            if (leftNs < stage.lengthNs()) {
                return from + (stage.end() - from) * leftNs / stage.lengthNs();
            }
            leftNs -= stage.lengthNs();
            from = stage.end();
        }
        return from;
    }

    /** The sum over time until then, where the value is per second: how many messages a rate makes, for one. */
    public double sumUntil(long timeNs) {
        double sum = 0;
        double from = start;
        long leftNs = Math.max(0, timeNs);
        for (Stage stage : stages) {
            if (leftNs < stage.lengthNs()) {
                double seconds = leftNs / NS_PER_SECOND;
                return sum + from * seconds + slope(from, stage) * seconds * seconds / 2;
            }
            sum += whole(from, stage);
            leftNs -= stage.lengthNs();
            from = stage.end();
        }
        return sum + from * leftNs / NS_PER_SECOND;
    }

    /**
     * When {@link #sumUntil} reaches that sum, to the nearest nanosecond; far in the future if it never does. Both add up
     * the same numbers: the sum at the end of a stage is not missed by rounding, and then perhaps never reached.
     */
    public long whenNs(double sum) {
        double from = start;
        double before = 0;
        long beginNs = 0;
        for (Stage stage : stages) {
            double after = before + whole(from, stage);
            if (sum < after) {
                return beginNs + Math.round(secondsUntil(sum - before, from, slope(from, stage)) * NS_PER_SECOND);
            }
            before = after;
            beginNs += stage.lengthNs();
            from = stage.end();
        }
        // Also where the last value is 0: then nothing is added any more.
        double ns = sum == before ? 0 : (sum - before) * (NS_PER_SECOND / from);
        return ns < NEVER_NS - beginNs ? beginNs + Math.round(ns) : NEVER_NS;
    }

    private static double whole(double from, Stage stage) {
        return (from + stage.end()) / 2 * stage.lengthNs() / NS_PER_SECOND;
    }

    private static double slope(double from, Stage stage) {
        return (stage.end() - from) / (stage.lengthNs() / NS_PER_SECOND);
    }

    /** Solves sum = from·t + slope·t²/2, in the form that loses no digits where the slope is small. */
    private static double secondsUntil(double sum, double from, double slope) {
        return sum == 0 ? 0 : 2 * sum / (from + Math.sqrt(Math.max(0, from * from + 2 * slope * sum)));
    }
}
