package dev.pushbench.reports.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How two distributions differ at each percentile, since one shift does not describe two distributions: a transport may
 * be faster at the median and slower in the tail. At each percentile the blocks' log ratios have a Hodges–Lehmann estimate
 * with its exact interval. Source: Doksum, <em>Empirical probability plots and statistical inference for nonlinear models
 * in the two-sample case</em>, Annals of Statistics 2 (1974), 267–277; Rousselet, Pernet, Wilcox, <em>Beyond differences
 * in means</em>, European Journal of Neuroscience 46 (2017), 1738–1748, whose hierarchical form has participants where
 * this has blocks.
 *
 * <p>The intervals are meant to hold all at once, by Bonferroni's inequality: of k percentiles each has the level 1 −
 * 0.05/k, or the highest that its blocks can give where that is less. Twelve percentiles take nine blocks. Percentiles of
 * one block go up and down together, so that the level over all is higher than the inequality says.
 *
 * @param points in the order of the percentiles; those that no block has in both cells are left out
 */
public record ShiftFunction(List<Point> points) {

    /** Deciles and nines, in percent. */
    public static final List<Double> PERCENTILES =
            List.of(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 99.0, 99.9, 99.99);

    /**
     * One percentile.
     *
     * @param percentile in percent
     * @param shift of the log ratios of the blocks that have it in both cells
     */
    public record Point(double percentile, HodgesLehmann shift) {}

    public ShiftFunction {
        points = List.copyOf(points);
    }

    /**
     * Compares two cells, percentile by percentile.
     *
     * @param percentiles in percent
     * @param first for each block the first cell's values at those percentiles, in any unit, above 0; null where fewer
     *     than 10 samples lie beyond one
     * @param second likewise, of the same blocks; the log ratios are ln(first / second)
     * @throws IllegalArgumentException if the sizes differ, or a value is not finite and above 0
     */
    public static ShiftFunction of(List<Double> percentiles, List<Double[]> first, List<Double[]> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("blocks differ in number: " + first.size() + " and " + second.size());
        }
        List<double[]> logRatios = IntStream.range(0, percentiles.size())
                .mapToObj(p -> logRatios(column(first, percentiles, p), column(second, percentiles, p)))
                .toList();
        long shown = logRatios.stream().filter(each -> each.length > 0).count();
        List<Point> points = new ArrayList<>();
        for (int p = 0; p < percentiles.size(); p++) {
            if (logRatios.get(p).length > 0) {
                points.add(new Point(percentiles.get(p), shift(logRatios.get(p), shown)));
            }
        }
        return new ShiftFunction(points);
    }

    /**
     * The confidence that all intervals hold at once, at least: 1 − the sum of what each lacks to 1. It is below 0.95 where
     * there are too few blocks for so many percentiles, and 0 where it says nothing.
     */
    public double level() {
        double missing = points.stream()
                .flatMap(point -> point.shift().interval().stream())
                .mapToDouble(interval -> 1 - interval.level())
                .sum();
        return Math.max(0, 1 - missing);
    }

    private static HodgesLehmann shift(double[] logRatios, long percentiles) {
        double asked = 1 - (1 - Judgement.LEVEL) / percentiles;
        double attainable = HodgesLehmann.attainable(logRatios.length);
        // One block attains nothing, and has no interval at any level.
        return HodgesLehmann.of(logRatios, attainable > 0 ? Math.min(asked, attainable) : asked);
    }

    private static Double[] column(List<Double[]> blocks, List<Double> percentiles, int index) {
        return blocks.stream()
                .map(block -> {
                    if (block.length != percentiles.size()) {
                        throw new IllegalArgumentException("a block has " + block.length + " values for "
                                + percentiles.size() + " percentiles: " + Arrays.toString(block));
                    }
                    return block[index];
                })
                .toArray(Double[]::new);
    }

    private static double[] logRatios(Double[] first, Double[] second) {
        return IntStream.range(0, first.length)
                .filter(block -> Objects.nonNull(first[block]) && Objects.nonNull(second[block]))
                .mapToDouble(block -> Math.log(positive(first[block])) - Math.log(positive(second[block])))
                .toArray();
    }

    private static double positive(double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("a value with a log ratio must be finite and above 0: " + value);
        }
        return value;
    }
}
