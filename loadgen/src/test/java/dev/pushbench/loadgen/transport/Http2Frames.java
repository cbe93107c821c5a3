package dev.pushbench.loadgen.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** HTTP/2 frames, byte by byte (RFC 9113, section 4.1), as raw peers send and read them. */
final class Http2Frames {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    static final byte[] NO_SETTINGS = frame(SETTINGS, 0, 0);
    /** SETTINGS_ENABLE_CONNECT_PROTOCOL (RFC 8441, section 3). */
    static final byte[] WEB_SOCKETS = frame(SETTINGS, 0, 0, (byte) 0, (byte) 8, (byte) 0, (byte) 0, (byte) 0, (byte) 1);

    /** {@code :status: 200} and {@code content-type: text/event-stream}, as HPACK writes them without its tables. */
    static final byte[] STREAM_HEAD = joined(new byte[] {(byte) 0x88, 0x0F, 0x10, 17}, ascii("text/event-stream"));

    /** {@code :status: 200}. */
    static final byte[] WEB_SOCKET_HEAD = {(byte) 0x88};

    /** Opens a header field of 10 MiB, of which the first byte is here. */
    static final byte[] ENDLESS_HEAD =
            joined(new byte[] {(byte) 0x88, 0x0F, 0x10, 0x7F, (byte) 0x80, (byte) 0x80, (byte) 0x80, 5}, ascii("x"));

    private static final int PREFACE_BYTES = 24;

    private Http2Frames() {}

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] data(int stream, int flags, String payload) {
        return frame(DATA, flags, stream, ascii(payload));
    }

    static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Says hello, and reads until so many requests have come. */
    static void greet(RawServer.Peer peer, byte[] settings, int requests) throws IOException {
        peer.in.readNBytes(PREFACE_BYTES);
        peer.write(settings);
        for (int i = 0; i < requests; i++) {
            awaitFrame(peer, HEADERS, payload -> true);
        }
    }

    /** Reads until such a frame. */
    static void awaitFrame(RawServer.Peer peer, int type, Predicate<byte[]> wanted) throws IOException {
        while (true) {
            int length = peer.in.readUnsignedByte() << 16 | peer.in.readUnsignedShort();
            boolean isType = peer.in.readUnsignedByte() == type;
            peer.in.readNBytes(5);
            byte[] payload = peer.in.readNBytes(length);
            if (isType && wanted.test(payload)) {
                return;
            }
        }
    }
}
