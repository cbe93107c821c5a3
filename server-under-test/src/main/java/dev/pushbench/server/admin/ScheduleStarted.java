package dev.pushbench.server.admin;

/**
 * The answer of {@code POST /admin/schedule/TOPIC}.
 *
 * @param topic that publishes now
 * @param startNs when index 0 is due, on the server's {@link System#nanoTime()}
 * @param subscriptions of the topic at this moment
 */
public record ScheduleStarted(String topic, long startNs, int subscriptions) {}
