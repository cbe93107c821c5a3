package dev.pushbench.loadgen.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A peer that does what a test wants, byte by byte, on a thread for each connection. */
public final class RawServer implements AutoCloseable {

    /** What the peer does with one connection, which is closed afterwards. */
    public interface Behaviour {
        void play(Peer peer) throws Exception;
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    RawServer(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        thread(() -> {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                thread(() -> {
                    try (socket) {
                        behaviour.play(new Peer(socket));
                    } finally {
                        open.remove(socket);
                    }
                });
            }
        });
    }

    public static RawServer doing(Behaviour behaviour) throws IOException {
        return new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    /** The same under TLS, without ALPN. */
    public static RawServer tls(HeldCertificate certificate, Behaviour behaviour) throws IOException {
        return new RawServer(
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate)
                        .build()
                        .sslContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                behaviour);
    }

    /** Reads the request and answers with this, then stays until the client goes. */
    public static RawServer answering(String answer) throws IOException {
        return doing(peer -> {
            peer.readHead();
            peer.write(answer);
            peer.awaitEnd();
        });
    }

    /** Reads the request, answers with this, and closes. */
    public static RawServer closing(String answer) throws IOException {
        return doing(peer -> {
            peer.readHead();
            peer.write(answer);
            peer.hangUp();
        });
    }

    /** What an echo makes of the messages of one WebSocket. */
    public interface Echo {
        void play(Peer peer, Messages messages) throws Exception;
    }

    /** What a client sends, one after the other. */
    public interface Messages {
        String next() throws IOException;
    }

    /** Takes WebSockets over HTTP/1.1, and does with what they send whatever it wants. */
    public static RawServer echoing(Echo echo) throws IOException {
        return doing(peer -> {
            peer.upgrade();
            echo.play(peer, peer::readText);
        });
    }

    /** Opens event streams over HTTP/1.1 that bring nothing, and answers each POST with this; an empty answer hangs up. */
    public static RawServer posting(byte[] answer) throws IOException {
        return doing(peer -> {
            if (peer.readHead().startsWith("GET ")) {
                peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
                peer.awaitEnd();
                return;
            }
            do {
                peer.in.readNBytes(peer.contentLength());
                if (answer.length == 0) {
                    return;
                }
                peer.write(answer);
            } while (peer.readHead().startsWith("POST "));
        });
    }

    TransportConfig target(String scheme, HttpVersion version) {
        return TransportConfig.of(URI.create(url(scheme)), version);
    }

    public String url(String scheme) {
        return scheme + "://127.0.0.1:" + server.getLocalPort() + "/there";
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void thread(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception over) {
                // The other side went away, or the server was closed: how most of these scenes end.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }

    /** Closes every connection there is. */
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection, from the server's side. */
    public static final class Peer {

        private final Socket socket;
        final DataInputStream in;
        final OutputStream out;
        private String request;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
            this.out = socket.getOutputStream();
        }

        public String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                head.write(in.readUnsignedByte());
            }
            request = head.toString(StandardCharsets.ISO_8859_1);
            return request;
        }

        /** Of the request whose head was read last. */
        int contentLength() {
            return request.lines()
                    .filter(line -> line.startsWith("Content-Length: "))
                    .mapToInt(line -> Integer.parseInt(line.substring(16)))
                    .findFirst()
                    .orElseThrow();
        }

        /** One short text message. */
        public void sendText(String text) throws IOException {
            write(RawCell.WS_1.message(text));
        }

        public void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void write(byte... bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Says yes to a WebSocket. */
        public void upgrade() throws IOException {
            readHead();
            write(upgradeHead());
        }

        /** The yes to the WebSocket that was asked for. */
        public String upgradeHead() {
            String key = request.lines()
                    .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                    .map(line -> line.substring(19))
                    .findFirst()
                    .orElseThrow();
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n";
        }

        static String accept(String key) {
            try {
                byte[] hash = java.security.MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
                return java.util.Base64.getEncoder().encodeToString(hash);
            } catch (java.security.NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /** One short text message of the client. */
        public String readText() throws IOException {
            byte[] frame = readFrame();
            if (frame[0] != FrameWriter.TEXT) {
                throw new EOFException("the client closes");
            }
            return new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8);
        }

        /** One masked frame of the client: opcode, then payload. */
        byte[] readFrame() throws IOException {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            if ((first & 0x80) == 0 || (second & 0x80) == 0 || (second & 0x7F) > 125) {
                throw new IOException("not a short, masked, final frame");
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(second & 0x7F);
            byte[] frame = new byte[1 + payload.length];
            frame[0] = (byte) (first & 0x0F);
            for (int i = 0; i < payload.length; i++) {
                frame[i + 1] = (byte) (payload[i] ^ mask[i % 4]);
            }
            return frame;
        }

        /** Closes with a TCP reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Closes in order, and lets the client finish: closing with bytes unread would be a reset. */
        public void hangUp() throws IOException {
            socket.shutdownOutput();
            awaitEnd();
        }

        public void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // Whatever the client has left to say.
            }
        }

        /** Whether the client hangs up within this time; what it says meanwhile is read. */
        boolean endsWithin(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                awaitEnd();
                return true;
            } catch (SocketTimeoutException stillThere) {
                return false;
            } finally {
                socket.setSoTimeout(0);
            }
        }

        /** Until the test is over. */
        void stall() throws InterruptedException {
            TimeUnit.HOURS.sleep(1);
        }
    }
}
