package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/**
 * Messages under permessage-deflate (RFC 7692, section 7.2.2), gathered as they unfold and never beyond what a message
 * may have.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class MessageInflater implements AutoCloseable {

    /** What a sender leaves off at the end of each message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final DeflateAgreement agreement;
    private final ByteAccumulator message;
    private final Utf8Validator utf8;
    private final StreamInflater inflater = new StreamInflater();
    private final StreamInflater.Sink gather = this::gather;
    private final ByteBuffer tail = ByteBuffer.wrap(TAIL);
    private boolean text;

    /**
     * @param message where the bytes go; it has the limit
     * @param utf8 looks at those of text
     */
    MessageInflater(DeflateAgreement agreement, ByteAccumulator message, Utf8Validator utf8) {
        this.agreement = agreement;
        this.message = message;
        this.utf8 = utf8;
    }

    /** Takes a part of a message between two absolute positions. */
    void append(ByteBuffer in, int from, int to, boolean isText, boolean ends) throws ProtocolViolation {
        text = isText;
        inflater.feed(in.limit(to).position(from), gather);
        if (!ends) {
            return;
        }
        // A sender may end its stream with the message; then there is no tail to add, and the next begins anew.
        if (!inflater.finished()) {
            inflater.feed(tail.clear(), gather);
        }
        if (inflater.finished() || !agreement.keepsContext()) {
            inflater.reset();
        }
        if (text && !utf8.complete()) {
            throw notUtf8();
        }
    }

    private void gather(ByteBuffer piece) throws ProtocolViolation {
        if (text && !utf8.accepts(piece, piece.position(), piece.limit())) {
            throw notUtf8();
        }
        message.append(piece, piece.position(), piece.limit());
    }

    private static ProtocolViolation notUtf8() {
        return new ProtocolViolation(CloseCode.NOT_UTF_8, "the server sent text that is not UTF-8");
    }

    @Override
    public void close() {
        inflater.close();
    }
}
