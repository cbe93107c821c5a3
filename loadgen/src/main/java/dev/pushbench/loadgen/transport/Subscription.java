package dev.pushbench.loadgen.transport;

/** One open push stream: a WebSocket session or an SSE response. */
public interface Subscription {

    /**
     * Ends the subscription from this side, politely where the protocol has a way (a close frame, a stream reset). The
     * listener hears {@link SubscriptionEnd.Cause#CLOSED_BY_US}. May be called from any thread; further calls do nothing.
     */
    void close();
}
