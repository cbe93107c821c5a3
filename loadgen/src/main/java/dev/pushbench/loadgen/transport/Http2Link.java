package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.HTTP2ClientConnectionFactory;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * One HTTP/2 connection. Streams wait for the peer's first SETTINGS, which say how many it takes and whether it takes
 * WebSockets; what is too many goes back to the opener. The connection is given up when its last stream has gone.
 *
 * <p>Owner: its event loop.
 */
final class Http2Link implements Dial, Session.Listener {

    /** How long streams may take to close when the connection shall. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);
    /** Far more than the streams of one connection have to say at once. */
    private static final int MAX_UNREAD_FRAMES = 10_000;

    private final Http2Opener opener;
    private final List<InetSocketAddress> addresses;
    private final ArrayDeque<PushStream> waiting = new ArrayDeque<>();
    private SocketEndPoint socket;
    private Session session;
    /** TCP is up, and TLS if there is any. */
    private boolean up;
    /** The peer's first SETTINGS are here. */
    private boolean settled;

    private boolean retired;
    private boolean listed;
    private int streams;
    private String goAway;
    /** Why the connection broke, or null. */
    private SubscriptionEnd failure;

    Http2Link(Http2Opener opener, List<InetSocketAddress> addresses) {
        this.opener = opener;
        this.addresses = addresses;
    }

    boolean hasRoom() {
        return !retired && streams < opener.streamsPerConnection();
    }

    boolean isListed() {
        return listed;
    }

    void listed(boolean listed) {
        this.listed = listed;
    }

    /** When the bytes that are being dealt with were read. */
    long lastReadNs() {
        return socket.lastReadNs();
    }

    void add(PushStream stream) {
        streams++;
        if (up) {
            stream.connected(System.nanoTime());
        }
        if (settled) {
            begin(stream);
        } else {
            waiting.add(stream);
        }
    }

    private void begin(PushStream stream) {
        if (stream.isEnded()) {
            released();
            return;
        }
        stream.expectOpen(opener.target().config().network().responseTimeout(), () -> noResponse(stream));
        Http2Stream carrier = new Http2Stream(this, stream);
        stream.carriedBy(carrier);
        session.newStream(
                stream.target().http2().frame(stream.pathQuery(), stream.lastEventId()),
                Promise.from(ignored -> {}, carrier::notBegun),
                carrier);
    }

    private void noResponse(PushStream stream) {
        stream.end(ConnectFailures.noResponse(stream.target(), "no response"));
        stream.abandon();
    }

    /** A stream has gone. */
    void released() {
        streams--;
        if (!retired) {
            opener.hasRoom(this);
        }
        // Not at once: this comes from the midst of the session's work.
        opener.loop().execute(() -> {
            if (streams == 0) {
                hangUp();
            }
        });
    }

    /** Why a stream could not even begin. */
    SubscriptionEnd beginFailure(Throwable cause) {
        return failure != null ? failure : Http2Failures.broken(opener.target(), cause, socket, up, settled);
    }

    /** Why a stream failed that did nothing wrong itself. */
    SubscriptionEnd streamFailure(int error, String reason) {
        if (failure != null) {
            return failure;
        }
        return goAway != null
                ? Http2Failures.goingAway(opener.target(), goAway)
                : Http2Failures.violation(opener.target(), error, reason);
    }

    @Override
    public Connection connection(EndPoint endPoint, SocketEndPoint socket, Map<String, Object> context)
            throws IOException {
        this.socket = socket;
        socket.inspectedBy(this::expectReader);
        context.put(HTTP2Client.CONTEXT_KEY, opener.http2());
        context.put(HTTP2Client.SESSION_LISTENER_CONTEXT_KEY, this);
        context.put(HTTP2Client.SESSION_PROMISE_CONTEXT_KEY, Promise.<Session>from(ignored -> {}, this::broken));
        if (!opener.target().config().secure()) {
            isUp();
        }
        opener.loop()
                .schedule(
                        this::expectSettled, opener.target().config().network().responseTimeout());
        return new HTTP2ClientConnectionFactory().newConnection(endPoint, context);
    }

    private void isUp() {
        up = true;
        long nowNs = System.nanoTime();
        waiting.forEach(stream -> stream.connected(nowNs));
    }

    private void expectSettled() {
        if (!settled && failure == null) {
            String missing = up ? "no HTTP/2 SETTINGS" : "TLS handshake not finished";
            fail(ConnectFailures.noResponse(opener.target(), missing));
        }
    }

    @Override
    public void handshakeSucceeded(Event event) {
        if ("h2".equals(event.getSSLEngine().getApplicationProtocol())) {
            isUp();
        } else {
            fail(ConnectFailures.http2NotOffered(opener.target()));
        }
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        fail(ConnectFailures.tls(opener.target(), failure));
    }

    @Override
    public void failed(Throwable failure) {
        fail(ConnectFailures.connecting(opener.target(), failure));
    }

    @Override
    public Map<Integer, Integer> onPreface(Session session) {
        return Map.of(SettingsFrame.ENABLE_PUSH, 0);
    }

    @Override
    public void onSettings(Session session, SettingsFrame frame) {
        this.session = session;
        Map<Integer, Integer> settings = frame.getSettings();
        Integer allowed = settings.get(SettingsFrame.MAX_CONCURRENT_STREAMS);
        if (allowed != null) {
            // An unsigned number: what does not fit an int is no limit.
            opener.peerAllows(allowed < 0 ? Integer.MAX_VALUE : allowed);
        }
        if (settled || failure != null) {
            expectReader();
            return;
        }
        settled = true;
        boolean webSockets = Objects.equals(settings.get(SettingsFrame.ENABLE_CONNECT_PROTOCOL), 1);
        SubscriptionEnd refusal = Http2Failures.refusal(opener.target(), opener.streamsPerConnection(), webSockets);
        if (refusal != null) {
            fail(refusal);
            return;
        }
        beginWaiting();
    }

    private void beginWaiting() {
        int allowed = opener.streamsPerConnection();
        for (int i = 0; i < allowed && !waiting.isEmpty(); i++) {
            begin(waiting.poll());
        }
        // Taken out before any is opened elsewhere, lest it come back here.
        List<PushStream> tooMany = List.copyOf(waiting);
        waiting.clear();
        streams -= tooMany.size();
        tooMany.forEach(stream -> opener.open(stream, addresses));
    }

    /** Answers that a peer asks for and does not read pile up here. */
    private void expectReader() {
        if (failure == null
                && session instanceof HTTP2Session queueing
                && queueing.getFrameQueueSize() > MAX_UNREAD_FRAMES) {
            // Before any farewell, which the peer would not read: as long as it is listened to it asks for more.
            opener.loop().execute(socket::close);
            fail(Http2Failures.unread(opener.target()));
        }
    }

    @Override
    public void onGoAway(Session session, GoAwayFrame frame) {
        goAway = Http2Failures.name(frame.getError());
        retire();
    }

    /** The connection broke; the session tells each of its streams next. */
    @Override
    public void onFailure(Session session, Throwable failure, Callback callback) {
        broken(failure);
        callback.succeeded();
    }

    @Override
    public void onClose(Session session, GoAwayFrame frame, Callback callback) {
        broken(new ClosedChannelException());
        callback.succeeded();
    }

    private void broken(Throwable cause) {
        if (failure == null) {
            SubscriptionEnd end = Http2Failures.broken(opener.target(), cause, socket, up, settled);
            // A server that has said that it goes may then go.
            boolean announced = goAway != null && end.cause() != Cause.PROTOCOL;
            fail(announced ? Http2Failures.goingAway(opener.target(), goAway) : end);
        }
    }

    private void fail(SubscriptionEnd end) {
        if (failure == null) {
            failure = end;
        }
        retire();
        while (!waiting.isEmpty()) {
            streams--;
            waiting.poll().end(failure);
        }
        opener.loop().execute(this::hangUp);
    }

    private void retire() {
        if (!retired) {
            retired = true;
            opener.retire(this);
        }
    }

    /** Ends the connection as soon as its streams have closed, or a little later all the same. */
    void close() {
        retire();
        opener.loop().schedule(this::hangUp, CLOSE_GRACE);
        if (streams == 0) {
            hangUp();
        }
    }

    private void hangUp() {
        retire();
        if (socket == null) {
            return;
        }
        if (session == null || session.isClosed()) {
            socket.close();
        } else {
            session.close(ErrorCode.NO_ERROR.code, "done", Callback.from(socket::close, ignored -> socket.close()));
            // A peer that does not read never lets the farewell out.
            opener.loop().schedule(socket::close, CLOSE_GRACE);
        }
    }
}
