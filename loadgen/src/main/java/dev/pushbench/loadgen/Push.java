package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.Broadcast;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.OptionText;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import dev.pushbench.server.publish.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pushbench server is told to publish for one run: so many messages for the warm-up, so many for the window. Pure arithmetic.
 *
 * @param target the subscriptions' URL
 * @param topic null where the target publishes by itself, or nothing
 * @param schedule null likewise
 * @param warmupMessages of each subscription that do not count
 * @param messages up to the end of the window
 */
record Push(TransportConfig target, String topic, SendSchedule schedule, long warmupMessages, long messages) {

    private static final double NS_PER_SECOND = 1e9;
    /** 8 MB for each agent, and as much again for those of the warm-up. */
    private static final int MAX_BROADCASTS = 1_000_000;

    /**
     * What is known before the target is: a topic of the run's own, or whatever the target publishes by itself. Messages
     * that go round have a schedule as well, which the agents follow.
     */
    static Push of(LoadConfig config) {
        if (config.interaction().roundTrip()) {
            return on(null, config.transport(), config);
        }
        if (config.pushOnlyIfSilent()) {
            return new Push(config.transport(), null, null, 0, 0);
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
        long warmup = (long) Math.ceil(wanted.ratePerSecond() * config.warmup().toNanos() / NS_PER_SECOND);
        SendSchedule whole = staged(wanted, config.warmup());
        long messages = wanted.stages().isEmpty()
                ? warmup
                        + Math.max(
                                1,
                                Math.round(
                                        wanted.rate().sumUntil(config.duration().toNanos())))
                : withStages(whole, warmup, config);
        return new Push(target, topic, whole.withMessages(messages + beyond(config)), warmup, messages);
    }

    /** Only what is due by the end of the last stage: after that the rate may be 0, and the rest of a message never comes. */
    private static long withStages(SendSchedule whole, long warmup, LoadConfig config) {
        long endNs = config.warmup().plus(config.duration()).toNanos();
        long messages = (long) whole.rate().sumUntil(endNs);
        if (messages <= warmup) {
            throw new IllegalArgumentException("--rate-stage makes less than one message for each subscription in "
                    + OptionText.of(config.duration()) + " after the warm-up: use higher rates or longer stages");
        }
        return messages;
    }

    /** The stages begin when the window opens; until then it is the first rate. */
    private static SendSchedule staged(SendSchedule wanted, Duration warmup) {
        if (wanted.stages().isEmpty() || warmup.isZero()) {
            return wanted;
        }
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage(wanted.ratePerSecond(), warmup.toNanos()));
        stages.addAll(wanted.stages());
        return wanted.withStages(stages);
    }

    /** Where nobody can tell when all has arrived, messages that do not count tell that those that do are past. */
    private static long beyond(LoadConfig config) {
        return config.profile().isSteady()
                ? 0
                : (long) Math.ceil(config.push().rate().at(config.duration().toNanos()));
    }

    private static TransportConfig withTopic(TransportConfig transport, String topic) {
        String url = transport.target().toString();
        return transport.withTarget(URI.create(url + (url.contains("?") ? "&" : "?") + "topic=" + topic));
    }

    /** The window's messages, if each goes to all at once and there are not too many to keep a time for each. */
    Broadcast broadcast() {
        long inWindow = messages - warmupMessages;
        return topic != null && schedule.pattern() == Pattern.BROADCAST && inWindow <= MAX_BROADCASTS
                ? new Broadcast(warmupMessages, (int) inWindow)
                : null;
    }

    /** When the window opens, after the schedule's start. */
    long windowStartNs() {
        return schedule.dueNs(warmupMessages, 0, 1);
    }

    /** When the window closes, after the schedule's start. */
    long windowEndNs() {
        return schedule.dueNs(messages, 0, 1);
    }

    /**
     * Messages due in the window, over all subscriptions.
     *
     * @param endNs when it closed, after the schedule's start: earlier than {@link #windowEndNs()} in a run that was cut
     *     short
     */
    long expected(int subscriptions, long endNs) {
        long perSubscription = messages - warmupMessages;
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
