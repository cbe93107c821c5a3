package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes WebSocket frames from a server apart (RFC 6455, section 5), fed with whatever a read brought. A message that
 * lies whole in one buffer is handed on as a view of it; only what spans reads or frames is gathered.
 *
 * <p>Stricter than it has to be in one place: a length in a longer form than needed, which a sender must not use, is an
 * error.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class WebSocketDecoder {

    /** Hears what the frames say. Buffers are valid during the call only. */
    interface Sink {

        void onMessage(boolean text, ByteBuffer payload, long receivedNs);

        void onPing(ByteBuffer payload, long receivedNs);

        void onPong(ByteBuffer payload, long receivedNs);

        /** @param code {@link CloseCode#NONE} if the frame had none */
        void onClose(int code, String reason);
    }

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MAX_CONTROL_BYTES = 125;
    /** RSV1, in the first byte of a message (RFC 7692, section 7.2.1). */
    private static final int COMPRESSED = 0x40;

    private final Sink sink;
    private final int maxMessageBytes;
    private final ByteAccumulator message;
    private final Utf8Validator utf8 = new Utf8Validator();
    /** Null unless compression was agreed. */
    private final MessageInflater inflater;

    /** The message that is arriving is compressed. */
    private boolean compressed;
    /** A control frame that came in pieces; there only then. */
    private ByteBuffer control;

    /** Header bytes of the current frame so far, and whether they are all there. */
    private int headerBytes;

    private boolean inPayload;
    private int first;
    private int second;
    private long payloadLeft;
    private boolean payloadBegun;

    /** Opcode of the message whose fragments are arriving, or {@link #CONTINUATION} if none is. */
    private int fragmented;

    /** @param deflate null if there is no compression */
    WebSocketDecoder(Sink sink, int maxMessageBytes, DeflateAgreement deflate) {
        this.sink = sink;
        this.maxMessageBytes = maxMessageBytes;
        this.message = new ByteAccumulator(maxMessageBytes, "message");
        this.inflater = deflate == null ? null : new MessageInflater(deflate, message, utf8);
    }

    /** Lets go of what is outside the heap. */
    void release() {
        if (inflater != null) {
            inflater.close();
        }
    }

    /** Takes all of {@code in}. */
    void feed(ByteBuffer in, long receivedNs) throws ProtocolViolation {
        while (inPayload || in.hasRemaining()) {
            if (!inPayload) {
                if (!readHeader(in)) {
                    return;
                }
                checkFrame();
                inPayload = true;
                payloadBegun = false;
            }
            if (payloadLeft > 0 && !in.hasRemaining()) {
                return;
            }
            readPayload(in, receivedNs);
        }
    }

    private boolean readHeader(ByteBuffer in) throws ProtocolViolation {
        while (in.hasRemaining()) {
            int b = in.get() & 0xFF;
            int index = headerBytes++;
            if (index == 0) {
                first = b;
                checkFirst();
            } else if (index == 1) {
                second = b;
                if ((b & 0x80) != 0) {
                    throw violation("masked a frame, which only clients do");
                }
                payloadLeft = b < 126 ? b : 0;
            } else {
                payloadLeft = payloadLeft << 8 | b;
            }
            if (index >= 1 && headerBytes == headerSize()) {
                headerBytes = 0;
                return true;
            }
        }
        return false;
    }

    private int headerSize() {
        return second < 126 ? 2 : second == 126 ? 4 : 10;
    }

    private int opcode() {
        return first & 0x0F;
    }

    private boolean last() {
        return (first & 0x80) != 0;
    }

    private void checkFirst() throws ProtocolViolation {
        int opcode = opcode();
        boolean begins = opcode == TEXT || opcode == BINARY;
        if ((first & 0x70) != 0 && (inflater == null || (first & 0x30) != 0 || !begins)) {
            throw violation("set a reserved bit that no extension was agreed for");
        }
        if (opcode > BINARY && opcode < CLOSE || opcode > PONG) {
            throw violation("sent a frame with the reserved opcode " + opcode);
        }
        if (opcode >= CLOSE && !last()) {
            throw violation("fragmented a control frame");
        }
        if (opcode == CONTINUATION && fragmented == CONTINUATION) {
            throw violation("sent a continuation frame with nothing to continue");
        }
        if (begins && fragmented != CONTINUATION) {
            throw violation("began a message in the midst of another");
        }
        if (begins) {
            compressed = (first & COMPRESSED) != 0;
        }
    }

    private void checkFrame() throws ProtocolViolation {
        if (second == 126 && payloadLeft < 126 || second == 127 && payloadLeft >= 0 && payloadLeft < 65_536) {
            throw violation("wrote a length in a longer form than needed");
        }
        if (payloadLeft < 0) {
            throw violation("sent a length of 2^63 or more");
        }
        if (opcode() >= CLOSE) {
            if (payloadLeft > MAX_CONTROL_BYTES) {
                throw violation("sent a control frame of more than 125 bytes");
            }
        } else if (!compressed && payloadLeft > maxMessageBytes - message.size()) {
            throw message.tooLarge();
        }
    }

    private void readPayload(ByteBuffer in, long receivedNs) throws ProtocolViolation {
        int from = in.position();
        int limit = in.limit();
        int to = (int) Math.min(limit, from + payloadLeft);
        payloadLeft -= to - from;
        boolean whole = payloadLeft == 0 && !payloadBegun;
        payloadBegun = true;
        if (payloadLeft == 0) {
            inPayload = false;
        }
        if (opcode() >= CLOSE) {
            controlPayload(in, from, to, whole, receivedNs);
        } else {
            dataPayload(in, from, to, whole, receivedNs);
        }
        // Whoever saw the view may have moved its bounds.
        in.limit(limit).position(to);
    }

    private void dataPayload(ByteBuffer in, int from, int to, boolean whole, long receivedNs) throws ProtocolViolation {
        int kind = opcode() == CONTINUATION ? fragmented : opcode();
        boolean ends = !inPayload && last();
        if (compressed) {
            inflater.append(in, from, to, kind == TEXT, ends);
            dataGathered(kind, ends, receivedNs);
            return;
        }
        if (kind == TEXT && !(utf8.accepts(in, from, to) && (!ends || utf8.complete()))) {
            throw new ProtocolViolation(CloseCode.NOT_UTF_8, "the server sent text that is not UTF-8");
        }
        if (whole && ends && opcode() != CONTINUATION) {
            sink.onMessage(kind == TEXT, in.limit(to).position(from), receivedNs);
            return;
        }
        message.append(in, from, to);
        dataGathered(kind, ends, receivedNs);
    }

    private void dataGathered(int kind, boolean ends, long receivedNs) throws ProtocolViolation {
        if (ends) {
            fragmented = CONTINUATION;
            sink.onMessage(kind == TEXT, message.view(), receivedNs);
            message.release();
        } else if (!inPayload) {
            fragmented = kind;
        }
    }

    private void controlPayload(ByteBuffer in, int from, int to, boolean whole, long receivedNs)
            throws ProtocolViolation {
        if (whole) {
            control(in.limit(to).position(from), receivedNs);
            return;
        }
        if (control == null) {
            control = ByteBuffer.allocate(MAX_CONTROL_BYTES);
        }
        control.put(in.limit(to).position(from));
        if (!inPayload) {
            ByteBuffer payload = control.flip();
            control = null;
            control(payload, receivedNs);
        }
    }

    private void control(ByteBuffer payload, long receivedNs) throws ProtocolViolation {
        if (opcode() == PING) {
            sink.onPing(payload, receivedNs);
        } else if (opcode() == PONG) {
            sink.onPong(payload, receivedNs);
        } else if (opcode() == CLOSE) {
            close(payload);
        }
    }

    private void close(ByteBuffer payload) throws ProtocolViolation {
        if (!payload.hasRemaining()) {
            sink.onClose(CloseCode.NONE, "");
            return;
        }
        if (payload.remaining() == 1) {
            throw violation("sent a close frame of one byte");
        }
        int code = payload.getShort() & 0xFFFF;
        if (!CloseCode.mayBeSent(code)) {
            throw violation("sent the close code " + code + ", which must not be sent");
        }
        Utf8Validator reason = new Utf8Validator();
        if (!reason.accepts(payload, payload.position(), payload.limit()) || !reason.complete()) {
            throw new ProtocolViolation(CloseCode.NOT_UTF_8, "the server sent a close reason that is not UTF-8");
        }
        sink.onClose(code, StandardCharsets.UTF_8.decode(payload).toString());
    }

    private static ProtocolViolation violation(String what) {
        return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "the server " + what + " (RFC 6455)");
    }
}
