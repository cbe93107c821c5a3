package dev.pushbench.loadgen.measure;

import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is recorded of the messages due in one stretch of a run: before the window, in it, or after it. Only the window's
 * figures are results, and yet every stretch is recorded alike: a compiler leaves out what has never run, so a first
 * message of the window that took a way of its own would throw the whole receive path back to the interpreter, and the
 * window would begin with its compilation.
 *
 * <p>Any thread records; one control thread reads.
 */
final class Stretch {

    private final int number;
    private final Times times;
    private final LongAdder messages = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder heartbeats = new LongAdder();
    /** Null where messages do not go to all at once. */
    private volatile Deliveries deliveries;

    /**
     * @param number index of the account that a subscription keeps for it
     * @param times where latencies go; stretches whose latencies nobody reads may share it
     */
    Stretch(int number, Times times) {
        this.number = number;
        this.times = times;
    }

    int number() {
        return number;
    }

    Times times() {
        return times;
    }

    void countMessage() {
        messages.increment();
    }

    void countRepeat() {
        repeats.increment();
    }

    void countMissing(long more) {
        missing.add(more);
    }

    void countHeartbeat() {
        heartbeats.increment();
    }

    void record(Metric metric, long valueNs) {
        times.record(metric, valueNs);
    }

    void expect(Deliveries broadcast) {
        deliveries = broadcast;
    }

    /** A message has reached one more subscriber. */
    void delivered(long index, long responseNs) {
        Deliveries all = deliveries;
        if (all != null) {
            all.record(index, responseNs);
        }
    }

    /** Null where messages do not go to all at once. */
    Deliveries deliveries() {
        return deliveries;
    }

    /** Messages so far, repeats too. */
    long messages() {
        return messages.sum();
    }

    long repeats() {
        return repeats.sum();
    }

    long heartbeats() {
        return heartbeats.sum();
    }

    /** Numbers missing between others of the same subscription so far. */
    long missing() {
        return missing.sum();
    }
}
