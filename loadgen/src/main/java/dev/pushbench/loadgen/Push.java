package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.server.publish.SendSchedule;
import java.net.URI;
import java.time.Duration;

/**
 * What a pushbench server is told to publish for one run, on a topic of the run's own: so many messages for the warm-up,
 * so many for the window. Pure arithmetic.
 *
 * @param target the subscriptions' URL
 * @param topic null where the target publishes by itself
 * @param schedule null likewise
 * @param warmupMessages of each subscription that do not count
 */
record Push(TransportConfig target, String topic, SendSchedule schedule, long warmupMessages) {

    private static final double NS_PER_SECOND = 1e9;

    static Push of(LoadConfig config) {
        SendSchedule wanted = config.push();
        if (wanted == null) {
            return new Push(config.transport(), null, null, 0);
        }
        long warmup = (long) Math.ceil(messages(wanted, config.warmup()));
        long measured = Math.max(1, Math.round(messages(wanted, config.duration())));
        SendSchedule schedule =
                new SendSchedule(wanted.ratePerSecond(), wanted.payloadBytes(), wanted.pattern(), warmup + measured);
        String topic = "load-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        return new Push(withTopic(config.transport(), topic), topic, schedule, warmup);
    }

    private static double messages(SendSchedule schedule, Duration time) {
        return schedule.ratePerSecond() * time.toNanos() / NS_PER_SECOND;
    }

    private static TransportConfig withTopic(TransportConfig transport, String topic) {
        String url = transport.target().toString();
        return transport.withTarget(URI.create(url + (url.contains("?") ? "&" : "?") + "topic=" + topic));
    }

    /** When the window opens, after the schedule's start. */
    long windowStartNs() {
        return schedule.dueNs(warmupMessages, 0, 1);
    }

    /** When the window closes, after the schedule's start. */
    long windowEndNs() {
        return schedule.dueNs(schedule.messages(), 0, 1);
    }

    /**
     * Messages due in the window, over all subscriptions.
     *
     * @param endNs when it closed, after the schedule's start: earlier than {@link #windowEndNs()} in a run that was cut
     *     short
     */
    long expected(int subscriptions, long endNs) {
        long perSubscription = schedule.messages() - warmupMessages;
        if (endNs >= windowEndNs()) {
            return perSubscription * subscriptions;
        }
        long expected = 0;
        for (int slot = 0; slot < subscriptions; slot++) {
            expected += dueBefore(endNs, slot, subscriptions, perSubscription);
        }
        return expected;
    }

    private long dueBefore(long endNs, int slot, int slots, long most) {
        long low = 0;
        long high = most;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (schedule.dueNs(warmupMessages + middle, slot, slots) < endNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
