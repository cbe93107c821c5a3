package dev.pushbench.loadgen.experiment;

import dev.pushbench.reports.result.Environment;
import java.util.List;

/**
 * What the instrument costs on this machine.
 *
 * @param environment of the measurement
 * @param loads the cost of a message, by load
 * @param crowd subscriptions under which the cost of a connection was measured; 0 if it was not
 * @param connections the cost of a connection, by cell
 * @param limit whether the reference was there to compare with
 */
public record SelfTestResult(
        Environment environment, List<LoadCost> loads, int crowd, List<ConnectionCost> connections, boolean limit) {

    /**
     * The cost of a message under one load.
     *
     * @param load its name
     * @param text the load in words
     */
    public record LoadCost(String load, String text, List<MessageCost> cells) {}

    /**
     * The cost of a message in one cell, or in the reference. Null where a figure does not apply.
     *
     * @param cell its name; {@code limit sse} and {@code limit ws} are the reference
     * @param clientCpuNsPerMessage processor time of the whole load generator process per message; the same number, over
     *     1,000, is CPU seconds per million messages
     * @param ratioToLimit of the client's processor time, to the reference of the same protocol in the same round
     * @param serverCpuNsPerMessage the server's
     * @param allocatedBytesPerMessage what the load generator allocates, all threads
     */
    public record MessageCost(
            String cell,
            Spread clientCpuNsPerMessage,
            Spread ratioToLimit,
            Spread serverCpuNsPerMessage,
            Spread allocatedBytesPerMessage) {}

    /**
     * The cost of a connection in one cell, or in the reference, at one message a second. Null where a figure does not
     * apply. Heap is live heap, after a collection; the kernel's socket buffers are in neither heap nor RSS.
     *
     * @param cell its name
     * @param connectsPerSecond subscriptions opened per second, by a process that has just started on a server that has
     *     just started
     * @param ratioToLimit of that rate, to the reference of the same protocol in the same round
     */
    public record ConnectionCost(
            String cell,
            Spread clientHeapBytes,
            Spread clientRssBytes,
            Spread serverHeapBytes,
            Spread serverRssBytes,
            Spread connectsPerSecond,
            Spread ratioToLimit) {}
}
