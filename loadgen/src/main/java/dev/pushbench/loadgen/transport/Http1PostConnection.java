package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The connection of an {@link Http1Poster}: writes a request, reads its answer, and drops what the answer says.
 *
 * <p>Owner: its event loop.
 */
final class Http1PostConnection extends AbstractConnection.NonBlocking implements ByteReceiver {

    private static final int MAX_READS_IN_A_ROW = 16;
    private static final int NO_CONTENT = 204;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final EventLoop loop;
    private final Http1Poster poster;
    /** Null between answers. */
    private Http1Head head;
    /** Null until its head has come. */
    private Http1Body body;
    /** Of the answer that was awaited last; null before. */
    private Scheduler.Task deadline;

    Http1PostConnection(EndPoint endPoint, Executor executor, EventLoop loop, Http1Poster poster) {
        super(endPoint, executor);
        this.loop = loop;
        this.poster = poster;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        fillInterested();
        poster.opened(this);
    }

    /** @param timeout until when the answer must be complete */
    void write(ByteBuffer request, Duration timeout) {
        Http1Head awaited = new Http1Head();
        head = awaited;
        deadline = loop.schedule(
                () -> {
                    if (head == awaited && getEndPoint().isOpen()) {
                        poster.unanswered();
                        close();
                    }
                },
                timeout);
        getEndPoint()
                .write(Callback.from(Invocable.InvocationType.NON_BLOCKING, () -> {}, failure -> close()), request);
    }

    @Override
    public void onFillable() {
        ByteBuffer buffer = loop.readBuffer();
        try {
            for (int reads = 0; reads < MAX_READS_IN_A_ROW; reads++) {
                BufferUtil.clear(buffer);
                int filled = getEndPoint().fill(buffer);
                if (filled < 0) {
                    close();
                    return;
                }
                if (filled == 0) {
                    break;
                }
                received(buffer);
            }
            if (getEndPoint().isOpen()) {
                fillInterested();
            }
        } catch (ProtocolViolation violation) {
            poster.ended(this, violation.getMessage());
            close();
        } catch (Throwable failure) {
            poster.ended(this, "the connection broke (" + Detail.clean(failure.getMessage()) + ")");
            close();
        }
    }

    private void received(ByteBuffer bytes) throws ProtocolViolation {
        while (bytes.hasRemaining() && getEndPoint().isOpen()) {
            if (head == null) {
                throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "the server answered what nobody had asked");
            }
            if (body == null) {
                if (!head.read(bytes)) {
                    return;
                }
                answered();
            }
            if (body != null) {
                body.receive(bytes, 0);
            }
        }
    }

    /** The head of the answer is here, and says all that is of interest. */
    private void answered() throws ProtocolViolation {
        poster.answered(head.status());
        if (head.status() == NO_CONTENT) {
            end();
            return;
        }
        body = new Http1Body(this, head.fields());
        boolean last = head.fields().contains(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        if (last || body.endsWithConnection()) {
            close();
        } else {
            // A body of length 0 is complete already.
            body.receive(NOTHING.duplicate(), 0);
        }
    }

    @Override
    public void receive(ByteBuffer content, long receivedNs) {
        // What a server says to a POST is of no interest.
    }

    /** The answer is complete. */
    @Override
    public void end() {
        deadline.cancel();
        head = null;
        body = null;
        poster.free();
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        close();
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        if (deadline != null) {
            deadline.cancel();
        }
        poster.ended(this, "the connection ended before the answer");
    }

    @Override
    public void close() {
        getEndPoint().close();
    }
}
