package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;

/**
 * One subscription on a stream of an HTTP/2 connection.
 *
 * <p>Owner: the event loop of the connection.
 */
final class Http2Stream implements Stream.Listener, Carrier, WebSocketReceiver.Wire {

    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

    private final Http2Link link;
    private final PushStream push;
    private Stream stream;
    /** Null until the response head has come. */
    private ByteReceiver receiver;
    /** Null unless reading is slow. */
    private SlowStreamReader slow;

    Http2Stream(Http2Link link, PushStream push) {
        this.link = link;
        this.push = push;
    }

    private Target target() {
        return push.target();
    }

    @Override
    public void onNewStream(Stream stream) {
        this.stream = stream;
    }

    /** The session would not take the stream, or could not write its request. */
    void notBegun(Throwable failure) {
        push.end(link.beginFailure(failure));
        if (stream == null) {
            link.released();
        }
    }

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame, Callback callback) {
        if (receiver == null
                && frame.getMetaData() instanceof MetaData.Response response
                && response.getStatus() >= 200) {
            answered(response);
        }
        callback.succeeded();
    }

    private void answered(MetaData.Response response) {
        Redirect redirect = Redirect.of(target(), response.getStatus(), response.getHttpFields());
        if (redirect != null) {
            push.redirect(redirect);
            disconnect();
            return;
        }
        ResponseCheck check = new ResponseCheck(target());
        boolean webSocket = target().config().webSocket();
        SubscriptionEnd refusal = webSocket
                ? check.extendedConnect(response.getStatus(), response.getHttpFields())
                : check.eventStream(response.getStatus(), null, response.getHttpFields());
        if (refusal != null) {
            push.end(refusal);
            disconnect();
            return;
        }
        receiver = Receivers.of(push, response.getHttpFields(), this);
        push.open(response.getHttpFields().get(HttpHeader.SERVER), System.nanoTime());
        if (slow == null) {
            credit().widen(stream);
        }
        stream.demand();
    }

    private StreamCredit credit() {
        return (StreamCredit) ((HTTP2Session) stream.getSession()).getFlowControlStrategy();
    }

    @Override
    public void readAtMost(long bytesPerSecond) {
        if (slow != null) {
            slow.release();
            slow = null;
        }
        if (bytesPerSecond != Subscription.UNLIMITED) {
            slow = new SlowStreamReader(stream, receiver, credit(), push.loop(), bytesPerSecond);
        }
    }

    @Override
    public void onDataAvailable(Stream stream, boolean immediate) {
        Stream.Data data = stream.readData();
        if (data == null) {
            stream.demand();
            return;
        }
        boolean last = data.frame().isEndStream();
        try {
            if (slow == null) {
                receiver.receive(data.frame().getByteBuffer(), link.lastReadNs());
            } else {
                slow.receive(data.frame().getByteBuffer(), data.frame().padding());
            }
        } finally {
            data.release();
        }
        if (last && slow != null) {
            slow.end();
        } else if (last) {
            receiver.end();
        } else {
            // More may be queued; the session then calls again, without recursion.
            stream.demand();
        }
    }

    @Override
    public void onReset(Stream stream, ResetFrame frame, Callback callback) {
        String error = Http2Failures.name(frame.getError());
        push.end(Cause.STREAM_RESET, target().request() + ": the server reset the stream (" + error + ")");
        callback.succeeded();
    }

    @Override
    public void onFailure(Stream stream, int error, String reason, Throwable failure, Callback callback) {
        push.end(link.streamFailure(error, reason));
        callback.succeeded();
    }

    @Override
    public void onClosed(Stream stream) {
        // By then the usual ends have been told; what is left is one that Jetty made of its own accord, as when DATA
        // did not match a content length.
        push.loop().execute(() -> push.end(link.streamFailure(ErrorCode.PROTOCOL_ERROR.code, null)));
        link.released();
        if (receiver != null) {
            receiver.release();
        }
    }

    @Override
    public void post(PostQueue.Post post) {
        new Http2Post(post, push.loop())
                .send(stream.getSession(), push.target().http2().post(post.pathQuery(), post.body().length));
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
        stream.data(new DataFrame(stream.getId(), frame, last), callback);
    }

    @Override
    public void disconnect() {
        if (stream != null && !stream.isClosed()) {
            stream.reset(new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
        }
    }

    @Override
    public void disconnectSoon() {
        push.loop().schedule(this::disconnect, CLOSE_GRACE);
    }
}
