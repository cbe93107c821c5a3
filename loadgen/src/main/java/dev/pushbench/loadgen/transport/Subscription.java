package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/** One open push stream: a WebSocket session or an SSE response. */
public interface Subscription {

    /**
     * Sends one WebSocket message, in one frame. Never waits: what the peer does not read yet waits here, up to 1 MiB; more
     * than that ends the subscription as {@link SubscriptionEnd.Cause#UNREAD}. After the end it does nothing. May be called
     * from any thread; messages of one thread stay in order.
     *
     * @param payload the caller's own again when this returns
     * @param text as text, which must be UTF-8, or else as binary
     * @throws UnsupportedOperationException over an event stream
     */
    default void send(ByteBuffer payload, boolean text) {
        throw new UnsupportedOperationException("this subscription cannot send");
    }

    /**
     * Sends a WebSocket ping, as {@link #send} does; the listener hears the pong.
     *
     * @param payload at most 125 bytes
     * @throws UnsupportedOperationException over an event stream
     */
    default void ping(ByteBuffer payload) {
        throw new UnsupportedOperationException("this subscription cannot ping");
    }

    /**
     * Ends the subscription from this side, politely where the protocol has a way (a close frame, a stream reset). The
     * listener hears {@link SubscriptionEnd.Cause#CLOSED_BY_US}. May be called from any thread; further calls do nothing.
     */
    void close();
}
