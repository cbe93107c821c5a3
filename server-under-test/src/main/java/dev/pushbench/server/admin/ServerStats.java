package dev.pushbench.server.admin;

import dev.pushbench.server.wire.PayloadFormat;
import java.util.List;
import java.util.Map;

/**
 * The answer of {@code GET /admin/stats}.
 *
 * @param process of the server
 * @param hiccups how late a thread that only sleeps wakes up in the server, since it started
 * @param subscriptions open now, by cell
 * @param messagesWritten since the server started
 * @param bytesWritten to sockets since the server started, TLS and framing included
 * @param messagesDropped because their queue was full
 * @param overflowDisconnects subscriptions aborted because their queue was full
 * @param topics what each topic does
 */
public record ServerStats(
        ProcessStats process,
        Percentiles hiccups,
        Map<String, Long> subscriptions,
        long messagesWritten,
        long bytesWritten,
        long messagesDropped,
        long overflowDisconnects,
        List<TopicStats> topics) {

    /**
     * One topic and its latest schedule.
     *
     * @param topic its name
     * @param subscriptions open now
     * @param publishing whether a schedule runs
     * @param format of the messages of the latest schedule; null if there was none
     * @param scheduleLag actually sent − intended, of the latest schedule; null if there was none
     */
    public record TopicStats(
            String topic, int subscriptions, boolean publishing, PayloadFormat format, Percentiles scheduleLag) {}
}
