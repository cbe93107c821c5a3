package dev.pushbench.loadgen.transport;

/** What carries one subscription: a connection, or a stream of one. Owner: the event loop of the subscription. */
interface Carrier {

    /** What takes the payload bytes, once the subscription is open; sends as well. */
    ByteReceiver receiver();

    /** Sends a POST beside the event stream; the listener of the POST hears what comes of it. */
    void post(PostQueue.Post post);

    /** Ends the exchange, politely where the protocol has a way; the listener has been told already. */
    void close();

    /** See {@link Subscription#readAtMost}. */
    void readAtMost(long bytesPerSecond);
}
