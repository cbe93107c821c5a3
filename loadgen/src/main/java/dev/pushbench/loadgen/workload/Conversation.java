package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import java.util.function.LongSupplier;

/**
 * Something that a run does on its subscriptions: what a {@link Population} tells it, and what it is told of the run.
 * Connections are counted from 0 within the agent.
 *
 * @implSpec {@link #opened} and {@link #ended} come on the event loop of the subscription, and must not block; the others
 *     on the agent's thread.
 */
public interface Conversation extends AutoCloseable {

    /** What the URL of that connection has in its query besides what all have, such as {@code topic=a}; null for nothing. */
    default String parameter(int connection) {
        return null;
    }

    /** A subscription is open. */
    void opened(int connection, Subscription subscription);

    /** It is over; only of one that had opened. */
    void ended(int connection);

    /**
     * The warm-up begins, and after it the window.
     *
     * @param startNs of the warm-up, on {@link System#nanoTime()}
     * @param windowStartNs likewise
     * @param windowEndNs likewise; asked again and again, for a run may end early
     */
    default void begin(long startNs, long windowStartNs, LongSupplier windowEndNs) {}

    /** Messages sent so far. */
    default long sent() {
        return 0;
    }

    /** Messages that were due in the window, sent or not, on connections that were open then; null if it sends none. */
    default Long due() {
        return null;
    }

    /** Does nothing any more. */
    @Override
    void close();
}
