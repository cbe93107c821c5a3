package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/**
 * Hears what happens to one subscription: {@code onConnected? onOpen? (onMessage|onHeartbeat|onPong)* onEnd}. All times are
 * {@link System#nanoTime()}.
 */
public interface SubscriptionListener {

    /**
     * The transport connection is up, TLS handshake included. For a stream on an HTTP/2 connection that was open
     * already, this is when the stream was given to it. With redirects, that of the first connection.
     */
    void onConnected(long nanoTime);

    /**
     * The server accepted the subscription: response headers of an event stream, or the answer to an upgrade.
     *
     * @param serverHeader the value of the {@code Server} response header, or null
     */
    void onOpen(Subscription subscription, String serverHeader, long nanoTime);

    /**
     * One whole message: the payload of a WebSocket message, or the data of an SSE event.
     *
     * @param payload readable bytes between position and limit; valid only during the call, which may change position
     *     and limit but not the bytes
     * @param receivedNs when the read that completed the message returned
     */
    void onMessage(ByteBuffer payload, long receivedNs);

    /**
     * A sign of life that is no message: a WebSocket ping, which has been answered, or a comment line of an event stream.
     *
     * @param receivedNs when the read that completed it returned
     */
    default void onHeartbeat(long receivedNs) {}

    /**
     * The answer to a WebSocket ping, or a pong that nobody asked for.
     *
     * @param payload as in {@link #onMessage}
     * @param receivedNs when the read that completed it returned
     */
    default void onPong(ByteBuffer payload, long receivedNs) {}

    /**
     * The subscription is over, whether it ever opened or not. Called exactly once; nothing is called after it.
     *
     * @param end why
     */
    void onEnd(SubscriptionEnd end);
}
