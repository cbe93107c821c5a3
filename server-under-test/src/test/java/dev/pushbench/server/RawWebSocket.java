package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** RFC 6455 by hand, on a bare socket. One thread. */
final class RawWebSocket implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[16]);

    private final RawConnection connection;
    private final String responseHead;

    /** A frame as it came: {@code headerBytes} is the length of its header. */
    record Frame(int opCode, int headerBytes, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return ByteBuffer.wrap(payload).getShort();
        }
    }

    private RawWebSocket(RawConnection connection, String target, String moreHeaders) throws IOException {
        this.connection = connection;
        connection.send("GET " + target + " HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n" + moreHeaders + "\r\n");
        responseHead = connection.readHead();
    }

    static RawWebSocket open(URI server, String target) throws IOException {
        return open(RawConnection.to(server), target);
    }

    static RawWebSocket open(RawConnection connection, String target) throws IOException {
        RawWebSocket opened = handshake(connection, target, "");
        assertThat(opened.responseHead).startsWith("HTTP/1.1 101 ");
        return opened;
    }

    static RawWebSocket handshake(RawConnection connection, String target, String moreHeaders) throws IOException {
        return new RawWebSocket(connection, target, moreHeaders);
    }

    String responseHead() {
        return responseHead;
    }

    RawConnection connection() {
        return connection;
    }

    /** RFC 6455, 4.2.2: what the server must answer to our key. */
    static String expectedAccept() throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((KEY + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
    }

    Frame read() throws IOException {
        int first = connection.readByte();
        assertThat(first & 0xf0).as("FIN, and no RSV bit").isEqualTo(FIN);
        int second = connection.readByte();
        assertThat(second & MASKED).as("a server does not mask").isZero();
        long length = second;
        int headerBytes = 2;
        if (second == 126) {
            length = ByteBuffer.wrap(connection.readBytes(2)).getShort() & 0xffff;
            headerBytes = 4;
        } else if (second == 127) {
            length = ByteBuffer.wrap(connection.readBytes(8)).getLong();
            headerBytes = 10;
        }
        return new Frame(first & 0xf, headerBytes, connection.readBytes(Math.toIntExact(length)));
    }

    void send(int opCode, byte[] payload) throws IOException {
        byte[] mask = {1, 2, 3, 4};
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (FIN | opCode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        connection.send(bytes);
    }

    void sendClose(int code) throws IOException {
        send(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
