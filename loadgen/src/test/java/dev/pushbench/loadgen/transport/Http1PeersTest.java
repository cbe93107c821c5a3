package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that do not behave, over HTTP/1.1: each has one classification and one line that helps. */
class Http1PeersTest {

    private static final String STREAM_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=utf-8\r\n";
    private static final String CHUNKED = STREAM_HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    private static RecordingListener outcome(TransportConfig config) {
        RecordingListener listener = new RecordingListener();
        try (Transport transport = Transports.open(config)) {
            transport.subscribe(listener);
            listener.awaitEnd();
            RecordingListener.soon().until(() -> transport.tcpConnections() == 0);
        }
        assertThat(listener.breaches).isEmpty();
        assertThat(listener.end.detail()).doesNotContain("\n").doesNotContain("Exception");
        return listener;
    }

    private static RecordingListener outcome(String scheme, RawServer.Behaviour behaviour) throws IOException {
        try (RawServer server = RawServer.doing(behaviour)) {
            return outcome(server.target(scheme, HttpVersion.HTTP_1_1)
                    .with(it -> it.responseTimeout = Duration.ofMillis(500)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http", "wss", "https"})
    void nobodyListens(String scheme) throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        for (HttpVersion version : HttpVersion.values()) {
            TransportConfig config = TransportConfig.of(URI.create(scheme + "://localhost:" + port + "/"), version);
            RecordingListener listener = outcome(config);
            assertThat(listener.calls).containsExactly("end");
            assertThat(listener.end.cause()).isEqualTo(Cause.REFUSED);
            assertThat(listener.end.detail()).contains("localhost:" + port).contains("is the server running");
        }
    }

    @Test
    void theHostHasNoAddress() {
        for (HttpVersion version : HttpVersion.values()) {
            RecordingListener listener = outcome(TransportConfig.of(URI.create("ws://nowhere.invalid/"), version));
            assertThat(listener.end)
                    .isEqualTo(new SubscriptionEnd(Cause.UNRESOLVED, "host nowhere.invalid not found: check the name"));
        }
    }

    @Test
    void aConnectionThatIsNotAcceptedTimesOut() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            TransportConfig config = TransportConfig.of(
                            URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"), HttpVersion.HTTP_1_1)
                    .with(it -> it.connectTimeout = Duration.ofMillis(300));
            SubscriptionEnd end = outcome(config).end;
            assertThat(end.cause()).isEqualTo(Cause.CONNECT_TIMEOUT);
            assertThat(end.detail()).contains("did not accept a connection within 300 ms");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http | 404 Not Found        | GET http://* answered 404 Not Found: check the path",
                "http | 204 No Content       | GET http://* answered 204 No Content: the server wants no event stream here",
                "http | 302 Found\\r\\nLocation: /x | GET http://* answered 302 Found: redirects are not followed, use /x",
                "http | 503 Busy             | GET http://* answered 503 Busy: the server turns connections away, *",
                "http | 401 Unauthorized     | GET http://* answered 401 Unauthorized: give credentials with --user, --bearer or --header",
                "http | 500                  | GET http://* answered 500 Server Error: look at the server's log",
                "ws   | 404 Not Found        | WebSocket ws://* answered 404 Not Found: check the path",
                "ws   | 301 Moved\\r\\nLocation: wss://x/ | WebSocket ws://* answered 301 Moved: redirects are not followed, use wss://x/",
            })
    void anotherStatusThanExpected(String scheme, String status, String detail) throws IOException {
        String head = "HTTP/1.1 " + status.replace("\\r\\n", "\r\n") + "\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = RawServer.answering(head)) {
            RecordingListener listener =
                    outcome(server.target(scheme, HttpVersion.HTTP_1_1).with(it -> it.maxRedirects = 0));
            assertThat(listener.calls).containsExactly("connected", "end");
            assertThat(listener.end.cause()).isEqualTo(status.startsWith("204") ? Cause.NO_CONTENT : Cause.HTTP_STATUS);
            assertThat(listener.end.detail())
                    .matches(java.util.regex.Pattern.quote(detail).replace("*", "\\E.*\\Q"));
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Type: text/html; charset=utf-8, text/html; charset=utf-8", "X: y, without a content type"})
    void anotherContentThanAnEventStream(String header, String said) throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n<html>")) {
            SubscriptionEnd end = outcome(server.target("http", HttpVersion.HTTP_1_1)).end;
            assertThat(end.cause()).isEqualTo(Cause.CONTENT_TYPE);
            assertThat(end.detail()).contains(said).endsWith("instead of text/event-stream: check the path");
        }
    }

    @Test
    void anEncodedEventStreamIsNotWhatWasAskedFor() throws IOException {
        try (RawServer server = RawServer.answering(STREAM_HEAD + "Content-Encoding: gzip\r\n\r\n")) {
            SubscriptionEnd end = outcome(server.target("http", HttpVersion.HTTP_1_1)).end;
            assertThat(end.cause()).isEqualTo(Cause.CONTENT_TYPE);
            assertThat(end.detail()).contains("content encoding gzip");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 OK\\r\\nContent-Length: 0                                       | 200 instead of 101",
                "101 Yes\\r\\nConnection: Upgrade                                    | Upgrade: websocket",
                "101 Yes\\r\\nUpgrade: websocket                                     | Connection: Upgrade",
                "101 Yes\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade            | Sec-WebSocket-Accept",
                "101 Yes\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: x | Sec-WebSocket-Accept",
                "101 Yes\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: @\\r\\nSec-WebSocket-Extensions: permessage-deflate | extension",
                "101 Yes\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: @\\r\\nSec-WebSocket-Protocol: chat | subprotocol",
            })
    void anAnswerThatIsNoUpgrade(String answer, String said) throws IOException {
        RecordingListener listener = outcome("ws", peer -> {
            String request = peer.readHead();
            String key = request.replaceAll("(?s).*Sec-WebSocket-Key: ([^\r]*).*", "$1");
            String head = answer.trim().replace("\\r\\n", "\r\n").replace("@", RawServer.Peer.accept(key));
            peer.write("HTTP/1.1 " + head + "\r\n\r\n");
            peer.awaitEnd();
        });
        assertThat(listener.calls).containsExactly("connected", "end");
        assertThat(listener.end.cause()).isEqualTo(Cause.NO_UPGRADE);
        assertThat(listener.end.detail()).contains(said);
    }

    @Test
    void theRequestIsWhatBrowsersSend() throws IOException {
        StringBuilder heard = new StringBuilder();
        try (RawServer server = RawServer.doing(peer -> {
            heard.append(peer.readHead());
            peer.write(CHUNKED + "0\r\n\r\n");
        })) {
            outcome(server.target("http", HttpVersion.HTTP_1_1)
                    .with(it -> it.headers = List.of("Authorization: Basic eDp5", "user-agent: mine")));
            assertThat(heard.toString().lines().map(line -> line.replaceAll("127.*", "…")))
                    .containsExactly(
                            "GET /there HTTP/1.1",
                            "Host: …",
                            "Accept: text/event-stream",
                            "Cache-Control: no-cache",
                            "Authorization: Basic eDp5",
                            "user-agent: mine",
                            "");
        }
    }

    @Test
    void interimResponsesArePassedOver() throws IOException {
        RecordingListener listener = outcome("http", peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
            peer.write(STREAM_HEAD + "Server: raw\r\n\r\ndata: one\n\n");
        });
        assertThat(listener.messages).containsExactly("one");
        assertThat(listener.serverHeader).isEqualTo("raw");
        assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
    }

    @Test
    void whatAPeerSaidCannotPlayTricksOnATerminal() {
        assertThat(Detail.clean("a\u001b[31m\r\nb")).isEqualTo("a?[31m??b");
        assertThat(Detail.clean("x".repeat(1000))).hasSize(201).endsWith("…");
    }

    @Test
    void aStreamThatEndsAsItShould() throws IOException {
        String chunks = CHUNKED + "d\r\ndata: o\n\ndata\r\n6\r\n: two\n\r\n1\r\n\n\r\n0\r\n\r\n";
        for (String body : List.of(
                chunks,
                STREAM_HEAD + "Content-Length: 22\r\n\r\ndata: o\n\ndata: two\n\nxx",
                STREAM_HEAD + "\r\ndata: o\n\ndata: two\n\ndata: unfinished")) {
            RecordingListener listener = outcome("http", peer -> {
                peer.readHead();
                peer.write(body);
            });
            assertThat(listener.messages).containsExactly("o", "two");
            assertThat(listener.calls).containsExactly("connected", "open", "end");
            assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
            assertThat(listener.end.detail()).endsWith("the server ended the stream");
        }
    }

    @Test
    void aResponseThatBreaksOffAtAnyByte() throws IOException {
        String whole = CHUNKED + "b\r\ndata: one\n\n\r\n";
        for (int length = 0; length <= whole.length(); length++) {
            String part = whole.substring(0, length);
            RecordingListener listener = outcome("http", peer -> {
                peer.readHead();
                peer.write(part);
            });
            assertThat(listener.end.cause()).isEqualTo(Cause.CUT_SHORT);
            assertThat(listener.end.detail())
                    .contains(length < CHUNKED.length() ? "before it answered" : "in the middle of the response");
        }
    }

    @Test
    void aLineOfAGigabyteThatNobodyWantsTakesNoMemory() throws IOException {
        long[] allocated = new long[1];
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onOpen(Subscription opened, String server, long nanoTime) {
                allocated[0] = -allocatedHere();
                super.onOpen(opened, server, nanoTime);
            }

            @Override
            public void onEnd(SubscriptionEnd why) {
                allocated[0] += allocatedHere();
                super.onEnd(why);
            }
        };
        try (RawServer server = RawServer.doing(peer -> {
                    peer.readHead();
                    peer.write(STREAM_HEAD + "\r\n: ");
                    byte[] more = "x".repeat(1 << 20).getBytes();
                    for (int i = 0; i < 1024; i++) {
                        peer.write(more);
                    }
                    peer.write("\ndata: still here\n\n");
                });
                Transport transport = Transports.open(server.target("http", HttpVersion.HTTP_1_1))) {
            transport.subscribe(listener);
            listener.awaitEnd();
            assertThat(transport.bytesReceived()).isGreaterThan(1L << 30);
        }
        assertThat(listener.messages).containsExactly("still here");
        assertThat(allocated[0]).isLessThan(4 << 20);
    }

    static long allocatedHere() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void aListenerThatThrowsEndsItsOwnSubscriptionOnly() throws IOException {
        try (RawServer server = RawServer.answering(STREAM_HEAD + "\r\ndata: one\n\n");
                Transport transport = Transports.open(server.target("http", HttpVersion.HTTP_1_1))) {
            RecordingListener throwing = new RecordingListener() {
                @Override
                public void onMessage(java.nio.ByteBuffer payload, long receivedNs) {
                    throw new IllegalStateException("a bug");
                }
            };
            RecordingListener healthy = new RecordingListener();
            transport.subscribe(throwing);
            transport.subscribe(healthy);
            assertThat(throwing.awaitEnd().cause()).isEqualTo(Cause.INTERNAL);
            assertThat(throwing.end.detail()).contains("a bug").contains("Http1PeersTest");
            healthy.awaitMessages(List.of("one"));
            assertThat(healthy.end).isNull();
        }
    }
}
