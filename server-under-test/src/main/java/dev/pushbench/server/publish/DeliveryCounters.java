package dev.pushbench.server.publish;

import java.util.concurrent.atomic.LongAdder;

/** What became of the messages of all topics since the server started. Any thread counts and reads. */
public final class DeliveryCounters {

    private final LongAdder written = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder overflowDisconnects = new LongAdder();

    void countWritten(int messages) {
        written.add(messages);
    }

    void countDropped() {
        dropped.increment();
    }

    void countOverflowDisconnect() {
        overflowDisconnects.increment();
    }

    /** Messages that the socket, or the protocol layer above it, has taken. */
    public long written() {
        return written.sum();
    }

    /** Messages that found their queue full. */
    public long dropped() {
        return dropped.sum();
    }

    /** Subscriptions aborted because their queue was full. */
    public long overflowDisconnects() {
        return overflowDisconnects.sum();
    }
}
