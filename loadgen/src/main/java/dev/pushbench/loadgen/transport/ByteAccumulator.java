package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes of one message that did not come whole in one read. Holds no memory while empty: each thread keeps one array
 * for the next message that needs it, so that messages that always span reads do not allocate either.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class ByteAccumulator {

    private static final int FIRST_BYTES = 1024;
    /** A larger array than this is left to the garbage collector. */
    private static final int SPARE_BYTES = 256 * 1024;

    private static final ThreadLocal<ByteBuffer> SPARE = new ThreadLocal<>();

    private final int maxBytes;
    private final String what;
    private ByteBuffer buffer;

    /** @param what how the message of the violation begins when there is too much: "event" or "message" */
    ByteAccumulator(int maxBytes, String what) {
        this.maxBytes = maxBytes;
        this.what = what;
    }

    int size() {
        return buffer == null ? 0 : buffer.position();
    }

    /** Takes the bytes between two absolute positions; does not move the position of {@code in}. */
    void append(ByteBuffer in, int from, int to) throws ProtocolViolation {
        int length = to - from;
        if (length == 0) {
            return;
        }
        reserve(length);
        in.get(from, buffer.array(), buffer.position(), length);
        buffer.position(buffer.position() + length);
    }

    void append(byte b) throws ProtocolViolation {
        reserve(1);
        buffer.put(b);
    }

    /** What there is, readable; valid until the next call. */
    ByteBuffer view() {
        if (buffer == null) {
            return ByteBuffer.allocate(0);
        }
        return buffer.flip();
    }

    /** Empties it and lets go of the memory. */
    void release() {
        ByteBuffer done = buffer;
        buffer = null;
        if (done == null || done.capacity() > SPARE_BYTES) {
            return;
        }
        ByteBuffer spare = SPARE.get();
        if (spare == null || spare.capacity() < done.capacity()) {
            SPARE.set(done);
        }
    }

    private void reserve(int length) throws ProtocolViolation {
        int needed = size() + length;
        if (needed > maxBytes || needed < 0) {
            throw tooLarge();
        }
        if (buffer == null) {
            buffer = first(needed);
        }
        if (needed > buffer.capacity()) {
            int capacity = (int) Math.min(maxBytes, Math.max(needed, 2L * buffer.capacity()));
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), capacity)).position(buffer.position());
        }
    }

    ProtocolViolation tooLarge() {
        return new ProtocolViolation(
                CloseCode.TOO_BIG, what + " larger than " + maxBytes + " bytes: raise the limit with --max-message");
    }

    private static ByteBuffer first(int needed) {
        ByteBuffer spare = SPARE.get();
        if (spare != null) {
            SPARE.set(null);
            return spare.clear();
        }
        return ByteBuffer.allocate(Math.max(FIRST_BYTES, needed));
    }
}
