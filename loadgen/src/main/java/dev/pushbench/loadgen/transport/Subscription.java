package dev.pushbench.loadgen.transport;

/** One open push stream: a WebSocket session or an SSE response. */
public interface Subscription {

    /** As fast as messages come. */
    long UNLIMITED = Long.MAX_VALUE;

    /** The fastest of slow readers: 1 GB/s. */
    long MAX_BYTES_PER_SECOND = 1_000_000_000;

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
