package dev.pushbench.loadgen.transport;

/**
 * A listener that also wants what stands beside the data of an event. Costs a String or two per event; a plain
 * {@link SubscriptionListener} pays nothing.
 */
public interface EventFieldsListener extends SubscriptionListener {

    /**
     * Called right before {@link #onMessage} with what belongs to that message.
     *
     * @param type the event's type, {@code message} if it names none; for WebSocket {@code text} or {@code binary}
     * @param lastEventId the last id that the stream has set, with this event or earlier; empty if none, and always for
     *     WebSocket
     */
    void onFields(String type, String lastEventId);

    /** The server asks to wait so long before reconnecting, in milliseconds. */
    default void onRetry(long reconnectMillis) {}
}
