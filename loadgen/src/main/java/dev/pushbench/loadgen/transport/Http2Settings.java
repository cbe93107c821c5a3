package dev.pushbench.loadgen.transport;

import org.eclipse.jetty.http2.FlowControlStrategy;
import org.eclipse.jetty.http2.client.HTTP2Client;

/** How this program speaks HTTP/2. */
final class Http2Settings {

    /**
     * Flow-control windows of a connection and of a stream. What arrives is used up at once, so they never protect this
     * side; they are wide so that the sender never waits for a WINDOW_UPDATE, and updates are rare: the comparison is
     * about the protocols' framing, not about how a client tunes its windows. Browsers use 6 to 16 MiB.
     */
    private static final int CONNECTION_WINDOW_BYTES = 64 << 20;

    static final int STREAM_WINDOW_BYTES = 8 << 20;

    /** Two full frames: a read of a busy connection brings many small ones. */
    private static final int READ_BUFFER_BYTES = 32 * 1024;

    private Http2Settings() {}

    static void applyTo(HTTP2Client client) {
        client.setInitialSessionRecvWindow(CONNECTION_WINDOW_BYTES);
        client.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
        client.setInputBufferSize(READ_BUFFER_BYTES);
        client.setMaxResponseHeadersSize(Http1Head.MAX_BYTES);
        client.setMaxConcurrentPushedStreams(0);
        client.setStreamIdleTimeout(0);
        client.setFlowControlStrategyFactory(StreamCredit::new);
    }

    /**
     * For the connections to come: a stream has the protocol's own first window (RFC 9113, section 6.9.2) until it is
     * known whether its reader is slow, for what was granted cannot be taken back.
     */
    static void expectSlowReaders(HTTP2Client client) {
        client.setInitialStreamRecvWindow(FlowControlStrategy.DEFAULT_WINDOW_SIZE);
    }
}
