package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses what comes in pieces (RFC 1951, without a wrapper), and hands on in pieces: a few bytes of a hostile peer
 * can stand for very many, so that whoever takes them must bound what it keeps.
 *
 * <p>zlib keeps about 40 KiB for each, outside the heap, until it is closed.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class StreamInflater implements AutoCloseable {

    /** Takes each piece; the buffer is valid during the call only. */
    interface Sink {
        void inflated(ByteBuffer piece) throws ProtocolViolation;
    }

    private static final int PIECE_BYTES = 16 * 1024;
    /** One for each event loop: nothing of it outlives a call. */
    private static final ThreadLocal<ByteBuffer> PIECE =
            ThreadLocal.withInitial(() -> ByteBuffer.allocate(PIECE_BYTES));

    private final Inflater inflater = new Inflater(true);
    private boolean closed;

    /** Takes what it can of {@code in}, all unless the compressed stream ends in it; what that stands for goes on at once. */
    void feed(ByteBuffer in, Sink sink) throws ProtocolViolation {
        ByteBuffer piece = PIECE.get();
        inflater.setInput(in);
        try {
            while (!closed && !inflater.finished()) {
                int bytes = inflater.inflate(piece.clear());
                if (bytes > 0) {
                    sink.inflated(piece.flip());
                } else if (inflater.needsDictionary()) {
                    throw violation("wants a dictionary");
                } else {
                    return;
                }
            }
        } catch (DataFormatException e) {
            throw violation(String.valueOf(e.getMessage()));
        }
    }

    private static ProtocolViolation violation(String what) {
        return new ProtocolViolation(
                CloseCode.PROTOCOL_ERROR, "the server sent compressed data that cannot be read (" + what + ")");
    }

    /** The compressed stream has ended in its own way. */
    boolean finished() {
        return inflater.finished();
    }

    /** Forgets what came before. */
    void reset() {
        inflater.reset();
    }

    @Override
    public void close() {
        closed = true;
        inflater.end();
    }
}
