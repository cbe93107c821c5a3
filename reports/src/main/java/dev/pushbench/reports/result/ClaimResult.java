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
        secondaries = secondaries == null ? List.of() : List.copyOf(secondaries);
        failedGates = failedGates == null ? List.of() : List.copyOf(failedGates);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /**
     * By how much.
     *
     * @param name of the metric, and of what is held against what
     * @param unit of the value, {@code ratio} for a quotient
     * @param value the estimate over all blocks
     */
    public record Effect(String name, String unit, double value) {}

    /**
     * Another metric.
     *
     * @param name as that of an effect
     * @param unit likewise
     * @param value likewise
     * @param interval likewise, of this metric alone
     * @param p of no difference, adjusted by Holm's method for the number of secondary metrics of the claim
     */
    public record Secondary(String name, String unit, double value, List<Double> interval, double p) {

        public Secondary {
            interval = interval == null ? List.of() : List.copyOf(interval);
        }
    }
}
