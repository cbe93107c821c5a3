package dev.pushbench.loadgen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A peer with known truth: plain sockets, no Jetty. It answers each connection on a thread of its own, by a script.
 */
public final class ScriptedPeer implements AutoCloseable {

    private static final String WEB_SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final byte[] NORMAL_CLOSE = {(byte) 0x88, 2, 1000 >> 8, (byte) 1000};

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** What a connection does after its request has been read. */
    @FunctionalInterface
    interface Script {
        void play(String request, OutputStream out) throws IOException;
    }

    /** Sends messages, framed as the protocol wants it. */
    @FunctionalInterface
    interface Messages {
        void send(String text) throws IOException;
    }

    /** What to send once a stream is open. */
    @FunctionalInterface
    interface Stream {
        void play(Messages messages) throws IOException;
    }

    ScriptedPeer(Script script) throws IOException {
        Thread acceptor = new Thread(() -> accept(script), "scripted-peer");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** A peer that accepts any subscription, WebSocket or event stream, and then plays the stream. */
    static ScriptedPeer streaming(Stream stream) throws IOException {
        return new ScriptedPeer((request, out) -> {
            if (request.contains("Sec-WebSocket-Key")) {
                out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept(request) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                stream.play(text -> out.write(frame(text)));
                out.write(NORMAL_CLOSE);
            } else {
                out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                stream.play(text -> out.write(("data: " + text + "\n\n").getBytes(StandardCharsets.UTF_8)));
            }
        });
    }

    /** A peer that gives every request the same answer. */
    public static ScriptedPeer answering(String response) throws IOException {
        return new ScriptedPeer((request, out) -> out.write(response.getBytes(StandardCharsets.US_ASCII)));
    }

    public URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    private void accept(Script script) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket, script), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private static void serve(Socket socket, Script script) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.play(request(socket.getInputStream()), socket.getOutputStream());
            // Whatever else the client says is read until it hangs up, so that closing does not reset.
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has gone: nothing is left to play.
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static String accept(String request) {
        String key = request.replaceAll("(?s).*Sec-WebSocket-Key: *([^\r]*)\r.*", "$1");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + WEB_SOCKET_GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        if (payload.length > 125) {
            throw new IllegalArgumentException("longer than a short frame");
        }
        byte[] frame = new byte[payload.length + 2];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
