package dev.pushbench.reports.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The interval of a mean of independent values: mean ± t·s/√n, with s the standard deviation (divisor n − 1) and t the
 * quantile at (1 + level)/2 of Student's distribution with n − 1 degrees of freedom. It assumes that the values are
 * about normal, as means over many operations are. Source: NIST/SEMATECH e-Handbook of Statistical Methods, section
 * 1.3.5.2.
 */
public final class StudentInterval {

    private StudentInterval() {}

    /**
     * The interval of the mean.
     *
     * @param values finite numbers in any unit, such as the mean of each fork
     * @param level confidence asked for, above 0 and below 1
     * @return in the unit of the values; empty for fewer than two, which say nothing of how far they scatter
     * @throws IllegalArgumentException for a value that is not finite, or a level out of range
     */
    public static Optional<Interval> ofMean(double[] values, double level) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("values must be finite: " + Arrays.toString(values));
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must lie between 0 and 1: " + level);
        }
        int n = values.length;
        if (n < 2) {
            return Optional.empty();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double t = TDistribution.of(n - 1).inverseCumulativeProbability((1 + level) / 2);
        double half = t * Math.sqrt(squares / (n - 1) / n);
        return Optional.of(new Interval(mean - half, mean + half, level));
    }
}
