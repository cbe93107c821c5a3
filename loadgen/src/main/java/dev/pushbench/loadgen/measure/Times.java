package dev.pushbench.loadgen.measure;

import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** One recorder a metric. Any thread records; one control thread reads. */
final class Times {

    /** Finer than any scheduler; keeps a histogram of an hour's range below 300 KB. */
    private static final long LOWEST_NS = 100;

    private static final long HIGHEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    /** By ordinal of the metric. */
    private final Recorder[] recorders = new Recorder[Metric.values().length];

    private final Histogram[] totals = new Histogram[recorders.length];
    private final LongAdder clamped = new LongAdder();

    Times() {
        for (int i = 0; i < recorders.length; i++) {
            recorders[i] = new Recorder(LOWEST_NS, HIGHEST_NS, DIGITS);
            totals[i] = new Histogram(LOWEST_NS, HIGHEST_NS, DIGITS);
        }
    }

    /** Records a time; one that is out of range is recorded at the edge, and counted. */
    void record(Metric metric, long valueNs) {
        long value = valueNs;
        if (value < 0 || value > HIGHEST_NS) {
            clamped.increment();
            value = value < 0 ? 0 : HIGHEST_NS;
        }
        recorders[metric.ordinal()].recordValue(value);
    }

    /** What was recorded since the last call. */
    Histogram interval(Metric metric) {
        Histogram interval = recorders[metric.ordinal()].getIntervalHistogram();
        totals[metric.ordinal()].add(interval);
        return interval;
    }

    /** Everything recorded so far. */
    Histogram total(Metric metric) {
        interval(metric);
        return totals[metric.ordinal()];
    }

    /** Times out of range, recorded at the edge. */
    long clamped() {
        return clamped.sum();
    }
}
