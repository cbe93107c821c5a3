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
 */
record Series(String name, String unit, double[] differences, DoubleUnaryOperator shown) {

    /** One arm divided by the other. */
    static Series ratio(Evidence evidence, Metric metric, String arm, String other) {
        return ofLogRatios(metric.name() + ", " + arm + " ÷ " + other, evidence.logRatios(metric, arm, other));
    }

    /** A quotient, of whatever the name says. */
    static Series ofLogRatios(String name, double[] logRatios) {
        return new Series(name, EffectWords.RATIO, logRatios, Math::exp);
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
                difference -> difference / unitSize);
    }

    /**
     * Values against a limit, by their ratio.
     *
     * @param values above 0, one a block
     * @param unitSize of what a reader sees, in the unit of values and limit
     */
    static Series against(double limit, String name, double[] values, String unit, double unitSize) {
        double[] logRatios = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logRatios[i] = Math.log(values[i] / limit);
        }
        return new Series(name, unit, logRatios, logRatio -> limit * Math.exp(logRatio) / unitSize);
    }

    /** What a reader sees where nothing differs. */
    double none() {
        return shown.applyAsDouble(0);
    }

    /** What a reader sees of each block. */
    List<Double> values() {
        return Arrays.stream(differences).map(shown).boxed().toList();
    }

    /** What this series, that of an A/A control, shows of the noise. */
    OptionalDouble floor() {
        return Margin.floor(differences);
    }
}
