package dev.pushbench.loadgen.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A TCP connection: counts what comes in, and notes when, and how it broke.
 *
 * <p>Owner: its event loop.
 */
final class SocketEndPoint extends SocketChannelEndPoint {

    private final EventLoop loop;
    private long lastReadNs;
    /** The last read did not fill the buffer, so the socket is empty as far as is known. */
    private boolean drained;

    private IOException readFailure;

    SocketEndPoint(SocketChannel channel, EventLoop loop, SelectionKey key, Scheduler scheduler) {
        super(channel, loop.selector(), key, scheduler);
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    /** When the last read that brought bytes returned. */
    long lastReadNs() {
        return lastReadNs;
    }

    /** What the last read threw, or null. Tells a reset from an orderly end. */
    IOException readFailure() {
        return readFailure;
    }

    @Override
    public Runnable onSelected() {
        drained = false;
        return super.onSelected();
    }

    /**
     * Answers 0 without asking the kernel right after a read that left room in the buffer. That saves a system call a
     * message; the selector is level-triggered, so bytes or an end that came meanwhile are reported by it.
     */
    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (isInputShutdown()) {
            return -1;
        }
        if (drained) {
            drained = false;
            return 0;
        }
        int position = BufferUtil.flipToFill(buffer);
        try {
            int filled = read(buffer);
            drained = filled > 0 && buffer.hasRemaining();
            return filled;
        } finally {
            BufferUtil.flipToFlush(buffer, position);
        }
    }

    private int read(ByteBuffer buffer) {
        int filled;
        try {
            filled = getChannel().read(buffer);
        } catch (IOException failure) {
            readFailure = failure;
            filled = -1;
        }
        if (filled > 0) {
            lastReadNs = System.nanoTime();
            loop.received(filled);
        } else if (filled < 0) {
            shutdownInput();
        }
        return filled;
    }
}
