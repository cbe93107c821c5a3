package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Recorded.Counts;
import dev.pushbench.loadgen.Recorded.Failure;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What one kind of slow consumers recorded, of one agent or several.
 *
 * @param what they did
 * @param asked subscriptions that were to do so
 * @param opened those that ever opened
 * @param ended those that opened and were ended by the other side, as far as is known
 * @param read messages, whether they count or not
 * @param counts of the messages that they read
 * @param responseTime in nanoseconds
 * @param failures ends that nobody on this side wanted, by cause
 */
public record SlowRecorded(
        String what,
        int asked,
        int opened,
        int ended,
        long read,
        Counts counts,
        Histogram responseTime,
        Map<String, Failure> failures) {

    /** What both recorded, as if one had. */
    SlowRecorded plus(SlowRecorded other) {
        Histogram times = responseTime.copy();
        times.setAutoResize(true);
        times.add(other.responseTime);
        Map<String, Failure> both = new TreeMap<>(failures);
        other.failures.forEach((cause, failure) -> both.merge(cause, failure, Failure::plus));
        return new SlowRecorded(
                what,
                asked + other.asked,
                opened + other.opened,
                ended + other.ended,
                read + other.read,
                counts.plus(other.counts),
                times,
                both);
    }
}
