package dev.pushbench.loadgen.transport;

import static dev.pushbench.loadgen.transport.Http2Frames.ascii;
import static dev.pushbench.loadgen.transport.Http2Frames.joined;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a peer of raw sockets speaks each cell, one subscription a connection: enough to be heard, or wrong on purpose. */
public enum RawCell {
    WS_1("ws", HttpVersion.HTTP_1_1),
    SSE_1("http", HttpVersion.HTTP_1_1),
    WS_2("ws", HttpVersion.HTTP_2),
    SSE_2("http", HttpVersion.HTTP_2);

    private static final int STREAM = 1;
    private static final int CLOSE = 8;

    private final String scheme;
    private final HttpVersion version;

    RawCell(String scheme, HttpVersion version) {
        this.scheme = scheme;
        this.version = version;
    }

    /** Where the client goes. */
    public TransportConfig target(RawServer server) {
        return TransportConfig.of(URI.create(server.url(scheme)), version).with(it -> it.streamsPerConnection = 1);
    }

    public boolean webSocket() {
        return scheme.equals("ws");
    }

    public boolean http2() {
        return version == HttpVersion.HTTP_2;
    }

    /** Reads until the client has asked for its subscription. */
    void awaitRequest(RawServer.Peer peer) throws IOException {
        if (http2()) {
            Http2Frames.greet(peer, Http2Frames.WEB_SOCKETS, 1);
        } else {
            peer.readHead();
        }
    }

    /** The answer that opens the subscription. */
    byte[] head(RawServer.Peer peer) {
        return switch (this) {
            case WS_1 -> ascii(peer.upgradeHead());
            case SSE_1 ->
                ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            case WS_2 ->
                Http2Frames.frame(Http2Frames.HEADERS, Http2Frames.END_HEADERS, STREAM, Http2Frames.WEB_SOCKET_HEAD);
            case SSE_2 ->
                Http2Frames.frame(Http2Frames.HEADERS, Http2Frames.END_HEADERS, STREAM, Http2Frames.STREAM_HEAD);
        };
    }

    /** Lets the client in. */
    public void open(RawServer.Peer peer) throws IOException {
        awaitRequest(peer);
        peer.write(head(peer));
    }

    /** One whole message, before {@link #content} puts it on the wire. */
    byte[] message(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return webSocket() ? frame(0x81, bytes) : joined(ascii("data: "), bytes, ascii("\n\n"));
    }

    private static byte[] frame(int first, byte[] bytes) {
        return bytes.length < 126
                ? joined(new byte[] {(byte) first, (byte) bytes.length}, bytes)
                : joined(new byte[] {(byte) first, 126, (byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
    }

    /** Bytes of the subscription's stream as its HTTP version carries them; at most a frame of HTTP/2, 16 KiB. */
    byte[] content(byte... bytes) {
        if (http2()) {
            return Http2Frames.frame(Http2Frames.DATA, 0, STREAM, bytes);
        }
        return webSocket() ? bytes : joined(ascii(Integer.toHexString(bytes.length) + "\r\n"), bytes, ascii("\r\n"));
    }

    /** Reads until the client has closed the WebSocket, or has hung up. */
    public void awaitFarewell(RawServer.Peer peer) throws IOException {
        if (!webSocket()) {
            peer.awaitEnd();
        } else if (http2()) {
            Http2Frames.awaitFrame(peer, Http2Frames.DATA, payload -> (payload[0] & 0x0F) == CLOSE);
        } else {
            while (peer.readFrame()[0] != CLOSE) {
                // Pongs.
            }
        }
    }

    public void send(RawServer.Peer peer, String text) throws IOException {
        peer.write(content(message(text)));
    }

    /** A binary frame, or an event of base64. */
    public void sendBinary(RawServer.Peer peer, byte[] bytes) throws IOException {
        peer.write(content(
                webSocket() ? frame(0x82, bytes) : message(Base64.getEncoder().encodeToString(bytes))));
    }

    /** Ends the stream as its protocol wants it. */
    public void end(RawServer.Peer peer) throws IOException {
        if (webSocket()) {
            peer.write(content((byte) 0x88, (byte) 2, (byte) (CloseCode.NORMAL >> 8), (byte) CloseCode.NORMAL));
        } else if (http2()) {
            peer.write(Http2Frames.data(STREAM, Http2Frames.END_STREAM, ""));
        } else {
            peer.write("0\r\n\r\n");
        }
    }
}
