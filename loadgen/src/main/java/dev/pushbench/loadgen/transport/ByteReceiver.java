package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/** Takes the payload bytes of one subscription as they come. Owner: the event loop of the subscription. */
interface ByteReceiver {

    /** Takes what there is; what it leaves is of no interest. */
    void receive(ByteBuffer bytes, long receivedNs);

    /** No more will come, and the transport said so in its own way: a last chunk, END_STREAM, the end of the connection. */
    void end();

    /** See {@link Subscription#send}; any thread. */
    default void send(ByteBuffer payload, boolean text) {
        throw new UnsupportedOperationException("an event stream cannot send");
    }

    /** See {@link Subscription#post}; any thread. */
    default PostQueue posts() {
        throw new UnsupportedOperationException("a WebSocket sends messages, and no POST");
    }

    /** See {@link Subscription#ping}; any thread. */
    default void ping(ByteBuffer payload) {
        throw new UnsupportedOperationException("an event stream cannot ping");
    }
    /** The connection has gone: lets go of what the garbage collector does not see. */
    default void release() {}

    /** We want it over. Ends as the protocol says, or at once if it has nothing to say. */
    void close();
}
