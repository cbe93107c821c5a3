package dev.pushbench.loadgen.transport;

/**
 * A listener that opens an ended event stream again where it ended. Costs a copy of each event's id; no object per event.
 */
public interface ResumableListener extends SubscriptionListener {

    /**
     * Called right before {@link #onEnd} of an event stream that was open, with what it said about reconnecting. A
     * subscription that never opened says nothing, and a WebSocket has nothing to say.
     *
     * @param lastEventId for {@link SubscriptionRequest}: the id of the last whole event
     *     that had one, else what this subscription was opened with; null for none
     * @param retryMillis how long the server asks to wait before that, or -1 if it did not say
     */
    void onResumePoint(String lastEventId, long retryMillis);
}
