package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One POST on a stream of its own, beside the event streams of the same connection.
 *
 * <p>Owner: the event loop of the connection.
 */
final class Http2Post implements Stream.Listener {

    private final PostQueue.Post post;
    private final EventLoop loop;
    private Scheduler.Task deadline;
    /** Null until it has begun. */
    private Stream stream;

    Http2Post(PostQueue.Post post, EventLoop loop) {
        this.post = post;
        this.loop = loop;
    }

    void send(Session session, HeadersFrame head) {
        deadline = loop.schedule(this::unanswered, post.timeout());
        session.newStream(head, Promise.from(this::sendBody, this::notBegun), this);
    }

    private void unanswered() {
        post.unanswered();
        if (stream != null && !stream.isClosed()) {
            stream.reset(new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
        }
    }

    private void sendBody(Stream stream) {
        this.stream = stream;
        stream.data(
                new DataFrame(stream.getId(), ByteBuffer.wrap(post.body()), true),
                Callback.from(() -> {}, this::notBegun));
    }

    private void notBegun(Throwable failure) {
        post.failed(Cause.STREAM_RESET, "the stream broke (" + Detail.clean(failure.getMessage()) + ")");
    }

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame, Callback callback) {
        if (frame.getMetaData() instanceof MetaData.Response response && response.getStatus() >= 200) {
            post.answered(response.getStatus());
        }
        callback.succeeded();
        if (!frame.isEndStream()) {
            stream.demand();
        }
    }

    @Override
    public void onDataAvailable(Stream stream, boolean immediate) {
        Stream.Data data = stream.readData();
        boolean last = data != null && data.frame().isEndStream();
        if (data != null) {
            data.release();
        }
        if (!last) {
            stream.demand();
        }
    }

    @Override
    public void onReset(Stream stream, ResetFrame frame, Callback callback) {
        post.failed(Cause.STREAM_RESET, "the server reset the stream (" + Http2Failures.name(frame.getError()) + ")");
        callback.succeeded();
    }

    @Override
    public void onFailure(Stream stream, int error, String reason, Throwable failure, Callback callback) {
        post.failed(Cause.STREAM_RESET, "the stream broke (" + Http2Failures.name(error) + ")");
        callback.succeeded();
    }

    @Override
    public void onClosed(Stream stream) {
        deadline.cancel();
        // Jetty says so before it hands over an answer that is all head.
        loop.execute(() -> post.failed(Cause.CUT_SHORT, "the stream ended before the answer"));
    }
}
