package dev.pushbench.reports.bytes;

/** What wraps a message on its way to the network, in the order of the wrapping: the message's own framing first. */
public enum Layer {
    /** Binary data as text, because an event stream is UTF-8. */
    BASE64("Base64", "message"),
    WEBSOCKET_FRAME("WebSocket frame", "frame"),
    SSE_EVENT("SSE event", "event"),
    HTTP1_CHUNK("HTTP/1.1 chunk", "chunk"),
    HTTP2_DATA("HTTP/2 DATA frame", "frame"),
    TLS_RECORD("TLS record", "record"),
    TCP_IP("TCP/IP segment", "segment");

    private final String label;
    private final String unit;

    Layer(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** As a reader knows it, in the singular. */
    public String label() {
        return label;
    }

    /** What it puts around its content, once or several times: {@code frame}, {@code record}; in the singular. */
    public String unit() {
        return unit;
    }

    /** Whether it belongs to WebSocket or SSE itself: all others carry whatever they are given. */
    public boolean isFraming() {
        return compareTo(SSE_EVENT) <= 0;
    }
}
