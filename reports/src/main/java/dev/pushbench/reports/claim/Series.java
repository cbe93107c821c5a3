package dev.pushbench.reports.claim;

import dev.pushbench.reports.stats.Margin;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * An effect, one number a block, and how a reader sees it.
 *
 * @param name such as {@code response time p50, ws/1.1 ÷ sse/1.1}
 * @param unit of what a reader sees; {@code ratio} for a quotient
 * @param differences of the blocks: logarithms for a ratio
 * @param shown turns such a difference into what a reader sees
 * @param metric that it is made of
 * @param arms that show it, by their labels
 */
record Series(
        String name, String unit, double[] differences, DoubleUnaryOperator shown, Metric metric, List<String> arms) {

    Series {
        arms = List.copyOf(arms);
    }

    /** One arm divided by the other. */
    static Series ratio(Evidence evidence, Metric metric, String arm, String other) {
        return ofLogRatios(
                metric.name() + ", " + arm + " ÷ " + other,
                evidence.logRatios(metric, arm, other),
                metric,
                List.of(arm, other));
    }

    /** A quotient, of whatever the name says. */
    static Series ofLogRatios(String name, double[] logRatios, Metric metric, List<String> arms) {
        return new Series(name, EffectWords.RATIO, logRatios, Math::exp, metric, arms);
    }

    /**
     * One arm minus the other.
     *
     * @param unitSize of what a reader sees, in the unit of the metric
     */
    static Series difference(Evidence evidence, Metric metric, String arm, String other, String unit, double unitSize) {
        return new Series(
                metric.name() + ", " + arm + " − " + other,
                unit,
                evidence.differences(metric, arm, other),
                difference -> difference / unitSize,
                metric,
                List.of(arm, other));
    }

    /**
     * An arm's figure against a limit, by their ratio.
     *
     * @param values one a block; those that are not above 0 have no ratio, and are left out
     * @param unitSize of what a reader sees, in the unit of values and limit
     */
    static Series against(
            double limit, Metric metric, List<String> arms, String of, double[] values, String unit, double unitSize) {
        double[] logRatios = Arrays.stream(values)
                .filter(value -> value > 0)
                .map(value -> Math.log(value / limit))
                .toArray();
        return new Series(
                metric.name() + ", " + of,
                unit,
                logRatios,
                logRatio -> limit * Math.exp(logRatio) / unitSize,
                metric,
                arms);
    }

    /** What a reader sees where nothing differs. */
    double none() {
        return shown.applyAsDouble(0);
    }

    /** What a reader sees of each block. */
    List<Double> values() {
        return Arrays.stream(differences).map(shown).boxed().toList();
    }

    /** The noise of a ratio of this metric, as an arm and {@link Arm#again} show it; empty where blocks are too few. */
    static OptionalDouble noise(Evidence evidence, Metric metric, String arm) {
        return ratio(evidence, metric, arm + Arm.AGAIN, arm).floor();
    }

    /** What this series, that of an A/A control, shows of the noise. */
    OptionalDouble floor() {
        return Margin.floor(differences);
    }
}
