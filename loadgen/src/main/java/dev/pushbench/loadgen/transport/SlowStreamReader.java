package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Stands between an HTTP/2 stream and its receiver where reading is slow: keeps what the peer had credit for, copied so
 * that no network buffer is held, hands it on at the reader's pace, and gives new credit for what was handed on.
 *
 * <p>Owner: the event loop of the connection.
 */
final class SlowStreamReader {

    private static final int FIRST_BYTES = 4 * 1024;

    private final Stream stream;
    private final ByteReceiver receiver;
    private final StreamCredit credit;
    private final EventLoop loop;
    private final ReadBudget budget;
    /** Written up to its position. */
    private ByteBuffer unread = ByteBuffer.allocate(FIRST_BYTES);
    /** Null while none is under way. */
    private Scheduler.Task nextRead;

    SlowStreamReader(Stream stream, ByteReceiver receiver, StreamCredit credit, EventLoop loop, long bytesPerSecond) {
        this.stream = stream;
        this.receiver = receiver;
        this.credit = credit;
        this.loop = loop;
        this.budget = new ReadBudget(bytesPerSecond, System::nanoTime);
        credit.withhold(stream);
    }

    /**
     * Takes what has come.
     *
     * @param padding bytes that the peer has spent credit on and nobody reads
     */
    void receive(ByteBuffer bytes, int padding) {
        keep(bytes);
        credit.grant(stream, padding);
        read();
    }

    /** The peer has ended the stream: there is nothing left to slow down, and one that has stopped reads no more. */
    void end() {
        cancelNextRead();
        handOn(budget.isNever() ? 0 : unread.position());
        receiver.end();
    }

    private void keep(ByteBuffer bytes) {
        if (unread.remaining() < bytes.remaining()) {
            int needed = unread.position() + bytes.remaining();
            unread =
                    ByteBuffer.allocate(Math.max(needed, 2 * unread.capacity())).put(unread.flip());
        }
        unread.put(bytes);
    }

    private void read() {
        handOn(Math.min(budget.available(), unread.position()));
        if (unread.position() > 0 && !budget.isNever() && nextRead == null) {
            nextRead = loop.schedule(this::readNext, Duration.ofNanos(budget.waitNs()));
        }
    }

    private void readNext() {
        nextRead = null;
        if (!stream.isReset()) {
            read();
        }
    }

    private void handOn(int bytes) {
        if (bytes == 0) {
            return;
        }
        budget.taken(bytes);
        unread.flip();
        receiver.receive(unread.slice(0, bytes), System.nanoTime());
        unread.position(bytes).compact();
        credit.grant(stream, bytes);
    }

    /** Reading is slow no longer: hands on all that there is. */
    void release() {
        cancelNextRead();
        handOn(unread.position());
        credit.widen(stream);
    }

    private void cancelNextRead() {
        if (nextRead != null) {
            nextRead.cancel();
            nextRead = null;
        }
    }
}
