package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/**
 * A body in gzip (RFC 1952): hands on what each read stands for at once, so an event is delivered when the server has
 * flushed it. Checksums are left to TCP and TLS.
 *
 * <p>Not by Jetty's {@code GZIPContentDecoder} (12.1.14), which never gets past an extra field of no bytes, and must not be
 * destroyed while it hands on.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class GzipReceiver implements ByteReceiver {

    private enum State {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CHECK,
        DATA,
        TRAILER
    }

    private static final int FIXED_BYTES = 10;
    private static final int FLAGS_AT = 3;
    private static final int TRAILER_BYTES = 8;
    private static final int HEADER_CHECK_BYTES = 2;
    private static final int HAS_HEADER_CHECK = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int[] MAGIC = {0x1f, 0x8b, 8};

    /** Takes what is wrong with the body. */
    interface Broken {
        void broken(ProtocolViolation violation);
    }

    private final ByteReceiver receiver;
    private final Broken broken;
    private final StreamInflater inflater = new StreamInflater();
    private final StreamInflater.Sink onward = this::onward;
    /** Of the read that is being dealt with. */
    private long lastReadNs;

    private State state = State.FIXED;
    private int flags;
    /** Of the current part of the header or trailer. */
    private int bytes;

    private int extraLength;
    private boolean deaf;

    GzipReceiver(ByteReceiver receiver, Broken broken) {
        this.receiver = receiver;
        this.broken = broken;
    }

    @Override
    public void receive(ByteBuffer in, long receivedNs) {
        lastReadNs = receivedNs;
        try {
            while (in.hasRemaining() && !deaf) {
                if (state == State.DATA) {
                    inflater.feed(in, onward);
                    if (inflater.finished()) {
                        enter(State.TRAILER);
                    }
                } else {
                    frame(in.get() & 0xFF);
                }
            }
        } catch (ProtocolViolation violation) {
            deaf = true;
            broken.broken(violation);
        }
    }

    private void onward(ByteBuffer piece) {
        receiver.receive(piece, lastReadNs);
    }

    /** One byte of what stands around the data. */
    private void frame(int b) throws ProtocolViolation {
        int index = bytes++;
        switch (state) {
            case FIXED -> {
                if (index < MAGIC.length && b != MAGIC[index]) {
                    throw new ProtocolViolation(
                            CloseCode.PROTOCOL_ERROR, "the server said gzip and sent something else");
                }
                flags = index == FLAGS_AT ? b : flags;
                if (bytes == FIXED_BYTES) {
                    enter(State.EXTRA_LENGTH);
                }
            }
            case EXTRA_LENGTH -> {
                extraLength = index == 0 ? b : extraLength | b << 8;
                if (bytes == 2) {
                    enter(extraLength == 0 ? State.NAME : State.EXTRA);
                }
            }
            case EXTRA -> leaveAfter(extraLength, State.NAME);
            case NAME -> leaveAt(b, State.COMMENT);
            case COMMENT -> leaveAt(b, State.HEADER_CHECK);
            case HEADER_CHECK -> leaveAfter(HEADER_CHECK_BYTES, State.DATA);
            case TRAILER -> leaveAfter(TRAILER_BYTES, State.FIXED);
            default -> throw new IllegalStateException(state.toString());
        }
    }

    private void leaveAfter(int length, State next) {
        if (bytes == length) {
            enter(next);
        }
    }

    /** Name and comment end with a zero byte. */
    private void leaveAt(int b, State next) {
        if (b == 0) {
            enter(next);
        }
    }

    /** Goes to that part, or to the next one that is there. */
    private void enter(State next) {
        bytes = 0;
        state = next;
        if (next == State.EXTRA_LENGTH && (flags & HAS_EXTRA) == 0) {
            enter(State.NAME);
        } else if (next == State.NAME && (flags & HAS_NAME) == 0) {
            enter(State.COMMENT);
        } else if (next == State.COMMENT && (flags & HAS_COMMENT) == 0) {
            enter(State.HEADER_CHECK);
        } else if (next == State.HEADER_CHECK && (flags & HAS_HEADER_CHECK) == 0) {
            enter(State.DATA);
        } else if (next == State.DATA) {
            inflater.reset();
        }
    }

    @Override
    public PostQueue posts() {
        return receiver.posts();
    }

    @Override
    public void end() {
        receiver.end();
    }

    @Override
    public void close() {
        receiver.close();
    }

    @Override
    public void release() {
        deaf = true;
        inflater.close();
    }
}
