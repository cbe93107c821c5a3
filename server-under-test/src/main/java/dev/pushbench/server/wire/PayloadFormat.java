package dev.pushbench.server.wire;

/** What the payload of a message is: JSON text, or the same numbers in binary. */
public enum PayloadFormat {
    /** {@link MessageEncoder}: a text frame of a WebSocket, an event whose data is the text. */
    TEXT(MessageEncoder.MIN_PAYLOAD_BYTES) {
        @Override
        byte[] payload(long sequence, long intendedNs, long sentNs, int payloadBytes) {
            return MessageEncoder.encode(sequence, intendedNs, sentNs, payloadBytes);
        }
    },
    /** {@link BinaryMessageEncoder}: a binary frame of a WebSocket, an event whose data is the base64 of the bytes. */
    BINARY(BinaryMessageEncoder.MIN_PAYLOAD_BYTES) {
        @Override
        byte[] payload(long sequence, long intendedNs, long sentNs, int payloadBytes) {
            return BinaryMessageEncoder.encode(sequence, intendedNs, sentNs, payloadBytes);
        }
    };

    private final int minPayloadBytes;

    PayloadFormat(int minPayloadBytes) {
        this.minPayloadBytes = minPayloadBytes;
    }

    /** Room for the sequence and the times, in bytes: no payload can be smaller. */
    public int minPayloadBytes() {
        return minPayloadBytes;
    }

    /** What the name of a cell has at its end where messages are in this format; nothing for text. */
    public String cellSuffix() {
        return this == TEXT ? "" : "+binary";
    }

    /**
     * Encodes one message.
     *
     * @param sequence counts from 0 within a topic; not negative
     * @param intendedNs when the schedule says that it is due, on the clock of {@link System#nanoTime()}; not negative
     * @param sentNs when it is actually sent, on the same clock; not negative
     * @param payloadBytes exact length of the payload, at least {@link #minPayloadBytes()}; over an event stream the
     *     base64 of a binary payload is a third longer
     */
    public PushMessage encode(long sequence, long intendedNs, long sentNs, int payloadBytes) {
        return new PushMessage(payload(sequence, intendedNs, sentNs, payloadBytes), this);
    }

    abstract byte[] payload(long sequence, long intendedNs, long sentNs, int payloadBytes);
}
