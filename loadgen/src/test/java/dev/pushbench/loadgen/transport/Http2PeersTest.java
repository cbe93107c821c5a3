package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 peers that refuse, limit, reset or break off, frame by frame. */
class Http2PeersTest {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    /** {@code :status: 200} and {@code content-type: text/event-stream}, as HPACK writes them without its tables. */
    private static final byte[] STREAM_HEAD = bytes(new byte[] {(byte) 0x88, 0x0F, 0x10, 17}, "text/event-stream");

    private static final byte[] NO_SETTINGS = frame(SETTINGS, 0, 0);
    private static final byte[] WEB_SOCKETS =
            frame(SETTINGS, 0, 0, (byte) 0, (byte) 8, (byte) 0, (byte) 0, (byte) 0, (byte) 1);

    private static byte[] bytes(byte[] first, String rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(rest.getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private static byte[] data(int stream, int flags, String payload) {
        return frame(DATA, flags, stream, payload.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    /** Reads frames until so many HEADERS have come. */
    private static void awaitRequests(RawServer.Peer peer, int count) throws IOException {
        for (int seen = 0; seen < count; ) {
            int length = peer.in.readUnsignedByte() << 16 | peer.in.readUnsignedShort();
            int type = peer.in.readUnsignedByte();
            peer.in.readNBytes(5 + length);
            seen += type == HEADERS ? 1 : 0;
        }
    }

    /** Says hello, waits for the requests, then goes on. */
    private static RawServer serving(byte[] settings, int requests, RawServer.Behaviour then) throws IOException {
        return RawServer.doing(peer -> {
            peer.in.readNBytes(24);
            peer.write(settings);
            awaitRequests(peer, requests);
            then.play(peer);
        });
    }

    private static List<RecordingListener> outcome(RawServer server, String scheme, int subscriptions) {
        List<RecordingListener> listeners = new ArrayList<>();
        TransportConfig config =
                server.target(scheme, HttpVersion.HTTP_2).withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(500));
        try (Transport transport = Transports.open(config)) {
            for (int i = 0; i < subscriptions; i++) {
                listeners.add(new RecordingListener());
                transport.subscribe(listeners.get(i));
            }
            listeners.forEach(RecordingListener::awaitEnd);
            RecordingListener.soon().until(() -> transport.tcpConnections() == 0);
        }
        assertThat(listeners).allSatisfy(listener -> {
            assertThat(listener.breaches).isEmpty();
            assertThat(listener.end.detail()).doesNotContain("\n").doesNotContain("Exception");
        });
        return listeners;
    }

    private static SubscriptionEnd end(RawServer server, String scheme) {
        return outcome(server, scheme, 1).get(0).end;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http"})
    void aServerThatSpeaksOnlyHttp11(String scheme) throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")) {
            SubscriptionEnd end = end(server, scheme);
            assertThat(end.cause()).isEqualTo(Cause.HTTP2_NOT_OFFERED);
            assertThat(end.detail()).contains("in cleartext (prior knowledge): use --http 1.1");
        }
    }

    @Test
    void aServerThatSaysNothing() throws IOException {
        try (RawServer server = RawServer.doing(RawServer.Peer::awaitEnd)) {
            SubscriptionEnd end = end(server, "http");
            assertThat(end.cause()).isEqualTo(Cause.NO_RESPONSE);
            assertThat(end.detail()).contains("no HTTP/2 SETTINGS within 500 ms");
        }
    }

    @Test
    void aRequestThatIsNeverAnswered() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 2, RawServer.Peer::awaitEnd)) {
            assertThat(outcome(server, "http", 2))
                    .allSatisfy(listener -> assertThat(listener.end.cause()).isEqualTo(Cause.NO_RESPONSE));
        }
    }

    @Test
    void aServerThatHangsUpAtOnce() throws IOException {
        try (RawServer server = RawServer.doing(peer -> peer.in.readNBytes(24))) {
            assertThat(end(server, "http").cause()).isEqualTo(Cause.RESET);
        }
        try (RawServer server = RawServer.doing(RawServer.Peer::reset)) {
            assertThat(end(server, "http").cause()).isEqualTo(Cause.RESET);
        }
    }

    @Test
    void aServerWithoutWebSocketsOverHttp2() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 1, RawServer.Peer::awaitEnd)) {
            SubscriptionEnd end = end(server, "ws");
            assertThat(end.cause()).isEqualTo(Cause.NO_UPGRADE);
            assertThat(end.detail()).contains("RFC 8441").contains("--http 1.1");
        }
    }

    @Test
    void aStreamThatEndsAsItShould() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 1, peer -> {
            peer.write(frame(HEADERS, END_HEADERS, 1, STREAM_HEAD));
            peer.write(data(1, 0, "data: on"));
            peer.write(data(1, 0, "e\n\ndata: two\n\nda"));
            peer.write(data(1, END_STREAM, "ta: dropped"));
            peer.awaitEnd();
        })) {
            RecordingListener listener = outcome(server, "http", 1).get(0);
            assertThat(listener.messages).containsExactly("one", "two");
            assertThat(listener.calls).containsExactly("connected", "open", "end");
            assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
        }
    }

    @Test
    void aWebSocketStreamThatEndsWithoutACloseFrame() throws IOException {
        try (RawServer server = serving(WEB_SOCKETS, 1, peer -> {
            peer.write(frame(HEADERS, END_HEADERS, 1, (byte) 0x88));
            peer.write(frame(DATA, END_STREAM, 1, (byte) 0x81, (byte) 1, (byte) 'x'));
            peer.awaitEnd();
        })) {
            RecordingListener listener = outcome(server, "ws", 1).get(0);
            assertThat(listener.messages).containsExactly("x");
            assertThat(listener.end.cause()).isEqualTo(Cause.RESET);
            assertThat(listener.end.detail()).endsWith("without a close frame");
        }
    }

    @Test
    void aResetEndsItsOwnStreamOnly() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 2, peer -> {
            peer.write(frame(HEADERS, END_HEADERS, 1, STREAM_HEAD));
            peer.write(frame(HEADERS, END_HEADERS, 3, STREAM_HEAD));
            peer.write(frame(RST_STREAM, 0, 1, ints(8)));
            peer.write(data(3, 0, "data: still here\n\n"));
            peer.write(data(3, END_STREAM, ""));
            peer.awaitEnd();
        })) {
            List<RecordingListener> listeners = outcome(server, "http", 2);
            assertThat(listeners.get(0).end.cause()).isEqualTo(Cause.RESET);
            assertThat(listeners.get(0).end.detail()).contains("the server reset the stream (cancel");
            assertThat(listeners.get(1).messages).containsExactly("still here");
            assertThat(listeners.get(1).end.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
        }
    }

    @Test
    void aGoAwayEndsOnlyTheStreamsThatItLeavesOut() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 2, peer -> {
            peer.write(frame(HEADERS, END_HEADERS, 1, STREAM_HEAD));
            peer.write(frame(GOAWAY, 0, 0, ints(1, 0)));
            peer.write(data(1, 0, "data: still here\n\n"));
            peer.write(data(1, END_STREAM, ""));
            peer.awaitEnd();
        })) {
            List<RecordingListener> listeners = outcome(server, "http", 2);
            assertThat(listeners.get(0).messages).containsExactly("still here");
            assertThat(listeners.get(0).end.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
            assertThat(listeners.get(1).end.cause()).isEqualTo(Cause.RESET);
            assertThat(listeners.get(1).end.detail()).contains("the server is going away (GOAWAY no_error");
        }
    }

    @Test
    void aConnectionThatBreaksOffInAFrame() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 2, peer -> {
            peer.write(frame(HEADERS, END_HEADERS, 1, STREAM_HEAD));
            peer.write((byte) 0, (byte) 0, (byte) 9, (byte) 0);
        })) {
            assertThat(outcome(server, "http", 2)).allSatisfy(listener -> {
                assertThat(listener.end.cause()).isEqualTo(Cause.RESET);
                assertThat(listener.end.detail())
                        .endsWith("the server closed the connection in the middle of the response");
            });
        }
    }

    @Test
    void aResetOfTheConnection() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 2, RawServer.Peer::reset)) {
            assertThat(outcome(server, "http", 2)).allSatisfy(listener -> {
                assertThat(listener.end.cause()).isEqualTo(Cause.RESET);
                assertThat(listener.end.detail()).contains("the connection was reset");
            });
        }
    }

    @Test
    void garbageInPlaceOfAFrame() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 1, peer -> {
            peer.write("garbage garbage garbage");
            peer.awaitEnd();
        })) {
            SubscriptionEnd end = end(server, "http");
            assertThat(end.cause()).isEqualTo(Cause.PROTOCOL);
            assertThat(end.detail()).contains("the server broke HTTP/2 (frame_size_error");
        }
    }

    @Test
    void aHeadOfTenMegabytes() throws IOException {
        try (RawServer server = serving(NO_SETTINGS, 1, peer -> {
            byte[] part = new byte[16_384];
            java.util.Arrays.fill(part, (byte) 'x');
            byte[] begin =
                    bytes(new byte[] {(byte) 0x88, 0x0F, 0x10, 0x7F, (byte) 0x80, (byte) 0x80, (byte) 0x80, 5}, "x");
            peer.write(frame(HEADERS, 0, 1, begin));
            for (int i = 0; i < 640; i++) {
                peer.write(frame(9, 0, 1, part));
            }
            peer.awaitEnd();
        })) {
            assertThat(end(server, "http").cause()).isIn(Cause.PROTOCOL, Cause.RESET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http"})
    void aServerThatTakesFewStreamsGetsMoreConnections(String scheme) throws Exception {
        try (PushServer server = new PushServer(3, PushServer.certificate("localhost"))) {
            String path = scheme.equals("ws") ? "/ws" : "/sse";
            TransportConfig config = TransportConfig.of(server.uri(scheme, path), HttpVersion.HTTP_2);
            List<RecordingListener> listeners = new ArrayList<>();
            try (Transport transport = Transports.open(config)) {
                for (int i = 0; i < 10; i++) {
                    listeners.add(new RecordingListener());
                    transport.subscribe(listeners.get(i));
                }
                listeners.forEach(listener -> listener.awaitMessages(PushServer.MESSAGES));
                assertThat(transport.tcpConnections()).isEqualTo(4);
                assertThat(transport.peerStreamLimit()).hasValue(3);
            }
        }
    }

    @Test
    void aConnectionIsGivenUpWithItsLastStreamAndAnotherOpenedWhenNeeded() throws Exception {
        try (PushServer server = PushServer.start();
                Transport transport =
                        Transports.open(TransportConfig.of(server.uri("ws", "/ws"), HttpVersion.HTTP_2))) {
            for (int round = 0; round < 3; round++) {
                RecordingListener listener = new RecordingListener();
                transport.subscribe(listener);
                listener.awaitMessages(PushServer.MESSAGES);
                listener.subscription.close();
                listener.awaitEnd();
                RecordingListener.soon().until(() -> transport.tcpConnections() == 0);
            }
            assertThat(server.closes).extracting(close -> close.getCode()).containsOnly(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http", "wss", "https"})
    void aPathThatIsNotThere(String scheme) throws Exception {
        try (PushServer server = PushServer.start()) {
            for (HttpVersion version : HttpVersion.values()) {
                RecordingListener listener = new RecordingListener();
                try (Transport transport = Transports.open(TransportConfig.of(server.uri(scheme, "/nothing"), version)
                        .withTrust(true, List.of()))) {
                    transport.subscribe(listener);
                    assertThat(listener.awaitEnd().cause()).isEqualTo(Cause.HTTP_STATUS);
                    assertThat(listener.end.detail()).endsWith("/nothing answered 404 Not Found: check the path");
                }
            }
        }
    }
}
