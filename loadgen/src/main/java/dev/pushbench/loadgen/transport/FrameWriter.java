package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import org.eclipse.jetty.util.Callback;

/**
 * Writes the frames of one WebSocket: messages and pings of ours, pongs, and one close. At most one frame is being written
 * and one pong waits; a newer ping takes its place, as RFC 6455 (section 5.5.3) allows, so a peer that pings without end
 * and never reads costs no memory. How many messages may wait is the caller's affair, who hears what has been written.
 *
 * <p>Owner: the event loop of the subscription; {@link #frame} is for any thread.
 */
final class FrameWriter implements Callback {

    /** Where frames go. One write at a time. */
    interface Out {
        /** @param last nothing comes after it */
        void write(ByteBuffer frame, boolean last, Callback callback);
    }

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int PING = 9;

    private static final int FIN = 0x80;
    private static final int MASK = 0x80;
    private static final int CLOSE = 8;
    private static final int PONG = 10;
    private static final int MAX_SHORT_LENGTH = 125;
    private static final int MAX_UNSIGNED_SHORT = 0xFFFF;

    private final Out out;
    private final IntConsumer onSent;
    private boolean writing;
    /** Bytes of the frame being written, if it is one of {@link #send}. */
    private int sending;

    private ByteBuffer waitingPong;
    private ByteBuffer waitingClose;
    /** Null while nothing of ours has ever had to wait. */
    private ArrayDeque<ByteBuffer> waiting;

    private boolean closed;

    /** @param onSent hears how many bytes each frame of {@link #send} had, once it is out */
    FrameWriter(Out out, IntConsumer onSent) {
        this.out = out;
        this.onSent = onSent;
    }

    /** Sends a whole frame, after those that wait already. */
    void send(ByteBuffer frame) {
        if (closed) {
            return;
        }
        if (writing) {
            if (waiting == null) {
                waiting = new ArrayDeque<>();
            }
            waiting.add(frame);
        } else {
            sending = frame.remaining();
            write(frame, false);
        }
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

    /** Sends the close frame unless one has been sent; nothing else is sent any more. */
    void close(int code) {
        if (closed) {
            return;
        }
        drop();
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

    private void drop() {
        closed = true;
        waitingPong = null;
        waiting = null;
    }

    @Override
    public void succeeded() {
        writing = false;
        int sent = sending;
        sending = 0;
        if (sent > 0) {
            onSent.accept(sent);
        }
        if (waitingClose != null) {
            ByteBuffer close = waitingClose;
            waitingClose = null;
            write(close, true);
        } else if (waitingPong != null) {
            ByteBuffer pong = waitingPong;
            waitingPong = null;
            write(pong, false);
        } else if (waiting != null && !waiting.isEmpty()) {
            ByteBuffer next = waiting.poll();
            sending = next.remaining();
            write(next, false);
        }
    }

    /** The connection is broken; whoever reads from it will find out and say so. */
    @Override
    public void failed(Throwable failure) {
        drop();
        waitingClose = null;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void write(ByteBuffer frame, boolean last) {
        writing = true;
        out.write(frame, last, this);
    }

    /** A whole masked frame (RFC 6455, sections 5.2 and 5.3), in the shortest form; leaves the payload as it is. */
    static ByteBuffer frame(int opcode, ByteBuffer payload) {
        int length = payload.remaining();
        int mask = ThreadLocalRandom.current().nextInt();
        int lengthBytes = length <= MAX_SHORT_LENGTH ? 0 : length <= MAX_UNSIGNED_SHORT ? 2 : 8;
        ByteBuffer frame = ByteBuffer.allocate(2 + lengthBytes + 4 + length).put((byte) (FIN | opcode));
        switch (lengthBytes) {
            case 0 -> frame.put((byte) (MASK | length));
            case 2 -> frame.put((byte) (MASK | 126)).putShort((short) length);
            default -> frame.put((byte) (MASK | 127)).putLong(length);
        }
        frame.putInt(mask);
        // Big-endian like the frame, whatever the order of the payload.
        ByteBuffer rest = payload.duplicate();
        while (rest.remaining() >= Integer.BYTES) {
            frame.putInt(rest.getInt() ^ mask);
        }
        for (int shift = 24; rest.hasRemaining(); shift -= 8) {
            frame.put((byte) (rest.get() ^ mask >>> shift));
        }
        return frame.flip();
    }
}
