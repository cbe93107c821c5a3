package dev.pushbench.reports.html;

import dev.pushbench.reports.stats.Interval;
import dev.pushbench.reports.stats.StudentInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import tools.jackson.databind.JsonNode;

/**
 * One figure of a JMH entry. Forks are the unit of its statistics: iterations of one JVM share its luck with inlining,
 * heap layout and neighbours, so that all iterations together would make the interval too narrow.
 *
 * @param score JMH's mean over all iterations, in {@code unit}; null where JMH says NaN
 * @param unit such as {@code ns/op}, or null
 * @param forkMeans the mean of each fork whose iterations are all numbers
 * @param forks how many the file has iterations of
 */
record JmhMetric(Double score, String unit, List<Double> forkMeans, int forks) {

    static final double LEVEL = 0.95;

    /** With two forks Student's factor is 12.7, and the interval says next to nothing. */
    static final int FORKS_NEEDED = 3;

    static JmhMetric of(JsonNode metric) {
        JsonNode raw = metric.path("rawData");
        // Of modes that sample: for each iteration pairs of a value and how often it occurred.
        JsonNode sampled = metric.path("rawDataHistogram");
        List<Double> means = new ArrayList<>();
        raw.forEach(fork -> addIfNumber(means, mean(fork)));
        sampled.forEach(fork -> addIfNumber(means, sampledMean(fork)));
        return new JmhMetric(
                number(metric.path("score")), text(metric.path("scoreUnit")), means, raw.size() + sampled.size());
    }

    private static void addIfNumber(List<Double> means, double mean) {
        if (Double.isFinite(mean)) {
            means.add(mean);
        }
    }

    /** NaN where an iteration is no number, or where there is none. */
    private static double mean(JsonNode iterations) {
        double sum = 0;
        for (JsonNode iteration : iterations) {
            sum += valueOf(iteration);
        }
        return sum / iterations.size();
    }

    private static double sampledMean(JsonNode iterations) {
        double sum = 0;
        double samples = 0;
        for (JsonNode iteration : iterations) {
            for (JsonNode pair : iteration) {
                sum += valueOf(pair.path(0)) * valueOf(pair.path(1));
                samples += valueOf(pair.path(1));
            }
        }
        return sum / samples;
    }

    private static double valueOf(JsonNode node) {
        Double number = number(node);
        return number == null ? Double.NaN : number;
    }

    /** The same in another unit. */
    JmhMetric times(double factor, String newUnit) {
        return new JmhMetric(
                score == null ? null : Double.valueOf(score * factor),
                newUnit,
                forkMeans.stream().map(mean -> mean * factor).toList(),
                forks);
    }

    /** Of the mean, from the forks' means; empty where these are fewer than {@value #FORKS_NEEDED}. */
    Optional<Interval> interval() {
        if (score == null || forkMeans.size() < FORKS_NEEDED) {
            return Optional.empty();
        }
        double[] means = forkMeans.stream().mapToDouble(Double::doubleValue).toArray();
        // Nothing that JMH measures can be below 0.
        return StudentInterval.ofMean(means, LEVEL)
                .map(each -> new Interval(Math.max(0, each.lower()), each.upper(), each.level()));
    }

    /** The score without its unit, or the dash. */
    String text() {
        return Table.orMissing(score, this::text);
    }

    /** Such as {@code 18.1–18.4}, without its unit, or the dash. */
    String intervalText() {
        return range(this::text).orElse(Figures.MISSING);
    }

    /** Such as {@code 24 (24–24.2)}, where there is an interval, without its unit. */
    String inFull() {
        return text() + range(this::text).map(range -> " (" + range + ")").orElse("");
    }

    /** Such as {@code 18.2 (18.1–18.4) ns}, of nanoseconds. */
    String inFull(Scale scale) {
        String range = range(scale::number).map(of -> " (" + of + ")").orElse("");
        return scale.number(score) + range + Figures.UNIT_SPACE + scale.symbol();
    }

    private Optional<String> range(DoubleFunction<String> text) {
        return interval().map(each -> text.apply(each.lower()) + "–" + text.apply(each.upper()));
    }

    private String text(double value) {
        boolean counts = unit == null || unit.startsWith("B") || unit.startsWith("#");
        return counts ? count(value) : Figures.significant(value);
    }

    /** Below a thousandth is JMH's way of saying none: some allocation of its own, spread over all operations. */
    private static String count(double value) {
        return Math.abs(value) < 1e-3 ? "0" : Figures.withoutTrailingZeros(Figures.significant(value));
    }

    /** A point of a chart, with the ends of its interval where there is one. */
    double[] point(double x, double y) {
        return interval()
                .map(each -> new double[] {x, y, each.lower(), each.upper()})
                .orElse(new double[] {x, y});
    }

    /** JMH writes what is not a number as the text NaN. */
    static Double number(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue()) ? Double.valueOf(node.doubleValue()) : null;
    }

    static String text(JsonNode node) {
        return node.isString() || node.isNumber() || node.isBoolean() ? node.asString() : null;
    }
}
