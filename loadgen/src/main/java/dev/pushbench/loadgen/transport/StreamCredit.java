package dev.pushbench.loadgen.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http2.BufferingFlowControlStrategy;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.WindowUpdateFrame;

/**
 * Flow control of one HTTP/2 connection. Bytes of a stream whose reader is slow are taken off the connection at once, so
 * that the connection's window is whole for the other streams; the stream's own window opens again only for what its
 * reader has read. So the peer may not send more for it than that window, which bounds what is kept (RFC 9113, section
 * 5.2).
 *
 * <p>Owner: the event loop of the connection.
 */
final class StreamCredit extends BufferingFlowControlStrategy {

    /** Jetty's own. */
    private static final float BUFFER_RATIO = 0.5f;

    private final Set<Stream> slow = new HashSet<>();

    StreamCredit() {
        super(BUFFER_RATIO);
    }

    /** From now on the stream gets credit by {@link #grant} only. */
    void withhold(Stream stream) {
        slow.add(stream);
    }

    /** The stream is as wide as streams are to be, and gets credit for whatever is received. */
    void widen(Stream stream) {
        slow.remove(stream);
        grant(stream, Http2Settings.STREAM_WINDOW_BYTES - getInitialStreamRecvWindow());
    }

    /** The peer may send that many bytes more on this stream. */
    void grant(Stream stream, int bytes) {
        if (bytes > 0 && !stream.isRemotelyClosed() && !stream.isReset()) {
            updateRecvWindow(stream, bytes);
            sendWindowUpdate(stream.getSession(), stream, List.of(new WindowUpdateFrame(stream.getId(), bytes)));
        }
    }

    @Override
    public void onDataConsumed(Session session, Stream stream, int length) {
        super.onDataConsumed(session, slow.contains(stream) ? null : stream, length);
    }

    @Override
    public void onStreamDestroyed(Stream stream) {
        slow.remove(stream);
        super.onStreamDestroyed(stream);
    }
}
