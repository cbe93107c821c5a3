package dev.pushbench.server.publish;

import dev.pushbench.server.wire.PushMessage;

/**
 * One subscription, seen from the publisher.
 *
 * @implSpec No method may wait for the receiver: that would close the loop that must stay open.
 */
public interface Subscriber {

    /** Hands over a message. It is written now, or waits its turn, or is dropped and counted. */
    void offer(PushMessage message);

    /**
     * Says that the connection is still wanted, if nothing was said since the last call: a comment in an event stream, a
     * ping over WebSocket.
     */
    void heartbeat();

    /** Ends the stream in the protocol's own way, because the server stops. */
    void end();
}
