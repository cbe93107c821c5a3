package dev.pushbench.loadgen.transport;

/**
 * What one subscription asks for besides what all of a transport do.
 *
 * @param parameter what its URL has in the query besides what the target says, such as {@code topic=a}, in the form that a
 *     URL has; null for nothing
 * @param lastEventId sent as {@code Last-Event-ID} (WHATWG HTML, section 9.2.4) when an event stream is asked for; null or
 *     empty: not sent. WebSocket has no such thing
 */
public record SubscriptionRequest(String parameter, String lastEventId) {

    /** What all ask for. */
    public static final SubscriptionRequest PLAIN = new SubscriptionRequest(null, null);

    public SubscriptionRequest {
        if (lastEventId != null && lastEventId.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("last event id: holds a line break or NUL, which no header can");
        }
    }

    /** An event stream that goes on where another has ended. */
    public static SubscriptionRequest after(String lastEventId) {
        return new SubscriptionRequest(null, lastEventId);
    }

    /** The same elsewhere: the query there is the server's to choose. */
    SubscriptionRequest redirected() {
        return parameter == null ? this : after(lastEventId);
    }

    String pathQuery(String ofTarget) {
        return parameter == null ? ofTarget : ofTarget + (ofTarget.contains("?") ? "&" : "?") + parameter;
    }
}
