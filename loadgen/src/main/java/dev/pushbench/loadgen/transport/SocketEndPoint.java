package dev.pushbench.loadgen.transport;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A TCP connection: counts what comes in and goes out, and notes when it came in, and how it broke.
 *
 * <p>Owner: its event loop.
 */
final class SocketEndPoint extends SocketChannelEndPoint {

    private static final int MAX_READS_IN_A_ROW = 16;
    /**
     * What TCP has offered the peer from the start, and no more later. Linux takes twice this, which is its default; with
     * less it would drop what is on its way, and the peer would see a bad network rather than a slow reader.
     */
    private static final int SLOW_RECEIVE_BUFFER_BYTES = 64 * 1024;

    private final EventLoop loop;
    private SelectionKey key;
    /** Reads whenever there is something to read, or null if a connection asks each time. */
    private Runnable reader;

    private long lastReadNs;
    /** The last read did not fill the buffer, so the socket is empty as far as is known. */
    private boolean drained;

    private int readsInARow;
    /** Looks at the connection before each turn, or null. */
    private Runnable inspector;

    private IOException readFailure;

    SocketEndPoint(SocketChannel channel, EventLoop loop, SelectionKey key, Scheduler scheduler) {
        super(channel, loop.selector(), key, scheduler);
        this.loop = loop;
        this.key = key;
    }

    /** From now on every readiness calls the reader, until the connection closes. It must read, and not throw. */
    void readBy(Runnable reader) {
        this.reader = reader;
    }

    /**
     * From now on reads only when a connection asks each time: in between nothing is selected, so nothing spins. The
     * kernel's receive buffer stays as it is rather than grow with what is read, for flow control to bite soon.
     */
    void readWhenAsked() {
        reader = null;
        try {
            getChannel().setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BUFFER_BYTES);
        } catch (IOException notTaken) {
            // Then the kernel keeps more, and its flow control bites later.
        }
    }

    /** The selector found the socket ready. */
    void ready() {
        try {
            if (reader != null && key.readyOps() == SelectionKey.OP_READ) {
                drained = false;
                readsInARow = 0;
                reader.run();
                return;
            }
            Runnable task = onSelected();
            if (task != null) {
                Invocable.invokeNonBlocking(task);
            }
            updateKey();
        } catch (CancelledKeyException closed) {
            close();
        } catch (RuntimeException bug) {
            close(bug);
        }
    }

    /** Has the connection looked at before each turn, in which a peer gets at most so many bytes to it. */
    void inspectedBy(Runnable inspector) {
        this.inspector = inspector;
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
        if (inspector != null) {
            inspector.run();
        }
        drained = false;
        readsInARow = 0;
        return super.onSelected();
    }

    @Override
    public void replaceKey(SelectionKey newKey) {
        super.replaceKey(newKey);
        key = newKey;
    }

    /**
     * Answers 0 without asking the kernel right after a read that left room in the buffer. That saves a system call a
     * message; the selector is level-triggered, so bytes or an end that came meanwhile are reported by it. For the same
     * reason it can say so after many reads in a row: other connections must have their turn.
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
            drained = filled > 0 && buffer.hasRemaining() || ++readsInARow == MAX_READS_IN_A_ROW;
            return filled;
        } finally {
            BufferUtil.flipToFlush(buffer, position);
        }
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = BufferUtil.remaining(buffers);
        try {
            return super.flush(buffers);
        } finally {
            loop.sent(before - BufferUtil.remaining(buffers));
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
