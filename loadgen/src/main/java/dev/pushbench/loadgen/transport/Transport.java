package dev.pushbench.loadgen.transport;

import java.util.OptionalInt;
import java.util.function.LongConsumer;

/**
 * Opens subscriptions of one cell against one target.
 *
 * @implSpec {@link #subscribe} may be called from any one thread and returns without waiting. Each listener's methods
 *     are called one at a time, in the order that {@link SubscriptionListener} states, on an event-loop thread; they
 *     must not block. After {@link #close} every listener that has not ended yet is told so.
 */
public interface Transport extends AutoCloseable {

    /** Starts to open one subscription; everything that comes of it is told to the listener. */
    default void subscribe(SubscriptionListener listener) {
        subscribe(listener, SubscriptionRequest.PLAIN);
    }

    /** The same, with something of its own in the request. */
    void subscribe(SubscriptionListener listener, SubscriptionRequest request);

    /** Says, before the first is opened, that some subscriptions will be told to {@link Subscription#readAtMost}. */
    default void expectSlowReaders() {}

    /** TCP connections open now. */
    int tcpConnections();

    /** What the TCP connections made so far turned out to be set to. */
    default SocketOptions socketOptions() {
        return SocketOptions.NO_SOCKETS;
    }

    /** How many streams the peer allows on an HTTP/2 connection, if it has said so. */
    default OptionalInt peerStreamLimit() {
        return OptionalInt.empty();
    }

    /** What has come up so far that a reader of the figures must know. */
    default TransportNotes notes() {
        return TransportNotes.NONE;
    }

    /** Bytes that have crossed the sockets inwards so far, TLS and framing included. */
    long bytesReceived();

    /** Bytes that have crossed the sockets outwards so far, likewise. */
    long bytesSent();

    /**
     * Asks every event loop to report how long a task handed to it now has to wait, in nanoseconds. The consumer is
     * called on the event loops.
     */
    void probeEventLoops(LongConsumer delayNs);

    @Override
    void close();
}
