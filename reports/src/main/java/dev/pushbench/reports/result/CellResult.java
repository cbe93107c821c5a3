package dev.pushbench.reports.result;

import java.util.Map;

/**
 * What one cell showed, in one block or merged over all of them. Components are null where the target does not reveal
 * the figure.
 *
 * @param cell {@code ws/1.1}, {@code ws/2}, {@code sse/1.1} or {@code sse/2}, with a suffix such as {@code +tls}
 * @param connections subscriptions that were asked for (the largest number, where blocks differ)
 * @param tcpConnections TCP connections that carried them; fewer than subscriptions where HTTP/2 multiplexes
 * @param windowNs length of the measurement window; summed over blocks
 * @param messages the accounting of the window
 * @param responseTime received − intended
 * @param serviceTime received − actually sent
 * @param scheduleLag actually sent − intended: the publisher's own lateness
 * @param connectTime start of the attempt until the transport is connected (TCP, and TLS where used)
 * @param headersTime start of the attempt until the response headers, or the upgrade's answer
 * @param firstMessage start of the attempt until the first message
 * @param gap time between two messages of one subscription; the only latency-like figure of a target whose messages
 *     carry no time
 * @param cpu processor time per message
 * @param memory of the server
 * @param bytesPerMessage bytes that crossed the client's sockets inwards, TLS and framing included, per message
 * @param errors failed or lost subscriptions by cause, with their number; empty if none
 */
public record CellResult(
        String cell,
        int connections,
        Integer tcpConnections,
        long windowNs,
        Messages messages,
        LatencySummary responseTime,
        LatencySummary serviceTime,
        LatencySummary scheduleLag,
        LatencySummary connectTime,
        LatencySummary headersTime,
        LatencySummary firstMessage,
        LatencySummary gap,
        Cpu cpu,
        Memory memory,
        Double bytesPerMessage,
        Map<String, Long> errors) {

    public CellResult {
        errors = errors == null ? Map.of() : errors;
    }

    /**
     * The accounting of the measurement window: {@code received - duplicated + lost = expected}.
     *
     * @param expected messages due in the window, over all subscriptions; null where the target's messages carry no
     *     sequence
     * @param received every arrival, repeats too
     * @param lost expected but never received; null where the target's messages carry no sequence
     * @param duplicated arrivals of a message that had already arrived; null likewise
     * @param reordered arrivals after a message with a higher sequence; null likewise
     * @param clamped latencies outside of the histogram's range, recorded at its edge
     * @param excluded what arrived and is in none of these figures; null in older files
     */
    public record Messages(
            Long expected,
            long received,
            Long lost,
            Long duplicated,
            Long reordered,
            long clamped,
            Excluded excluded) {

        /** Where nobody asks what was excluded. */
        public Messages(Long expected, long received, Long lost, Long duplicated, Long reordered, long clamped) {
            this(expected, received, lost, duplicated, reordered, clamped, null);
        }
    }

    /**
     * Messages that arrived but do not count.
     *
     * @param beforeWindow due (or received, where messages carry no time) before the window: warm-up
     * @param afterWindow due (or received) after it
     * @param unreadable without the fields that they should have
     */
    public record Excluded(long beforeWindow, long afterWindow, long unreadable) {}

    /**
     * Processor time of a whole process (user and kernel, JIT and GC included) over the window, per message received.
     *
     * @param clientNsPerMessage of the load generator
     * @param serverNsPerMessage of the server, or null where it does not tell
     */
    public record Cpu(Double clientNsPerMessage, Double serverNsPerMessage) {}

    /**
     * The server's memory, with one subscription and with all of them open, both after a collection.
     *
     * @param serverHeapBytesPerConnection growth of the live heap per subscription
     * @param serverRssBytesPerConnection growth of the resident set per subscription; kernel socket buffers are not in
     *     it
     */
    public record Memory(Double serverHeapBytesPerConnection, Double serverRssBytesPerConnection) {}
}
