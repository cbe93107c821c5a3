package dev.pushbench.reports.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What one cell showed, in one block or merged over all of them. Components are null where the target does not reveal
 * the figure.
 *
 * @param cell {@code ws/1.1}, {@code ws/2}, {@code sse/1.1} or {@code sse/2}, with a suffix such as {@code +tls}
 * @param connections subscriptions that were asked for (the largest number, where blocks differ)
 * @param clients those that hold them: one has as many as {@code --streams-per-client} says, over HTTP/2 on one
 *     connection, over HTTP/1.1 on one connection each; null in files of before it was kept, and merged over blocks
 * @param tcpConnections TCP connections that carried them; fewer than subscriptions where HTTP/2 multiplexes; the
 *     most at once where they come and go
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
 * @param lastDelivery intended time of a broadcast message until the last of its subscribers had it; one value a message
 * @param connectsPerSecond subscriptions opened per second, while they were being opened
 * @param cpu processor time per message
 * @param memory per subscription
 * @param clientAllocatedBytesPerMessage heap that the load generator allocates in the window, all threads, per message
 * @param bytesPerMessage bytes that crossed the client's sockets inwards, TLS and framing included, per message
 * @param errors failed or lost subscriptions by cause, with their number; empty if none
 * @param excluded what arrived but is in no figure; null in files of before it was kept
 * @param exchange what was sent and heard besides pushed messages; null where nothing was
 * @param turnover how subscriptions came and went while messages flowed; null where they were all opened before and held
 * @param slow the slow consumers, who are counted in none of the above but bytes and processor time per message,
 *     memory and connects per second; null without any
 * @param search for the largest load that the target bears, of whose probes these figures are the best; null where none
 *     was searched for
 */
public record CellResult(
        String cell,
        int connections,
        Integer clients,
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
        LatencySummary lastDelivery,
        Double connectsPerSecond,
        Cpu cpu,
        Memory memory,
        Double clientAllocatedBytesPerMessage,
        Double bytesPerMessage,
        Map<String, Long> errors,
        Excluded excluded,
        Exchange exchange,
        Turnover turnover,
        @JsonInclude(JsonInclude.Include.NON_NULL) SlowResult slow,
        @JsonInclude(JsonInclude.Include.NON_NULL) SearchResult search) {

    public CellResult {
        errors = errors == null ? Map.of() : errors;
    }

    /** Without what only some runs have. */
    public CellResult(
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
            Double connectsPerSecond,
            Cpu cpu,
            Memory memory,
            Double clientAllocatedBytesPerMessage,
            Double bytesPerMessage,
            Map<String, Long> errors,
            Excluded excluded) {
        this(
                cell,
                connections,
                null,
                tcpConnections,
                windowNs,
                messages,
                responseTime,
                serviceTime,
                scheduleLag,
                connectTime,
                headersTime,
                firstMessage,
                gap,
                null,
                connectsPerSecond,
                cpu,
                memory,
                clientAllocatedBytesPerMessage,
                bytesPerMessage,
                errors,
                excluded,
                null,
                null,
                null,
                null);
    }

    /** The same by another name. */
    public CellResult named(String name) {
        return with(name, search);
    }

    /** The same as what a search shows: its best probe. */
    public CellResult withSearch(SearchResult result) {
        return with(cell, result);
    }

    private CellResult with(String name, SearchResult searched) {
        return new CellResult(
                name,
                connections,
                clients,
                tcpConnections,
                windowNs,
                messages,
                responseTime,
                serviceTime,
                scheduleLag,
                connectTime,
                headersTime,
                firstMessage,
                gap,
                lastDelivery,
                connectsPerSecond,
                cpu,
                memory,
                clientAllocatedBytesPerMessage,
                bytesPerMessage,
                errors,
                excluded,
                exchange,
                turnover,
                slow,
                searched);
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
     */
    public record Messages(Long expected, long received, Long lost, Long duplicated, Long reordered, long clamped) {}

    /**
     * Messages that arrived but are in no other figure.
     *
     * @param beforeWindow due (or received, where messages carry no time) before the window: warm-up
     * @param afterWindow due (or received) after it
     * @param unreadable without the fields that they should have
     */
    public record Excluded(long beforeWindow, long afterWindow, long unreadable) {

        /** Both together. */
        public Excluded plus(Excluded other) {
            return new Excluded(
                    beforeWindow + other.beforeWindow, afterWindow + other.afterWindow, unreadable + other.unreadable);
        }
    }

    /**
     * How subscriptions came and went.
     *
     * @param attempts to open one
     * @param opened that ever opened
     * @param left that ended because the load profile wanted it
     * @param lost that failed, or that the target ended
     * @param cameBack attempts to take the place of one that was lost
     * @param peak most that were open at once; the sum of their peaks where several processes opened them
     * @param wantedAtEnd subscriptions that there should be at the end of the window
     * @param presentAtEnd of those, open then, or open until a moment before and coming back
     * @param recoveryNs from a storm until all were back; null if they never were, or if there was none
     */
    public record Turnover(
            long attempts,
            long opened,
            long left,
            long lost,
            long cameBack,
            long peak,
            int wantedAtEnd,
            int presentAtEnd,
            Long recoveryNs) {

        /** Of both. */
        public Turnover plus(Turnover other) {
            return new Turnover(
                    attempts + other.attempts,
                    opened + other.opened,
                    left + other.left,
                    lost + other.lost,
                    cameBack + other.cameBack,
                    peak + other.peak,
                    wantedAtEnd + other.wantedAtEnd,
                    presentAtEnd + other.presentAtEnd,
                    recoveryNs == null || other.recoveryNs == null
                            ? null
                            : Long.valueOf(Math.max(recoveryNs, other.recoveryNs)));
        }
    }

    /**
     * What connections did besides listening, and what they heard besides messages.
     *
     * @param sent messages sent over the whole run; null where the run sends none
     * @param matched messages, over the whole run, that were as expected; null where nothing was expected
     * @param unmatched messages that were not; null likewise
     * @param heartbeats WebSocket pings, or comment lines of event streams, received in the window
     * @param heartbeatGap time between two heartbeats of one subscription
     * @param pingTime from a ping of the load generator's to its pong
     * @param bytesSentPerMessage bytes that crossed the client's sockets outwards, TLS and framing included, per message
     *     received; null unless messages were sent to come back, and in files of before it was kept
     * @param clientNsPerConnectionSecond processor time of the load generator for one connection in one second; null
     *     unless connections were to be idle
     * @param serverNsPerConnectionSecond of the server, likewise, or null where it does not tell
     */
    public record Exchange(
            Long sent,
            Long matched,
            Long unmatched,
            long heartbeats,
            LatencySummary heartbeatGap,
            LatencySummary pingTime,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double bytesSentPerMessage,
            Double clientNsPerConnectionSecond,
            Double serverNsPerConnectionSecond) {

        /** The counts of both; times cannot be added, and are null. */
        public Exchange plus(Exchange other) {
            return new Exchange(
                    sum(sent, other.sent),
                    sum(matched, other.matched),
                    sum(unmatched, other.unmatched),
                    heartbeats + other.heartbeats,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        private static Long sum(Long one, Long two) {
            return one == null || two == null ? null : Long.valueOf(one + two);
        }
    }

    /**
     * Processor time of a whole process (user and kernel, JIT and GC included) over the window, per message received.
     *
     * @param clientNsPerMessage of the load generator
     * @param serverNsPerMessage of the server, or null where it does not tell
     */
    public record Cpu(Double clientNsPerMessage, Double serverNsPerMessage) {}

    /**
     * Growth of both processes, and of the kernel, per subscription, between one subscription and all of them. Of the
     * server and the kernel before messages flow, of the load generator at the end of the run.
     *
     * @param serverHeapBytesPerConnection the server's live heap, after a collection
     * @param serverRssBytesPerConnection the server's resident set
     * @param clientHeapBytesPerConnection the load generator's live heap, after a collection
     * @param clientRssBytesPerConnection the load generator's resident set; code compiled meanwhile is in it
     * @param kernelBytesPerConnection what the kernel of the server's machine has for its own objects, sockets and TCP
     *     buffers among them: that of both ends where both are on one machine, and of whatever else runs there. Null
     *     where several servers were measured, which may share a machine, and in files of before it was kept
     */
    public record Memory(
            Double serverHeapBytesPerConnection,
            Double serverRssBytesPerConnection,
            Double clientHeapBytesPerConnection,
            Double clientRssBytesPerConnection,
            Double kernelBytesPerConnection) {

        /** Where nobody tells of the kernel. */
        public Memory(
                Double serverHeapBytesPerConnection,
                Double serverRssBytesPerConnection,
                Double clientHeapBytesPerConnection,
                Double clientRssBytesPerConnection) {
            this(
                    serverHeapBytesPerConnection,
                    serverRssBytesPerConnection,
                    clientHeapBytesPerConnection,
                    clientRssBytesPerConnection,
                    null);
        }
    }
}
