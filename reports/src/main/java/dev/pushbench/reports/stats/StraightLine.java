package dev.pushbench.reports.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The straight line of least squares through points, such as memory by number of connections: the slope is what one
 * connection costs, the intercept what there is without any. Residuals show whether a line describes the points at all.
 * The intervals assume independent errors of one spread, normal or many. Source: Draper, Smith, <em>Applied Regression
 * Analysis</em>, 3rd edition, chapter 1.
 *
 * @param x of the points
 * @param intercept in the unit of y
 * @param slope in units of y for each unit of x
 * @param residuals of the points, y − line, in their order
 */
public record StraightLine(List<Double> x, double intercept, double slope, List<Double> residuals) {

    /**
     * What the line says for one x.
     *
     * @param value in the unit of y
     * @param interval of the line there, not of a single measurement; empty for fewer than three points
     * @param extrapolated whether x lies outside what was measured, where nothing shows that the line goes on
     */
    public record Estimate(double value, Optional<Interval> interval, boolean extrapolated) {}

    public StraightLine {
        x = List.copyOf(x);
        residuals = List.copyOf(residuals);
    }

    /**
     * Fits the line.
     *
     * @param x finite numbers, at least two different ones
     * @param y as many finite numbers
     * @throws IllegalArgumentException otherwise
     */
    public static StraightLine fit(double[] x, double[] y) {
        if (x.length != y.length || Arrays.stream(x).distinct().count() < 2) {
            throw new IllegalArgumentException("a line needs as many y as x, and two different x: " + Arrays.toString(x)
                    + " and " + Arrays.toString(y));
        }
        if (!Arrays.stream(x).allMatch(Double::isFinite) || !Arrays.stream(y).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "points must be finite: " + Arrays.toString(x) + " and " + Arrays.toString(y));
        }
        double meanX = mean(x);
        double meanY = mean(y);
        // Deviations from the means rather than raw sums of squares, which cancel.
        double products = IntStream.range(0, x.length)
                .mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY))
                .sum();
        double slope = products / squares(x, meanX);
        double intercept = meanY - slope * meanX;
        List<Double> residuals = IntStream.range(0, x.length)
                .mapToObj(i -> y[i] - meanY - slope * (x[i] - meanX))
                .toList();
        return new StraightLine(Arrays.stream(x).boxed().toList(), intercept, slope, residuals);
    }

    /** The standard deviation of the points about the line, with n − 2 degrees of freedom; empty for two points. */
    public Optional<Double> residualDeviation() {
        double sum = residuals.stream().mapToDouble(each -> each * each).sum();
        return x.size() < 3 ? Optional.empty() : Optional.of(Math.sqrt(sum / (x.size() - 2)));
    }

    /** The interval of the slope, by Student's t with n − 2 degrees of freedom; empty for two points. */
    public Optional<Interval> slopeInterval(double level) {
        double[] points = points();
        double factor = 1 / Math.sqrt(squares(points, mean(points)));
        return about(slope, factor, level);
    }

    /** The line at x, with the interval of its height there. */
    public Estimate at(double position, double level) {
        double[] points = points();
        double mean = mean(points);
        double away = position - mean;
        double factor = Math.sqrt(1.0 / points.length + away * away / squares(points, mean));
        boolean outside = position < Arrays.stream(points).min().orElseThrow()
                || position > Arrays.stream(points).max().orElseThrow();
        double value = intercept + slope * position;
        return new Estimate(value, about(value, factor, level), outside);
    }

    private Optional<Interval> about(double estimate, double factor, double level) {
        return residualDeviation().map(deviation -> {
            double t = TDistribution.of(x.size() - 2).inverseSurvivalProbability((1 - level) / 2);
            double half = t * deviation * factor;
            return new Interval(estimate - half, estimate + half, level);
        });
    }

    private double[] points() {
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double squares(double[] values, double mean) {
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }
}
