package dev.pushbench.loadgen.experiment;

import java.util.List;
import java.util.Objects;

/** One figure, measured several times. */
public record Spread(double median, double min, double max) {

    /**
     * Over the values that are known.
     *
     * @param values null where one is not known
     * @return null if none is known
     */
    static Spread of(List<Double> values) {
        double[] sorted = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return null;
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
