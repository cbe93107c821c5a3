package dev.pushbench.loadgen.transport;

import static dev.pushbench.loadgen.transport.Http2Frames.END_HEADERS;
import static dev.pushbench.loadgen.transport.Http2Frames.END_STREAM;
import static dev.pushbench.loadgen.transport.Http2Frames.GOAWAY;
import static dev.pushbench.loadgen.transport.Http2Frames.HEADERS;
import static dev.pushbench.loadgen.transport.Http2Frames.NO_SETTINGS;
import static dev.pushbench.loadgen.transport.Http2Frames.RST_STREAM;
import static dev.pushbench.loadgen.transport.Http2Frames.STREAM_HEAD;
import static dev.pushbench.loadgen.transport.Http2Frames.data;
import static dev.pushbench.loadgen.transport.Http2Frames.frame;
import static dev.pushbench.loadgen.transport.Http2Frames.ints;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 peers that refuse, limit, reset or break off, frame by frame. */
class Http2PeersTest {

    /** Says hello, waits for the requests, then goes on. */
    private static RawServer serving(byte[] settings, int requests, RawServer.Behaviour then) throws IOException {
        return RawServer.doing(peer -> {
            Http2Frames.greet(peer, settings, requests);
            then.play(peer);
        });
    }

    private static List<RecordingListener> outcome(RawServer server, String scheme, int subscriptions) {
        List<RecordingListener> listeners = new ArrayList<>();
        TransportConfig config =
                server.target(scheme, HttpVersion.HTTP_2).with(it -> it.responseTimeout = Duration.ofMillis(500));
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
            assertThat(listeners.get(0).end.cause()).isEqualTo(Cause.STREAM_RESET);
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
            assertThat(listeners.get(1).end.cause()).isEqualTo(Cause.GOING_AWAY);
            assertThat(listeners.get(1).end.detail()).contains("the server is going away (GOAWAY no_error");
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
                        .with(it -> it.insecure = true))) {
                    transport.subscribe(listener);
                    assertThat(listener.awaitEnd().cause()).isEqualTo(Cause.HTTP_STATUS);
                    assertThat(listener.end.detail()).endsWith("/nothing answered 404 Not Found: check the path");
                }
            }
        }
    }
}
