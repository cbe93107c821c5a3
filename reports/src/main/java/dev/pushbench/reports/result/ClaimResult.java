package dev.pushbench.reports.result;

import java.util.List;

/**
 * What a run says about one claim.
 *
 * @param id of the claim
 * @param sentence as people say it
 * @param verdict supported, contradicted, no practical difference, inconclusive or not measurable here; null where a
 *     gate failed
 * @param effect of the primary metric; null where it is not known, or a gate failed
 * @param interval lower and upper end of the effect's confidence interval; empty where there is none
 * @param level confidence of the interval, such as 0.96875; null without one
 * @param equivalence lower and upper end of the effect's interval of at least 90 %, which must lie within the margin where
 *     no difference matters: two one-sided tests at 5 %; empty where there is none, and in files of before it was kept
 * @param bootstrap the 95 % interval by resampling blocks, a check on the exact one that decides nothing; empty without
 *     that one, and in files of before it was kept
 * @param blocks how many blocks it rests on
 * @param blocksNeeded how many more, roughly, would decide an inconclusive one; null where nobody can say
 * @param margin that was declared beforehand, in the unit of the effect; differences within it do not matter. A ratio
 *     where the effect is one, or is held against a limit
 * @param floor below which the A/A control shows noise, likewise; where it is above the margin it counts in its place.
 *     Null without a control
 * @param secondaries other metrics, which decide nothing
 * @param failedGates checks on its arms that failed: then there is no verdict
 * @param notes whole sentences on what was found
 * @param scope where it holds, such as {@code loopback, 2 cores shared, JDK 17}
 * @param command that repeats it
 */
public record ClaimResult(
        String id,
        String sentence,
        String verdict,
        Effect effect,
        List<Double> interval,
        Double level,
        List<Double> equivalence,
        List<Double> bootstrap,
        int blocks,
        Integer blocksNeeded,
        Double margin,
        Double floor,
        List<Secondary> secondaries,
        List<Gate> failedGates,
        List<String> notes,
        String scope,
        String command) {

    public ClaimResult {
        interval = interval == null ? List.of() : List.copyOf(interval);
        equivalence = equivalence == null ? List.of() : List.copyOf(equivalence);
        bootstrap = bootstrap == null ? List.of() : List.copyOf(bootstrap);
        secondaries = secondaries == null ? List.of() : List.copyOf(secondaries);
        failedGates = failedGates == null ? List.of() : List.copyOf(failedGates);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** Whether it was found that what differs does not matter; noise that is above the margin finds no such thing. */
    public boolean withinMargin() {
        if (effect == null || effect.none() == null || margin == null || floor != null && floor > margin) {
            return false;
        }
        List<Double> band = effect.within(margin);
        return !equivalence.isEmpty() && band.get(0) <= equivalence.get(0) && equivalence.get(1) <= band.get(1);
    }

    /** A metric of two arms, or of one that is held against a limit. */
    public sealed interface Estimate permits Effect, Secondary {

        /** {@code metric, arm ÷ other}, {@code metric, arm − other}, or {@code metric, arm}. */
        String name();

        /** Of the value, {@code ratio} for a quotient. */
        String unit();

        /** The estimate over all blocks. */
        double value();

        /**
         * The value that says that nothing differs: 1 for a ratio, 0 for a difference, or the limit; null in files of
         * before it was kept. Unless it is 0, effects are ratios to it.
         */
        Double none();

        /** What each block shows by itself, in their order; empty in files of before they were kept. */
        List<Double> values();

        /** Lower and upper end of what differs from {@link #none} by no more than the width of a margin or floor. */
        default List<Double> within(double width) {
            return none() == 0 ? List.of(-width, width) : List.of(none() / width, none() * width);
        }
    }

    /** By how much. */
    public record Effect(String name, String unit, double value, Double none, List<Double> values) implements Estimate {

        public Effect {
            values = values == null ? List.of() : List.copyOf(values);
        }
    }

    /**
     * Another metric.
     *
     * @param interval as that of the claim, of this metric alone
     * @param p of no difference, adjusted by Holm's method for the number of secondary metrics of the claim
     */
    public record Secondary(
            String name, String unit, double value, Double none, List<Double> values, List<Double> interval, double p)
            implements Estimate {

        public Secondary {
            values = values == null ? List.of() : List.copyOf(values);
            interval = interval == null ? List.of() : List.copyOf(interval);
        }
    }
}
