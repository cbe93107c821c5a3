package dev.pushbench.reports.result;

import org.HdrHistogram.AbstractHistogram;

/**
 * The percentiles of one histogram, in nanoseconds. A percentile is null unless at least {@value #SAMPLES_BEYOND}
 * samples lie beyond it: with fewer it is a matter of luck.
 *
 * @param count samples
 */
public record LatencySummary(long count, Long p50Ns, Long p90Ns, Long p99Ns, Long p999Ns, Long maxNs) {

    private static final int SAMPLES_BEYOND = 10;

    /** Summarises a histogram of nanoseconds; null for an empty one. */
    public static LatencySummary of(AbstractHistogram histogram) {
        long count = histogram.getTotalCount();
        if (count == 0) {
            return null;
        }
        return new LatencySummary(
                count,
                percentile(histogram, 50),
                percentile(histogram, 90),
                percentile(histogram, 99),
                percentile(histogram, 99.9),
                histogram.getMaxValue());
    }

    /** The percentile's value in nanoseconds, or null where fewer than ten samples lie beyond it. */
    private static Long percentile(AbstractHistogram histogram, double percentile) {
        return enoughSamples(histogram.getTotalCount(), percentile) ? histogram.getValueAtPercentile(percentile) : null;
    }

    /** Whether a percentile of that many samples may be shown. */
    public static boolean enoughSamples(long count, double percentile) {
        // The tiny allowance keeps 1000 samples enough for 99: 1000 × (100 − 99) / 100 is 9.99… in binary.
        return count * (100 - percentile) / 100 >= SAMPLES_BEYOND - 1e-6;
    }
}
