package dev.pushbench.reports.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * The Hodges–Lehmann estimate of the shift of paired differences, with its exact interval. The estimate is the median
 * of the Walsh averages (dᵢ + dⱼ)/2, i ≤ j; the interval's ends are the k-th smallest and k-th largest of them, k from
 * the exact null distribution of Wilcoxon's signed-rank statistic. It assumes that the differences are independent and
 * symmetric about the shift; no normality. Source: Hollander, Wolfe, Chicken, <em>Nonparametric Statistical
 * Methods</em>, 3rd edition, sections 3.2 and 3.3.
 *
 * <p>Few pairs cannot reach a high level: n pairs give at most 1 − 2¹⁻ⁿ, so that 95 % needs six.
 *
 * @param shift the estimate, in the unit of the differences
 * @param pairs n, the number of differences
 * @param interval empty where so few pairs cannot attain the level that was asked for
 */
public record HodgesLehmann(double shift, int pairs, Optional<Interval> interval) {

    /**
     * A confidence interval, both ends included.
     *
     * @param level the confidence that it really has, such as 0.96875; at least what was asked for
     */
    public record Interval(double lower, double upper, double level) {

        /** Whether the value is one that the data do not exclude. */
        public boolean contains(double value) {
            return lower <= value && value <= upper;
        }
    }

    /**
     * Estimates the shift.
     *
     * @param differences one finite number a pair, such as the log ratio of two medians of one block; at least one
     * @param level confidence asked for, above 0 and below 1
     * @throws IllegalArgumentException for no differences, one that is not finite, or a level out of range
     */
    public static HodgesLehmann of(double[] differences, double level) {
        if (differences.length == 0 || !Arrays.stream(differences).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "differences must be finite, at least one: " + Arrays.toString(differences));
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must lie between 0 and 1: " + level);
        }
        double[] walsh = walshAverages(differences);
        return new HodgesLehmann(median(walsh), differences.length, interval(walsh, differences.length, level));
    }

    /** The fewest pairs that can attain the level: the smallest n with 1 − 2¹⁻ⁿ ≥ level. */
    public static int pairsNeeded(double level) {
        int pairs = 1;
        while (1 - Math.scalb(1.0, 1 - pairs) < level) {
            pairs++;
        }
        return pairs;
    }

    private static Optional<Interval> interval(double[] walsh, int pairs, double level) {
        double[] probability = SignedRank.distribution(pairs);
        // Walk inwards from the ends while the two tails that are cut off stay within 1 − level.
        double tail = 0;
        int cut = 0;
        while (cut < walsh.length / 2 && 1 - 2 * (tail + probability[cut]) >= level) {
            tail += probability[cut];
            cut++;
        }
        return cut == 0
                ? Optional.empty()
                : Optional.of(new Interval(walsh[cut - 1], walsh[walsh.length - cut], 1 - 2 * tail));
    }

    private static double[] walshAverages(double[] differences) {
        int n = differences.length;
        double[] averages = new double[n * (n + 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                averages[next++] = differences[i] / 2 + differences[j] / 2;
            }
        }
        Arrays.sort(averages);
        return averages;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }
}
