package dev.pushbench.loadgen.transport;

/** What carries one subscription: a connection, or a stream of one. Owner: the event loop of the subscription. */
interface Carrier {

    /** Ends the exchange, politely where the protocol has a way; the listener has been told already. */
    void close();

    /** See {@link Subscription#readAtMost}. */
    void readAtMost(long bytesPerSecond);
}
