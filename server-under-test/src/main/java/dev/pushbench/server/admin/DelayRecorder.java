package dev.pushbench.server.admin;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How late something was, time after time. Its range is fixed: a histogram that grows with its values does so by an
 * exception, which throws the code that records back to the interpreter in the midst of a measurement.
 *
 * <p>Thread-safe; recording waits for nobody.
 */
public final class DelayRecorder {

    private static final long LOWEST_NS = 100;
    private static final long HIGHEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(LOWEST_NS, HIGHEST_NS, DIGITS);
    /** Guarded by itself. */
    private final Histogram total = new Histogram(LOWEST_NS, HIGHEST_NS, DIGITS);

    /** @param delayNs what is less than nothing was not late, and more than an hour is taken as an hour */
    public void record(long delayNs) {
        recorder.recordValue(Math.max(0, Math.min(delayNs, HIGHEST_NS)));
    }

    /** Everything since the start or the last {@link #reset}, in nanoseconds; a copy. */
    public Histogram total() {
        synchronized (total) {
            total.add(recorder.getIntervalHistogram());
            return total.copy();
        }
    }

    /** Forgets what was recorded. */
    public void reset() {
        synchronized (total) {
            recorder.reset();
            total.reset();
        }
    }
}
