package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/**
 * Messages out of bytes, without a connection: the same decoders that the transports feed with what their sockets
 * bring. For whoever has the bytes already, such as a benchmark.
 *
 * <p>Used by one thread at a time.
 */
public final class StreamDecoder implements AutoCloseable {

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
    private final Runnable release;

    private StreamDecoder(Feed feed, Runnable release) {
        this.feed = feed;
        this.release = release;
    }

    /** Of the body of an event stream; hears the data of events and nothing else. */
    public static StreamDecoder ofEventStream(Sink sink, int maxMessageBytes) {
        return new StreamDecoder(events(sink, maxMessageBytes)::feed, () -> {});
    }

    /** The same for a body in gzip (RFC 1952), of which each event is heard when the sender has flushed it. */
    public static StreamDecoder ofGzipEventStream(Sink sink, int maxMessageBytes) {
        GzipReceiver gunzip = new GzipReceiver(new Events(events(sink, maxMessageBytes)), StreamDecoder::refuse);
        return new StreamDecoder(gunzip::receive, gunzip::release);
    }

    private static SseParser events(Sink sink, int maxMessageBytes) {
        return new SseParser(sink::onMessage, null, maxMessageBytes);
    }

    /** Of WebSocket frames from a server; hears messages, not control frames. */
    public static StreamDecoder ofWebSocket(Sink sink, int maxMessageBytes) {
        return ofWebSocket(sink, maxMessageBytes, null);
    }

    /**
     * The same where permessage-deflate was agreed (RFC 7692).
     *
     * @param contextTakeover the server's messages refer to those before; else each stands alone
     */
    public static StreamDecoder ofDeflatedWebSocket(Sink sink, int maxMessageBytes, boolean contextTakeover) {
        return ofWebSocket(sink, maxMessageBytes, new DeflateAgreement(contextTakeover));
    }

    private static StreamDecoder ofWebSocket(Sink sink, int maxMessageBytes, DeflateAgreement deflate) {
        WebSocketDecoder frames = new WebSocketDecoder(new Messages(sink), maxMessageBytes, deflate);
        return new StreamDecoder(frames::feed, frames::release);
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
            refuse(violation);
        }
    }

    private static void refuse(ProtocolViolation violation) {
        throw new IllegalArgumentException(violation.getMessage(), violation);
    }

    /** Lets go of what decompression keeps outside the heap; nothing may be fed afterwards. */
    @Override
    public void close() {
        release.run();
    }

    private record Events(SseParser parser) implements ByteReceiver {

        @Override
        public void receive(ByteBuffer bytes, long receivedNs) {
            try {
                parser.feed(bytes, receivedNs);
            } catch (ProtocolViolation violation) {
                refuse(violation);
            }
        }

        @Override
        public void end() {}

        @Override
        public void close() {}
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
