package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/**
 * Messages out of bytes, without a connection: the same decoders that the transports feed with what their sockets
 * bring. For whoever has the bytes already, such as a benchmark.
 *
 * <p>Used by one thread at a time.
 */
public final class StreamDecoder {

    /** Hears each message. */
    @FunctionalInterface
    public interface Sink {

        /** @param payload valid during the call only, which may change position and limit but not the bytes */
        void onMessage(ByteBuffer payload, long receivedNs);
    }

    @FunctionalInterface
    private interface Feed {
        void feed(ByteBuffer in, long receivedNs) throws ProtocolViolation;
    }

    private final Feed feed;

    private StreamDecoder(Feed feed) {
        this.feed = feed;
    }

    /** Of the body of an event stream; hears the data of events and nothing else. */
    public static StreamDecoder ofEventStream(Sink sink, int maxMessageBytes) {
        return new StreamDecoder(new SseParser(sink::onMessage, null, maxMessageBytes)::feed);
    }

    /** Of WebSocket frames from a server; hears messages, not control frames. */
    public static StreamDecoder ofWebSocket(Sink sink, int maxMessageBytes) {
        return new StreamDecoder(new WebSocketDecoder(new Messages(sink), maxMessageBytes, null)::feed);
    }

    /**
     * Takes all of {@code in}: whole messages, parts of them, or several at once.
     *
     * @param receivedNs is told to the sink with each message that ends here
     * @throws IllegalArgumentException if the bytes break the protocol or a message is too large
     */
    public void feed(ByteBuffer in, long receivedNs) {
        try {
            feed.feed(in, receivedNs);
        } catch (ProtocolViolation violation) {
            throw new IllegalArgumentException(violation.getMessage(), violation);
        }
    }

    private record Messages(Sink sink) implements WebSocketDecoder.Sink {

        @Override
        public void onMessage(boolean text, ByteBuffer payload, long receivedNs) {
            sink.onMessage(payload, receivedNs);
        }

        @Override
        public void onPing(ByteBuffer payload, long receivedNs) {}

        @Override
        public void onPong(ByteBuffer payload, long receivedNs) {}

        @Override
        public void onClose(int code, String reason) {}
    }
}
