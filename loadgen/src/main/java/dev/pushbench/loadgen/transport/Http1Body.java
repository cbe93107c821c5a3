package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Takes the framing off a response body (RFC 9112, sections 6 and 7) and hands the content on as views of the read
 * buffer. Jetty's parser does this too, but makes a new buffer for every chunk, and here a chunk is a message.
 *
 * <p>Owner: the event loop of the connection.
 */
final class Http1Body {

    private enum State {
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK_DATA,
        CHUNK_END,
        FIXED_LENGTH,
        UNTIL_CLOSE,
        ENDED
    }

    /** Chunk sizes beyond this are nonsense. */
    private static final int MAX_SIZE_DIGITS = 15;
    /** Also bounds what a peer can send without ever sending content. */
    private static final int MAX_EXTENSION_BYTES = 4096;

    private final ByteReceiver receiver;
    private State state;
    private long left;
    private int sizeDigits;
    private int extensionBytes;

    Http1Body(ByteReceiver receiver, HttpFields fields) throws ProtocolViolation {
        this.receiver = receiver;
        String length = fields.get(HttpHeader.CONTENT_LENGTH);
        if (fields.contains(HttpHeader.TRANSFER_ENCODING, "chunked")) {
            state = State.CHUNK_SIZE;
        } else if (length != null) {
            state = State.FIXED_LENGTH;
            left = parseLength(length);
        } else {
            state = State.UNTIL_CLOSE;
        }
    }

    /** A body that is no HTTP content any more, as after an upgrade. */
    static Http1Body raw(ByteReceiver receiver) throws ProtocolViolation {
        return new Http1Body(receiver, HttpFields.EMPTY);
    }

    /** Takes all bytes; calls {@link ByteReceiver#end} after the last of the content. */
    void receive(ByteBuffer in, long receivedNs) throws ProtocolViolation {
        if (state == State.FIXED_LENGTH && left == 0) {
            finish();
        }
        while (in.hasRemaining() && state != State.ENDED) {
            switch (state) {
                case CHUNK_SIZE -> chunkSize(in.get());
                case CHUNK_EXTENSION -> chunkExtension(in.get());
                case CHUNK_DATA, FIXED_LENGTH -> content(in, receivedNs);
                case CHUNK_END -> chunkEnd(in.get());
                case UNTIL_CLOSE -> {
                    receiver.receive(in, receivedNs);
                    in.position(in.limit());
                }
                default -> throw new IllegalStateException(state.toString());
            }
        }
        in.position(in.limit());
    }

    /** Whether the end of the connection is the end of the content, and not a break in the midst of it. */
    boolean endsWithConnection() {
        return state == State.UNTIL_CLOSE;
    }

    private void content(ByteBuffer in, long receivedNs) {
        int limit = in.limit();
        int to = (int) Math.min(limit, in.position() + left);
        left -= to - in.position();
        receiver.receive(in.limit(to), receivedNs);
        in.limit(limit).position(to);
        if (left > 0) {
            return;
        }
        if (state == State.CHUNK_DATA) {
            state = State.CHUNK_END;
        } else {
            finish();
        }
    }

    private void chunkSize(byte b) throws ProtocolViolation {
        int digit = hexDigit(b);
        if (digit >= 0) {
            if (++sizeDigits > MAX_SIZE_DIGITS) {
                throw violation("sent a chunk size of more than " + MAX_SIZE_DIGITS + " digits");
            }
            left = left << 4 | digit;
        } else if (sizeDigits == 0) {
            throw violation("sent a chunk without a size");
        } else if (b == '\n') {
            chunkBegins();
        } else if (b == '\r' || b == ';' || b == ' ' || b == '\t') {
            state = State.CHUNK_EXTENSION;
        } else {
            throw violation("sent a chunk size that is no hexadecimal number");
        }
    }

    private void chunkExtension(byte b) throws ProtocolViolation {
        if (b == '\n') {
            chunkBegins();
        } else if (++extensionBytes > MAX_EXTENSION_BYTES) {
            throw new ProtocolViolation(
                    CloseCode.TOO_BIG,
                    "the server sent a chunk extension of more than " + MAX_EXTENSION_BYTES + " bytes");
        }
    }

    /** A chunk of size 0 is the end; trailers tell an event stream nothing. */
    private void chunkBegins() {
        sizeDigits = 0;
        extensionBytes = 0;
        if (left == 0) {
            finish();
        } else {
            state = State.CHUNK_DATA;
        }
    }

    private void chunkEnd(byte b) throws ProtocolViolation {
        if (b == '\n') {
            state = State.CHUNK_SIZE;
        } else if (b != '\r') {
            throw violation("sent a chunk that is longer than its size says");
        }
    }

    private void finish() {
        state = State.ENDED;
        receiver.end();
    }

    private static int hexDigit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static long parseLength(String length) throws ProtocolViolation {
        if (length.isEmpty() || length.length() > 18 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw violation("sent the content length " + Detail.clean(length));
        }
        return Long.parseLong(length);
    }

    private static ProtocolViolation violation(String what) {
        return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "the server " + what);
    }
}
