package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** One open push stream: a WebSocket session or an SSE response. */
public interface Subscription {

    /** As fast as messages come. */
    long UNLIMITED = Long.MAX_VALUE;

    /** The fastest of slow readers: 1 GB/s. */
    long MAX_BYTES_PER_SECOND = 1_000_000_000;

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
     * Sends a POST to the server of an event stream: over HTTP/1.1 on a kept-alive connection of this subscription's own,
     * one at a time, over HTTP/2 on the connection of the event stream. Never waits; bodies of up to 1 MiB may wait for
     * their answers. May be called from any thread.
     *
     * @param pathQuery what to ask for, such as {@code /publish?topic=a}
     * @param body JSON; the caller's own again when this returns
     * @param onFailed hears why it failed, or was not answered by 2xx; on the event loop, or at once
     * @throws UnsupportedOperationException over a WebSocket
     */
    default void post(String pathQuery, ByteBuffer body, Consumer<SubscriptionEnd> onFailed) {
        throw new UnsupportedOperationException("this subscription cannot post");
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

    /**
     * Makes this side a slow consumer, so that the peer's flow control is felt: over HTTP/1.1 the socket is not read, and
     * TCP pushes back; over HTTP/2 the stream gets no credit, and the other streams of its connection go on. Bytes are
     * those on the way to the protocol's decoder: framing is in them, TLS is not. While nothing is read, an end that came
     * by TCP is not noticed. May be called from any thread.
     *
     * @param bytesPerSecond 0 to stop, up to {@link #MAX_BYTES_PER_SECOND}; {@link #UNLIMITED} to be slow no longer
     * @throws UnsupportedOperationException if nothing lies between the two sides that could push back
     */
    default void readAtMost(long bytesPerSecond) {
        throw new UnsupportedOperationException("this transport cannot read slowly");
    }
}
