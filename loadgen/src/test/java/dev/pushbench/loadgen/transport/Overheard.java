package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.bytes.Layer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;

/** One subscription through a wiretap. Used by one thread. */
final class Overheard implements AutoCloseable {

    final RecordingListener listener = new RecordingListener();

    private final Wiretap tap;
    private final Transport transport;
    private int toClientFrom;
    private int toServerFrom;

    Overheard(URI target, HttpVersion version, X509Certificate... trusted) throws IOException {
        tap = new Wiretap(target);
        TransportConfig config =
                TransportConfig.of(tap.url(), version).with(it -> it.trustedCertificates = List.of(trusted));
        transport = Transports.open(config);
        transport.subscribe(listener);
        RecordingListener.soon().until(() -> listener.subscription != null);
    }

    /** Listens from here on. */
    void mark() {
        toClientFrom = tap.toClient.length();
        toServerFrom = tap.toServer.length();
    }

    /** Listens from here until the client has one more message. */
    void hear(Runnable send) {
        int before = listener.messages.size();
        mark();
        send.run();
        RecordingListener.soon().until(() -> listener.messages.size() > before);
    }

    void send(byte[] message, boolean text) {
        listener.subscription.send(ByteBuffer.wrap(message), text);
    }

    /** What the client was told since the mark. */
    byte[] toClient() {
        return tap.toClient.since(toClientFrom);
    }

    /** What the client said since the mark. */
    byte[] toServer() {
        return tap.toServer.since(toServerFrom);
    }

    @Override
    public void close() throws IOException {
        transport.close();
        tap.close();
    }

    /** How many units of that layer these bytes are; they begin and end with whole ones. */
    static int units(Layer layer, byte[] bytes) {
        ByteBuffer seen = ByteBuffer.wrap(bytes);
        int units = 0;
        while (seen.hasRemaining()) {
            int content = switch (layer) {
                case WEBSOCKET_FRAME -> webSocketContent(seen);
                case HTTP1_CHUNK -> chunkContent(seen);
                case HTTP2_DATA -> dataContent(seen);
                default -> recordContent(seen);
            };
            seen.position(seen.position() + content);
            units++;
        }
        return units;
    }

    /** RFC 6455, section 5.2. */
    private static int webSocketContent(ByteBuffer seen) {
        seen.get();
        int second = seen.get();
        int mask = (second & 0x80) == 0 ? 0 : 4;
        int length = second & 0x7F;
        return mask
                + switch (length) {
                    case 126 -> seen.getShort() & 0xFFFF;
                    case 127 -> (int) seen.getLong();
                    default -> length;
                };
    }

    /** RFC 9112, section 7.1; Jetty sends the line end after a chunk with the next one. */
    private static int chunkContent(ByteBuffer seen) {
        assertThat(seen.getShort()).isEqualTo((short) 0x0D0A);
        int length = 0;
        for (int digit = seen.get(); digit != '\r'; digit = seen.get()) {
            length = length << 4 | Character.digit(digit, 16);
        }
        assertThat(seen.get()).isEqualTo((byte) '\n');
        return length;
    }

    /** RFC 9113, section 4.1. */
    private static int dataContent(ByteBuffer seen) {
        int lengthAndType = seen.getInt();
        assertThat(lengthAndType & 0xFF).isEqualTo(Http2Frames.DATA);
        seen.position(seen.position() + 5);
        return lengthAndType >>> 8;
    }

    /** RFC 8446, section 5.2. */
    private static int recordContent(ByteBuffer seen) {
        byte applicationData = 23;
        assertThat(seen.get()).isEqualTo(applicationData);
        seen.getShort();
        return seen.getShort() & 0xFFFF;
    }
}
