package dev.pushbench.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A bare socket that speaks HTTP/1.1 by hand and counts what it reads. One thread. */
final class RawConnection implements AutoCloseable {

    /** Nothing here takes that long, unless it is broken. */
    static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private long bytesRead;
    /** Jetty sends the CRLF after a chunk together with the next one. */
    private boolean insideChunk;

    private RawConnection(URI server, int receiveBufferBytes) throws IOException {
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    static RawConnection to(URI server) throws IOException {
        return new RawConnection(server, 0);
    }

    /** With so small a receive buffer that the server soon cannot write any more. */
    static RawConnection withTinyReceiveBuffer(URI server) throws IOException {
        return new RawConnection(server, 1_024);
    }

    /** Asks for an event stream and reads the head of the answer. */
    static RawConnection eventStream(URI server, String topic) throws IOException {
        RawConnection connection = to(server);
        connection.get("/sse?topic=" + topic);
        connection.readHead();
        return connection;
    }

    void get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The status line and the headers, up to and without the blank line; each line ends with LF. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    /** A line without its CRLF. */
    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = readByte();
            if (next == '\r') {
                if (readByte() != '\n') {
                    throw new IOException("CR without LF after " + line);
                }
                return line.toString();
            }
            line.append((char) next);
        }
    }

    /** The content of the next chunk; empty for the last one. */
    String readChunk() throws IOException {
        if (insideChunk && !readLine().isEmpty()) {
            throw new IOException("no CRLF after the chunk before");
        }
        int length = Integer.parseInt(readLine(), 16);
        insideChunk = length > 0;
        return new String(readBytes(length), StandardCharsets.UTF_8);
    }

    byte[] readBytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        bytesRead += bytes.length;
        if (bytes.length < length) {
            throw new EOFException("the stream ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    int readByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the stream ended");
        }
        bytesRead++;
        return next;
    }

    /** Reads to the end of the stream, however it ends; returns how many bytes there were. */
    long drain() throws IOException {
        byte[] buffer = new byte[64 << 10];
        long drained = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            drained += read;
        }
        return drained;
    }

    /** All bytes read so far. */
    long bytesRead() {
        return bytesRead;
    }

    /** Vanishes without a farewell: the kernel answers whatever comes with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
