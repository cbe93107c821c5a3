package dev.pushbench.server.admin;

import org.HdrHistogram.AbstractHistogram;

/** A histogram in brief; nanoseconds. Percentiles of an empty one are 0, and its count says why. */
public record Percentiles(long count, long p50Ns, long p99Ns, long p999Ns, long maxNs) {

    static Percentiles of(AbstractHistogram histogram) {
        return new Percentiles(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
