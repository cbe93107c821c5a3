package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Topics;
import java.net.URI;
import java.time.Duration;

/**
 * What a pushbench server is told to publish for one run: so many messages for the warm-up, so many for the window. Pure arithmetic.
 *
 * @param target the subscriptions' URL
 * @param topic null where the target publishes by itself, or nothing
 * @param schedule null likewise
 * @param warmupMessages of each subscription that do not count
 */
record Push(TransportConfig target, String topic, SendSchedule schedule, long warmupMessages) {

    private static final double NS_PER_SECOND = 1e9;

    /**
     * What is known before the target is: a topic of the run's own, or whatever the target publishes by itself. Messages
     * that go round have a schedule as well, which the agents follow.
     */
    static Push of(LoadConfig config) {
        if (config.interaction().roundTrip()) {
            return on(null, config.transport(), config);
        }
        if (config.pushOnlyIfSilent()) {
            return new Push(config.transport(), null, null, 0);
        }
        String topic = "load-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        return on(topic, withTopic(config.transport(), topic), config);
    }

    /** On the topic that the target's URL names: for a server that is silent there. */
    static Push onTopicOfUrl(LoadConfig config) {
        return on(topicOf(config.transport()), config.transport(), config);
    }

    /** The topic that the target's URL names. */
    static String topicOf(TransportConfig transport) {
        String query = transport.target().getQuery();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.startsWith("topic=")) {
                return parameter.substring("topic=".length());
            }
        }
        return Topics.DEFAULT;
    }

    private static Push on(String topic, TransportConfig target, LoadConfig config) {
        SendSchedule wanted = config.push();
        long warmup = (long) Math.ceil(messages(wanted, config.warmup()));
        long measured = Math.max(1, Math.round(messages(wanted, config.duration())));
        SendSchedule schedule =
                new SendSchedule(wanted.ratePerSecond(), wanted.payloadBytes(), wanted.pattern(), warmup + measured);
        return new Push(target, topic, schedule, warmup);
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
