package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.util.Callback;

/**
 * Writes the few frames a receiver sends: pongs and one close. At most one frame is being written and one pong waits;
 * a newer ping takes its place, as RFC 6455 (section 5.5.3) allows, so a peer that pings without end and never reads
 * costs no memory.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class ControlFrames implements Callback {

    /** Where frames go. One write at a time. */
    interface Out {
        /** @param last nothing comes after it */
        void write(ByteBuffer frame, boolean last, Callback callback);
    }

    private static final int FIN = 0x80;
    private static final int MASK = 0x80;
    private static final int CLOSE = 8;
    private static final int PONG = 10;
    private static final int HEADER_BYTES = 6;

    private final Out out;
    private boolean writing;
    private ByteBuffer waitingPong;
    private ByteBuffer waitingClose;
    private boolean closed;

    ControlFrames(Out out) {
        this.out = out;
    }

    void pong(ByteBuffer payload) {
        if (closed) {
            return;
        }
        ByteBuffer frame = frame(PONG, payload);
        if (writing) {
            waitingPong = frame;
        } else {
            write(frame, false);
        }
    }

    /** Sends the close frame unless one has been sent. */
    void close(int code) {
        if (closed) {
            return;
        }
        closed = true;
        waitingPong = null;
        ByteBuffer payload = ByteBuffer.allocate(code == CloseCode.NONE ? 0 : 2);
        if (payload.hasRemaining()) {
            payload.putShort((short) code).flip();
        }
        ByteBuffer frame = frame(CLOSE, payload);
        if (writing) {
            waitingClose = frame;
        } else {
            write(frame, true);
        }
    }

    @Override
    public void succeeded() {
        writing = false;
        ByteBuffer next = waitingClose != null ? waitingClose : waitingPong;
        boolean last = waitingClose != null;
        waitingClose = null;
        waitingPong = null;
        if (next != null) {
            write(next, last);
        }
    }

    /** The connection is broken; whoever reads from it will find out and say so. */
    @Override
    public void failed(Throwable failure) {
        closed = true;
        waitingClose = null;
        waitingPong = null;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void write(ByteBuffer frame, boolean last) {
        writing = true;
        out.write(frame, last, this);
    }

    /** A whole masked frame (RFC 6455, sections 5.2 and 5.3); the payload has at most 125 bytes. */
    static ByteBuffer frame(int opcode, ByteBuffer payload) {
        int length = payload.remaining();
        int mask = ThreadLocalRandom.current().nextInt();
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + length);
        frame.put((byte) (FIN | opcode)).put((byte) (MASK | length)).putInt(mask);
        for (int i = 0; i < length; i++) {
            frame.put((byte) (payload.get(payload.position() + i) ^ mask >>> 24 - 8 * (i & 3)));
        }
        return frame.flip();
    }
}
