package dev.pushbench.server.wire;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Writes the binary form of a message: three big-endian numbers of 64 bits, then bytes without meaning. */
public final class BinaryMessageEncoder {

    /** The three numbers, in bytes: no payload can be smaller. */
    public static final int MIN_PAYLOAD_BYTES = 3 * Long.BYTES;

    /**
     * What messages are filled up from, end to end like one endless stream. It repeats itself only after twice the 32 KiB
     * that DEFLATE looks back (RFC 1951, section 2), so that compression finds nothing in it, in one message or over
     * several. The seed is fixed: every server sends the same bytes.
     */
    private static final byte[] FILL = new byte[64 << 10];

    static {
        new SplittableRandom(1).nextBytes(FILL);
    }

    private BinaryMessageEncoder() {}

    /**
     * Encodes one message.
     *
     * @param sequence counts from 0 within a topic; not negative
     * @param intendedNs when the schedule says that it is due, on the clock of {@link System#nanoTime()}; not negative
     * @param sentNs when it is actually sent, on the same clock; not negative
     * @param payloadBytes exact length of the result, at least {@value #MIN_PAYLOAD_BYTES}
     */
    public static byte[] encode(long sequence, long intendedNs, long sentNs, int payloadBytes) {
        if (payloadBytes < MIN_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("payload of " + payloadBytes
                    + " bytes is too small: a binary message needs " + MIN_PAYLOAD_BYTES
                    + " for its sequence and times");
        }
        if (sequence < 0 || intendedNs < 0 || sentNs < 0) {
            throw new IllegalArgumentException(
                    "negative number in a message: " + Math.min(sequence, Math.min(intendedNs, sentNs)));
        }
        byte[] message = new byte[payloadBytes];
        ByteBuffer.wrap(message).putLong(sequence).putLong(intendedNs).putLong(sentNs);
        fill(message, sequence);
        return message;
    }

    /** Goes on where the message before it has stopped. */
    private static void fill(byte[] message, long sequence) {
        long perMessage = message.length - MIN_PAYLOAD_BYTES;
        int from = (int) (sequence % FILL.length * perMessage % FILL.length);
        for (int at = MIN_PAYLOAD_BYTES; at < message.length; ) {
            int length = Math.min(message.length - at, FILL.length - from);
            System.arraycopy(FILL, from, message, at, length);
            at += length;
            from = 0;
        }
    }
}
