package dev.pushbench.loadgen.measure;

import dev.pushbench.server.wire.BinaryMessageEncoder;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Reads the numbers in front of a binary message: big-endian, 64 bits each, in the order sequence, intended time, time of
 * sending. Numbers that are negative, or that are not all there, are absent.
 *
 * <p>Base64 is decoded to its end, although the numbers are in its first 32 characters: a client that wants the bytes has
 * to, so a shortcut would show event streams cheaper than they are.
 */
final class BinaryScanner implements MessageScanner {

    private final boolean base64;

    /** The decoder takes whole arrays only. Kept while messages are equally long, as those of one schedule are. */
    private byte[] encoded = {};

    /** Room for what is decoded. */
    private ByteBuffer decoded = ByteBuffer.allocate(0);

    private long sequence = ABSENT;
    private long intendedNs = ABSENT;
    private long sentNs = ABSENT;

    /** @param base64 whether messages are in base64 */
    BinaryScanner(boolean base64) {
        this.base64 = base64;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long intendedNs() {
        return intendedNs;
    }

    @Override
    public long sentNs() {
        return sentNs;
    }

    @Override
    public void scan(ByteBuffer payload) {
        ByteBuffer message = base64 ? decode(payload) : payload;
        boolean whole = message.remaining() >= BinaryMessageEncoder.MIN_PAYLOAD_BYTES;
        sequence = whole ? number(message, 0) : ABSENT;
        intendedNs = whole ? number(message, 1) : ABSENT;
        sentNs = whole ? number(message, 2) : ABSENT;
    }

    private static long number(ByteBuffer message, int index) {
        long number = message.getLong(message.position() + index * Long.BYTES);
        return number < 0 ? ABSENT : number;
    }

    /** The bytes; none if it is no base64. */
    private ByteBuffer decode(ByteBuffer payload) {
        int length = payload.remaining();
        if (length != encoded.length) {
            encoded = new byte[length];
            decoded = ByteBuffer.allocate((length + 3) / 4 * 3);
        }
        payload.get(payload.position(), encoded);
        try {
            return decoded.clear().limit(Base64.getDecoder().decode(encoded, decoded.array()));
        } catch (IllegalArgumentException e) {
            return decoded.clear().limit(0);
        }
    }
}
