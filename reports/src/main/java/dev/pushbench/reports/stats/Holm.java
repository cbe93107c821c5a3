package dev.pushbench.reports.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down adjustment, for the secondary metrics of a claim: however many there are, and however they depend on
 * each other, the chance that any of them is called different that is not stays at the level. Source: Holm, <em>A simple
 * sequentially rejective multiple test procedure</em>, Scandinavian Journal of Statistics 6 (1979), 65–70.
 *
 * <p>Few blocks cannot make many metrics significant: the smallest p-value of n blocks is 2¹⁻ⁿ. At 5 % six blocks are
 * enough for one metric, seven for three, eight for six.
 */
public final class Holm {

    private Holm() {}

    /**
     * Adjusts p-values.
     *
     * @param pValues of {@link HodgesLehmann#pValue()}, from 0 to 1, in any order
     * @return the adjusted p-values, each in the place of its own: what is at most 0.05 is significant at 5 % over all
     * @throws IllegalArgumentException for one that is not from 0 to 1
     */
    public static double[] adjust(double... pValues) {
        if (!Arrays.stream(pValues).allMatch(p -> p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p-values must be from 0 to 1: " + Arrays.toString(pValues));
        }
        int[] ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double soFar = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            double stepped = (pValues.length - rank) * pValues[ascending[rank]];
            // Never below that of a smaller p-value, after which the procedure may have stopped.
            soFar = Math.max(soFar, Math.min(1, stepped));
            adjusted[ascending[rank]] = soFar;
        }
        return adjusted;
    }
}
