package dev.pushbench.server.wire;

import java.nio.ByteBuffer;

/**
 * One message on its way out, in the forms that the transports need. Shared by all subscriptions that get it: each form
 * is encoded at most once, and each caller gets a view of its own on the same bytes.
 */
public final class PushMessage {

    private final byte[] payload;
    private final PayloadFormat format;

    /** Made by the first event stream that needs it. A benign race: two threads may both make it, equal to the byte. */
    private byte[] event;

    /** UTF-8 text; takes the payload over: nobody may change the array afterwards. */
    public PushMessage(byte[] payload) {
        this(payload, PayloadFormat.TEXT);
    }

    /** Takes the payload over; nobody may change the array afterwards. */
    PushMessage(byte[] payload, PayloadFormat format) {
        this.payload = payload;
        this.format = format;
    }

    /** What the payload is. */
    public PayloadFormat format() {
        return format;
    }

    /** The bare message: the payload of a WebSocket frame. */
    public ByteBuffer payload() {
        return ByteBuffer.wrap(payload);
    }

    /** Bytes of {@link #payload()}. */
    public int payloadBytes() {
        return payload.length;
    }

    /** The message as an event of an event stream. */
    public ByteBuffer sseEvent() {
        return ByteBuffer.wrap(event());
    }

    /** Bytes of {@link #sseEvent()}. */
    public int sseEventBytes() {
        return event().length;
    }

    private byte[] event() {
        byte[] made = event;
        if (made == null) {
            made = format == PayloadFormat.BINARY ? SseEncoder.base64Event(payload) : SseEncoder.event(payload);
            event = made;
        }
        return made;
    }
}
