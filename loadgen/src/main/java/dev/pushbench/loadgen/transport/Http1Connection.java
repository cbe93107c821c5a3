package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One subscription on a connection of its own: writes the request, reads the response head, then hands every byte to
 * the receiver of its protocol.
 *
 * <p>Owner: its event loop.
 */
final class Http1Connection extends AbstractConnection.NonBlocking implements Carrier, WebSocketReceiver.Wire {

    /** How long a peer may take to hang up after a close frame. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);
    /** A peer that always has more to send must let other connections have their turn. */
    private static final int MAX_READS_IN_A_ROW = 16;

    private final Http1Opener opener;
    private final PushStream stream;
    private final SocketEndPoint socket;
    /** Null for an event stream, and once the handshake is over. */
    private WebSocketKey key;
    /** Null once the head has been read. */
    private Http1Head head = new Http1Head();
    /** Null until then. */
    private ByteReceiver receiver;

    private Http1Body body;
    private boolean secured;
    /** Null unless reading is slow. */
    private ReadBudget budget;
    /** The next look at the budget, or null while none is under way. */
    private Scheduler.Task nextRead;
    /** Null before the first POST. */
    private Http1Poster poster;

    Http1Connection(EndPoint endPoint, SocketEndPoint socket, Http1Opener opener, PushStream stream) {
        super(endPoint, opener.executor());
        this.opener = opener;
        this.stream = stream;
        this.socket = socket;
        this.key = target().config().webSocket() ? WebSocketKey.random() : null;
    }

    private Target target() {
        return stream.target();
    }

    @Override
    public void onOpen() {
        super.onOpen();
        if (stream.isEnded()) {
            disconnect();
            return;
        }
        stream.carriedBy(this);
        if (!target().config().secure()) {
            stream.connected(System.nanoTime());
        }
        stream.expectOpen(target().config().network().responseTimeout(), this::noResponse);
        getEndPoint()
                .write(
                        Callback.from(Invocable.InvocationType.NON_BLOCKING, () -> {}, this::broken),
                        target().http1().bytes(stream.pathQuery(), key, stream.lastEventId()));
        if (getEndPoint() == socket) {
            socket.readBy(this::onFillable);
        }
        wantMore();
    }

    @Override
    public void onFillable() {
        try {
            for (int reads = 0; reads < MAX_READS_IN_A_ROW && mayRead(); reads++) {
                ByteBuffer buffer = emptyBuffer();
                int filled = getEndPoint().fill(buffer);
                if (filled < 0) {
                    ended();
                    return;
                }
                if (filled == 0) {
                    break;
                }
                if (budget != null) {
                    budget.taken(filled);
                }
                received(buffer, socket.lastReadNs());
                if (!getEndPoint().isOpen()) {
                    return;
                }
            }
            wantMore();
        } catch (ProtocolViolation violation) {
            stream.end(violation.cause(), target().request() + ": " + violation.getMessage());
            disconnect();
        } catch (Throwable failure) {
            broken(failure);
        }
    }

    private boolean mayRead() {
        return budget == null || budget.available() > 0;
    }

    /** As large as may be read now. */
    private ByteBuffer emptyBuffer() {
        ByteBuffer buffer = stream.loop().readBuffer();
        if (budget != null && budget.available() < buffer.capacity()) {
            buffer = buffer.clear().slice(0, Math.max(1, budget.available()));
        }
        BufferUtil.clear(buffer);
        return buffer;
    }

    /** In cleartext this once is enough; TLS wants to be asked each time, and so does who reads slowly. */
    private void wantMore() {
        if (!getEndPoint().isOpen() || isFillInterested()) {
            return;
        }
        if (mayRead()) {
            fillInterested();
        } else if (!budget.isNever() && nextRead == null) {
            nextRead = stream.loop().schedule(this::readNext, Duration.ofNanos(budget.waitNs()));
        }
    }

    private void readNext() {
        nextRead = null;
        wantMore();
    }

    @Override
    public void readAtMost(long bytesPerSecond) {
        if (bytesPerSecond == Subscription.UNLIMITED) {
            budget = null;
        } else {
            budget = new ReadBudget(bytesPerSecond, System::nanoTime);
            socket.readWhenAsked();
        }
        wantMore();
    }

    private void received(ByteBuffer bytes, long receivedNs) throws ProtocolViolation {
        if (head != null) {
            if (!head.read(bytes)) {
                return;
            }
            answered(head);
            head = null;
            key = null;
        }
        if (body != null) {
            body.receive(bytes, receivedNs);
        }
    }

    private void answered(Http1Head head) throws ProtocolViolation {
        boolean webSocket = key != null;
        Redirect redirect = Redirect.of(target(), head.status(), head.fields());
        if (redirect != null) {
            stream.redirect(redirect);
            disconnect();
            return;
        }
        ResponseCheck check = new ResponseCheck(target());
        SubscriptionEnd refusal = webSocket
                ? check.upgrade(head.status(), head.reason(), head.fields(), key)
                : check.eventStream(head.status(), head.reason(), head.fields());
        if (refusal != null) {
            stream.end(refusal);
            disconnect();
            return;
        }
        receiver = Receivers.of(stream, head.fields(), this);
        body = webSocket ? Http1Body.raw(receiver) : new Http1Body(receiver, head.fields());
        stream.open(head.fields().get(HttpHeader.SERVER), System.nanoTime());
    }

    /** The connection will bring no more bytes. */
    private void ended() {
        String request = target().request();
        if (socket.readFailure() != null) {
            stream.end(
                    Cause.RESET,
                    request + ": the connection was reset ("
                            + Detail.clean(socket.readFailure().getMessage()) + ")");
        } else if (target().config().secure() && !secured) {
            stream.end(ConnectFailures.tlsCutShort(target()));
        } else if (head != null) {
            stream.end(Cause.CUT_SHORT, request + ": the server closed the connection before it answered");
        } else if (body != null && body.endsWithConnection()) {
            receiver.end();
        } else {
            stream.end(Cause.CUT_SHORT, request + ": the connection ended in the middle of the response");
        }
        disconnect();
    }

    private void broken(Throwable failure) {
        if (target().config().secure() && !secured) {
            stream.end(ConnectFailures.tls(target(), failure));
        } else {
            SubscriptionEnd ours = ConnectFailures.ofOurCertificate(target(), failure);
            String broke = target().request() + ": the connection broke (" + Detail.clean(failure.getMessage()) + ")";
            stream.end(ours != null ? ours : new SubscriptionEnd(Cause.RESET, broke));
        }
        disconnect();
    }

    private void noResponse() {
        String what = target().config().secure() && !secured ? "TLS handshake not finished" : "no response";
        stream.end(ConnectFailures.noResponse(target(), what));
        disconnect();
    }

    /** The TLS handshake is through. */
    void secured() {
        secured = true;
        stream.connected(System.nanoTime());
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        broken(cause);
    }

    /** Whatever closed the connection: nobody is left waiting. */
    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        if (poster != null) {
            poster.close();
        }
        if (receiver != null) {
            receiver.release();
        }
        stream.end(
                target().config().secure() && !secured
                        ? ConnectFailures.tlsCutShort(target())
                        : new SubscriptionEnd(Cause.CUT_SHORT, target().request() + ": the connection was closed"));
    }

    @Override
    public void post(PostQueue.Post post) {
        if (poster == null) {
            poster = new Http1Poster(opener, target(), (InetSocketAddress) socket.getRemoteSocketAddress());
        }
        poster.post(post);
    }

    @Override
    public ByteReceiver receiver() {
        return receiver;
    }

    @Override
    public void close() {
        if (receiver == null) {
            disconnect();
        } else {
            receiver.close();
        }
    }

    @Override
    public void write(ByteBuffer frame, boolean last, Callback callback) {
        getEndPoint().write(callback, frame);
    }

    @Override
    public void disconnect() {
        getEndPoint().close();
    }

    @Override
    public void disconnectSoon() {
        stream.loop().schedule(this::disconnect, CLOSE_GRACE);
    }
}
