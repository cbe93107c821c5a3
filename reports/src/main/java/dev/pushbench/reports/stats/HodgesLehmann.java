package dev.pushbench.reports.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * The Hodges–Lehmann estimate of a shift, with its exact interval: of paired differences, or between two independent
 * samples. Source: Hollander, Wolfe, Chicken, <em>Nonparametric Statistical Methods</em>, 3rd edition, sections 3.2 and 3.3,
 * 4.2 and 4.3.
 *
 * <p>Of paired differences the estimate is the median of the Walsh averages (dᵢ + dⱼ)/2, i ≤ j; the interval's ends are the
 * k-th smallest and k-th largest of them, k from the exact null distribution of Wilcoxon's signed-rank statistic. It
 * assumes that the differences are independent and symmetric about the shift; no normality. Few pairs cannot reach a high
 * level: n pairs give at most 1 − 2¹⁻ⁿ, so that 95 % needs six.
 *
 * <p>Between two samples it is the same with all differences of a value of the second and a value of the first, and the
 * distribution of the Mann–Whitney statistic. It assumes that all values are independent, and the two distributions equal
 * but for the shift. Samples of m and n give at most 1 − 2 m! n!/(m + n)!, so that 95 % needs four and four.
 *
 * @param shift the estimate, in the unit of the differences
 * @param pairs n, the number of differences; of two samples the size of the smaller one
 * @param interval empty where so few pairs cannot attain the level that was asked for
 * @param pValue two-sided, of no shift, by the exact test; at most 1 − level just when an interval of that level excludes 0.
 *     Ties and differences of 0 count against a shift, so that it is never too small
 */
public record HodgesLehmann(double shift, int pairs, Optional<Interval> interval, double pValue) {

    /**
     * Estimates the shift.
     *
     * @param differences one finite number a pair, such as the log ratio of two medians of one block; at least one
     * @param level confidence asked for, above 0 and below 1
     * @throws IllegalArgumentException for no differences, one that is not finite, or a level out of range
     */
    public static HodgesLehmann of(double[] differences, double level) {
        check(differences, level);
        return of(walshAverages(differences), SignedRank.distribution(differences.length), differences.length, level);
    }

    /**
     * Estimates by how much the second sample is higher than the first.
     *
     * @param first finite numbers, such as the logarithms of one median a block; at least one
     * @param second likewise, independent of them
     * @param level confidence asked for, above 0 and below 1
     * @throws IllegalArgumentException for no values, one that is not finite, or a level out of range
     */
    public static HodgesLehmann between(double[] first, double[] second, double level) {
        check(first, level);
        check(second, level);
        double[] probability = MannWhitney.distribution(first.length, second.length);
        return of(differences(first, second), probability, Math.min(first.length, second.length), level);
    }

    /** From sorted values whose number above 0 is distributed so where there is no shift. */
    private static HodgesLehmann of(double[] sorted, double[] probability, int pairs, double level) {
        return new HodgesLehmann(
                median(sorted), pairs, interval(sorted, probability, level), pValue(sorted, probability));
    }

    /** The fewest pairs that can attain the level. */
    public static int pairsNeeded(double level) {
        int pairs = 1;
        while (attainable(pairs) < level) {
            pairs++;
        }
        return pairs;
    }

    /** The highest level that so many pairs can attain, 1 − 2¹⁻ⁿ: 0 for one pair. */
    static double attainable(int pairs) {
        return 1 - Math.scalb(1.0, 1 - pairs);
    }

    /** The highest level that samples of so many can attain. */
    static double attainable(int first, int second) {
        return 1 - smallestPValue(first, second);
    }

    /** The smallest two-sided p-value that samples of so many can have, however far apart they are. */
    public static double smallestPValue(int first, int second) {
        return 2 * MannWhitney.distribution(first, second)[0];
    }

    /** The estimate alone. */
    static double shift(double[] differences) {
        return median(walshAverages(differences));
    }

    static void check(double[] differences, double level) {
        if (differences.length == 0 || !Arrays.stream(differences).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "differences must be finite, at least one: " + Arrays.toString(differences));
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must lie between 0 and 1: " + level);
        }
    }

    private static Optional<Interval> interval(double[] sorted, double[] probability, double level) {
        // Walk inwards from the ends while the two tails that are cut off stay within 1 − level.
        double tail = 0;
        int cut = 0;
        while (cut < sorted.length / 2 && 1 - 2 * (tail + probability[cut]) >= level) {
            tail += probability[cut];
            cut++;
        }
        return cut == 0
                ? Optional.empty()
                : Optional.of(new Interval(sorted[cut - 1], sorted[sorted.length - cut], 1 - 2 * tail));
    }

    /**
     * Without ties the statistic is the number of values above 0, T⁺ of Walsh averages (Tukey) and U of differences between
     * samples; and its opposite that of those below.
     */
    private static double pValue(double[] sorted, double[] probability) {
        long above = Arrays.stream(sorted).filter(each -> each > 0).count();
        long below = Arrays.stream(sorted).filter(each -> each < 0).count();
        // The distribution is symmetric: the upper tail of the larger is the lower tail of what is left of the whole.
        long rest = sorted.length - Math.max(above, below);
        double tail = Arrays.stream(probability).limit(rest + 1).sum();
        return Math.min(1, 2 * tail);
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

    private static double[] differences(double[] first, double[] second) {
        return Arrays.stream(second)
                .flatMap(high -> Arrays.stream(first).map(low -> high - low))
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }
}
