package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import java.nio.ByteBuffer;

/** How a message of a client's gets to the server. */
interface Upstream {

    /** As a message of the WebSocket itself. */
    Upstream WEB_SOCKET = (connection, subscription, message) -> subscription.send(message, true);

    /** Sends; never waits. */
    void send(int connection, Subscription subscription, ByteBuffer message);

    /** See {@link Conversation#parameter}. */
    default String parameter(int connection) {
        return null;
    }
}
