package dev.pushbench.server;

import static dev.pushbench.server.TestServer.PATIENCE;
import static dev.pushbench.server.TestServer.awaitSubscriptions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.wire.PayloadFormat;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import okhttp3.tls.HandshakeCertificates;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OkHttp, which shares no code with the server, sees what was published; over TLS it checks the certificate. */
@Timeout(30)
final class IndependentClientsTest {

    private ServerUnderTest server;
    private OkHttpClient client;

    /** The ways to an event stream. */
    enum SseCell {
        HTTP_1("sse/1.1", Protocol.HTTP_1_1, false),
        H2C("sse/2", Protocol.H2_PRIOR_KNOWLEDGE, false),
        HTTP_1_TLS("sse/1.1+tls", Protocol.HTTP_1_1, true),
        H2_TLS("sse/2+tls", Protocol.HTTP_2, true);

        final String cell;
        final Protocol protocol;
        final boolean tls;

        SseCell(String cell, Protocol protocol, boolean tls) {
            this.cell = cell;
            this.protocol = protocol;
            this.tls = tls;
        }

        List<Protocol> offered() {
            // OkHttp wants HTTP/1.1 in every list that is not prior knowledge; the server must then choose h2.
            return protocol == Protocol.HTTP_2 ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(protocol);
        }

        URI base(ServerUnderTest server) {
            return tls ? server.https() : server.http();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start();
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(server.certificate())
                .build();
        client = new OkHttpClient.Builder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .readTimeout(0, TimeUnit.SECONDS)
                .build();
    }

    @AfterEach
    void stop() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void anEventStreamDeliversWhatIsPostedLineBreaksIncludedAndIsCountedUnderItsCell(SseCell cell) throws Exception {
        Events events = new Events();
        EventSource source = open(cell, "/sse?topic=news", events);
        awaitSubscriptions(server.topic("news"), 1);
        assertThat(events.take()).isEqualTo("open " + cell.protocol);
        assertThat(TestServer.stats(server).subscriptions()).containsExactlyEntriesOf(Map.of(cell.cell, 1L));

        publish("/publish?topic=news", "one\ntwo\r\n\u20ac\n");
        assertThat(events.take()).isEqualTo("one\ntwo\n\u20ac\n");
        publish("/publish?topic=news", "");
        assertThat(events.take()).isEqualTo("");

        source.cancel();
        if (cell == SseCell.HTTP_1 || cell == SseCell.HTTP_1_TLS) {
            // Over HTTP/1.1 a server that is silent does not hear that the reader has gone.
            publishUntilNobodySubscribes();
        }
        awaitSubscriptions(server.topic("news"), 0);
        assertThat(TestServer.stats(server).subscriptions()).containsExactlyEntriesOf(Map.of(cell.cell, 0L));
    }

    @ParameterizedTest
    @EnumSource
    void anEventStreamEndsWithoutFailureWhenTheServerStops(SseCell cell) throws Exception {
        Events events = new Events();
        open(cell, "/sse", events);
        assertThat(events.take()).startsWith("open");
        awaitSubscriptions(server.topic("default"), 1);

        server.close();

        assertThat(events.take()).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void aWebSocketDeliversWhatIsPostedByteForByteAndIsCountedUnderItsCell(String scheme) throws Exception {
        Messages messages = new Messages();
        WebSocket webSocket = client.newWebSocket(request(scheme, "/ws?topic=news"), messages);
        awaitSubscriptions(server.topic("news"), 1);
        String cell = scheme.equals("ws") ? "ws/1.1" : "ws/1.1+tls";
        assertThat(TestServer.stats(server).subscriptions()).containsExactlyEntriesOf(Map.of(cell, 1L));

        publish("/publish?topic=news", "one\ntwo\r\n\u20ac\n");
        assertThat(messages.take()).isEqualTo("one\ntwo\r\n\u20ac\n");
        publish("/publish?topic=news", "");
        assertThat(messages.take()).isEqualTo("");

        webSocket.close(1000, "enough");
        assertThat(messages.take()).isEqualTo("closing 1000");
        awaitSubscriptions(server.topic("news"), 0);
        assertThat(TestServer.stats(server).subscriptions()).containsExactlyEntriesOf(Map.of(cell, 0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void anEchoIsWhatWasSentTextAsTextAndBinaryAsBinaryInOrder(String scheme) throws Exception {
        Messages messages = new Messages();
        WebSocket webSocket = client.newWebSocket(request(scheme, "/echo"), messages);
        for (int i = 0; i < 50; i++) {
            webSocket.send("text " + i);
            webSocket.send(ByteString.of((byte) i, (byte) 0xff));
        }
        webSocket.send("x".repeat(60_000));

        for (int i = 0; i < 50; i++) {
            assertThat(messages.take()).isEqualTo("text " + i);
            assertThat(messages.take()).isEqualTo(ByteString.of((byte) i, (byte) 0xff));
        }
        assertThat(messages.take()).isEqualTo("x".repeat(60_000));
        webSocket.cancel();
    }

    @Test
    void onePostReachesSubscribersOfAllKinds() throws Exception {
        Events http1 = new Events();
        Events http2 = new Events();
        Messages webSocket = new Messages();
        open(SseCell.HTTP_1, "/sse?topic=all", http1);
        open(SseCell.H2_TLS, "/sse?topic=all", http2);
        client.newWebSocket(request("ws", "/ws?topic=all"), webSocket);
        awaitSubscriptions(server.topic("all"), 3);
        assertThat(http1.take()).startsWith("open");
        assertThat(http2.take()).startsWith("open");

        publish("/publish?topic=all", "hello");

        assertThat(http1.take()).isEqualTo("hello");
        assertThat(http2.take()).isEqualTo("hello");
        assertThat(webSocket.take()).isEqualTo("hello");
    }

    @Test
    void aScheduleSendsTheSameBytesOverAllTransports() throws Exception {
        Events sse = new Events();
        Messages webSocket = new Messages();
        open(SseCell.H2C, "/sse?topic=all", sse);
        client.newWebSocket(request("wss", "/ws?topic=all"), webSocket);
        awaitSubscriptions(server.topic("all"), 2);
        assertThat(sse.take()).startsWith("open");

        server.topic("all").publish(new SendSchedule(1_000, 150, Pattern.BROADCAST, 20), System.nanoTime());

        for (int i = 0; i < 20; i++) {
            String event = sse.take();
            JsonNode message = JsonMapper.builder().build().readTree(event);
            assertThat(message.get("seq").intValue()).isEqualTo(i);
            assertThat(event).hasSize(150);
            assertThat(webSocket.take()).isEqualTo(event);
        }
    }

    @Test
    void aBinaryScheduleSendsTheSameBytesAsBinaryFramesAndAsBase64() throws Exception {
        Events sse = new Events();
        Messages webSocket = new Messages();
        open(SseCell.H2C, "/sse?topic=all", sse);
        client.newWebSocket(request("wss", "/ws?topic=all"), webSocket);
        awaitSubscriptions(server.topic("all"), 2);
        assertThat(sse.take()).startsWith("open");

        SendSchedule binary = new SendSchedule(1_000, 150, PayloadFormat.BINARY, Pattern.BROADCAST, 20, List.of());
        server.topic("all").publish(binary, System.nanoTime());

        for (int i = 0; i < 20; i++) {
            ByteString bytes = ByteString.decodeBase64(sse.take());
            assertThat(bytes.size()).isEqualTo(150);
            assertThat(bytes.asByteBuffer().getLong()).isEqualTo(i);
            assertThat(webSocket.take()).isEqualTo(bytes);
        }
    }

    private EventSource open(SseCell cell, String path, EventSourceListener listener) {
        OkHttpClient speaking = client.newBuilder().protocols(cell.offered()).build();
        Request request = new Request.Builder()
                .url(cell.base(server).resolve(path).toString())
                .build();
        return EventSources.createFactory(speaking).newEventSource(request, listener);
    }

    private Request request(String scheme, String path) {
        URI base = scheme.equals("ws") ? server.ws() : server.wss();
        return new Request.Builder().url(base.resolve(path).toString()).build();
    }

    private void publish(String path, String body) throws Exception {
        assertThat(TestServer.post(server, path, body).statusCode()).isEqualTo(204);
    }

    private void publishUntilNobodySubscribes() throws Exception {
        long giveUpNs = System.nanoTime() + PATIENCE.toNanos();
        while (server.topic("news").subscriptions() > 0 && System.nanoTime() < giveUpNs) {
            publish("/publish?topic=news", "is anybody there?");
        }
    }

    /** What a listener heard, in order. */
    private static <T> T takeFrom(BlockingQueue<T> heard) throws InterruptedException {
        T next = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(next).as("something more").isNotNull();
        return next;
    }

    private static final class Events extends EventSourceListener {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        String take() throws InterruptedException {
            return takeFrom(heard);
        }

        @Override
        public void onOpen(EventSource source, Response response) {
            heard.add("open " + response.protocol());
        }

        @Override
        public void onEvent(EventSource source, String id, String type, String data) {
            heard.add(data);
        }

        @Override
        public void onClosed(EventSource source) {
            heard.add("closed");
        }

        @Override
        public void onFailure(EventSource source, Throwable failure, Response response) {
            heard.add("failure " + failure);
        }
    }

    private static final class Messages extends WebSocketListener {

        private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

        Object take() throws InterruptedException {
            return takeFrom(heard);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            heard.add(text);
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            heard.add(bytes);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            heard.add("closing " + code);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
            heard.add("failure " + failure);
        }
    }
}
