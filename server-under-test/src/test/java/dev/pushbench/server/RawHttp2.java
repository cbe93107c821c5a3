package dev.pushbench.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** RFC 9113 by hand, over cleartext with prior knowledge. One thread; header blocks are not decoded. */
final class RawHttp2 implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int GOAWAY = 7;
    static final int END_STREAM = 1;

    private static final int SETTINGS = 4;
    private static final int END_HEADERS = 4;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean endsStream() {
            return (flags & END_STREAM) != 0;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /**
     * @param streamWindowBytes how much the server may send on each stream before it must wait
     */
    RawHttp2(URI server, int streamWindowBytes) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(RawConnection.PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        ByteArrayOutputStream settings = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(settings);
        fields.writeShort(INITIAL_WINDOW_SIZE);
        fields.writeInt(streamWindowBytes);
        send(SETTINGS, 0, 0, settings.toByteArray());
    }

    void get(int stream, String path) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        // HPACK (RFC 7541): indexed :method GET and :scheme http, then literals for :path and :authority.
        block.write(0x82);
        block.write(0x86);
        writeLiteral(block, 0x04, path);
        writeLiteral(block, 0x01, "test");
        send(HEADERS, END_HEADERS | END_STREAM, stream, block.toByteArray());
    }

    private static void writeLiteral(ByteArrayOutputStream block, int name, String value) {
        block.write(name);
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    void reset(int stream) throws IOException {
        send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream frame = new DataOutputStream(bytes);
        frame.writeByte(payload.length >>> 16);
        frame.writeShort(payload.length);
        frame.writeByte(type);
        frame.writeByte(flags);
        frame.writeInt(stream);
        frame.write(payload);
        out.write(bytes.toByteArray());
    }

    /** The next frame that is about streams; settings, pings and windows are passed over. */
    Frame read() throws IOException {
        while (true) {
            int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == DATA || type == HEADERS || type == RST_STREAM || type == GOAWAY) {
                return new Frame(type, flags, stream, payload);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
