package dev.pushbench.reports.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The block bootstrap of the Hodges–Lehmann estimate: whole blocks are drawn again with replacement. It stands beside the
 * exact interval as a check that does not assume symmetry, and decides nothing: of six blocks a 95 % interval covers the
 * truth in some 85 %, because so few values hold too little of the spread.
 *
 * <p>The interval is the percentile interval. Its ends go through any increasing function unharmed, so that a ratio has
 * the exponentials of its logarithm's ends; and the corrections of BCa would be estimated from six jackknife values, which
 * say little about skewness. Source: Davison, Hinkley, <em>Bootstrap Methods and their Application</em>, section 5.3.1.
 */
public final class Bootstrap {

    /** With it (resamples + 1) × 0.025 is a whole number, so that the ends are order statistics. */
    private static final int RESAMPLES = 4_999;

    private Bootstrap() {}

    /**
     * Estimates the interval of the shift.
     *
     * @param differences one finite number a block; at least two
     * @param level confidence asked for, above 0 and below 1
     * @param seed the same seed gives the same interval
     * @throws IllegalArgumentException for fewer than two differences, one that is not finite, or a level out of range
     */
    public static Interval interval(double[] differences, double level, long seed) {
        if (differences.length < 2) {
            throw new IllegalArgumentException("one block cannot be resampled");
        }
        HodgesLehmann.check(differences, level);
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[differences.length];
        double[] shifts = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = differences[random.nextInt(differences.length)];
            }
            shifts[i] = HodgesLehmann.shift(drawn);
        }
        Arrays.sort(shifts);
        // Rounded, because (1 - level) / 2 is seldom exact; the first value at the least, for levels near 1.
        int tail = (int) Math.max(1, Math.round((RESAMPLES + 1) * (1 - level) / 2));
        return new Interval(shifts[tail - 1], shifts[RESAMPLES - tail], level);
    }
}
