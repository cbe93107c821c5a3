package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a subscription sends, against a Jetty server and against peers that do not read. */
class SendingTest {

    private static ServerUnderTest server;

    @BeforeAll
    static void startServer() throws IOException {
        server = ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    static Stream<Arguments> webSockets() {
        return Stream.of(server.ws(), server.wss())
                .flatMap(base -> Stream.of(HttpVersion.values())
                        .map(version -> Arguments.of(TransportConfig.of(base.resolve("/echo"), version)
                                .with(it -> it.trustedCertificates = List.of(server.certificate())))));
    }

    private static RecordingListener open(Transport transport, RecordingListener listener) {
        transport.subscribe(listener);
        RecordingListener.soon().until(() -> listener.subscription != null);
        return listener;
    }

    @ParameterizedTest
    @MethodSource("webSockets")
    void messagesOfEveryLengthComeBackAsTheyWere(TransportConfig config) {
        List<String> sent = new ArrayList<>();
        for (int length : new int[] {0, 1, 2, 3, 4, 125, 126, 65_535, 65_536}) {
            sent.add("m".repeat(length));
        }
        sent.add("umlauts: äöü €");
        try (Transport transport = Transports.open(config)) {
            RecordingListener listener = open(transport, new RecordingListener());
            ByteBuffer reused = ByteBuffer.allocate(70_000).order(ByteOrder.LITTLE_ENDIAN);
            for (String text : sent) {
                reused.clear().put(text.getBytes(StandardCharsets.UTF_8)).flip();
                listener.subscription.send(reused, true);
                assertThat(reused.position()).isZero();
            }
            listener.awaitMessages(sent);
            assertThat(listener.breaches).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("webSockets")
    void manyThreadsMaySendAtOnce(TransportConfig config) throws InterruptedException {
        try (Transport transport = Transports.open(config)) {
            RecordingListener listener = open(transport, new RecordingListener());
            List<Thread> senders = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String name = "thread " + thread + ", message ";
                senders.add(new Thread(() -> {
                    for (int i = 0; i < 250; i++) {
                        listener.subscription.send(StandardCharsets.UTF_8.encode(name + i), i % 2 == 0);
                    }
                }));
            }
            senders.forEach(Thread::start);
            for (Thread sender : senders) {
                sender.join();
            }
            RecordingListener.soon().until(() -> listener.messages.size() == 1000);
            assertThat(listener.messages).doesNotHaveDuplicates();
            assertThat(listener.messages.stream().filter(each -> each.startsWith("thread 3")))
                    .hasSize(250)
                    .startsWith("thread 3, message 0", "thread 3, message 1")
                    .endsWith("thread 3, message 249");
        }
    }

    @ParameterizedTest
    @MethodSource("webSockets")
    void aPingIsAnsweredByAPongThatTheListenerHears(TransportConfig config) {
        List<String> pongs = new CopyOnWriteArrayList<>();
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onPong(ByteBuffer payload, long receivedNs) {
                pongs.add(StandardCharsets.UTF_8.decode(payload).toString());
            }
        };
        try (Transport transport = Transports.open(config)) {
            open(transport, listener).subscription.ping(StandardCharsets.UTF_8.encode("there?"));
            RecordingListener.soon().until(() -> !pongs.isEmpty());
            assertThat(pongs).containsExactly("there?");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_1", "WS_2"})
    void aPeerThatNeverReadsEndsTheSubscriptionBeforeItFillsTheHeap(RawCell cell) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(64 << 10);
        try (RawServer deaf = RawServer.doing(peer -> {
                    cell.open(peer);
                    peer.stall();
                });
                Transport transport = Transports.open(cell.target(deaf))) {
            RecordingListener listener = open(transport, new RecordingListener());
            // As much as any kernel buffers, and a lot more than may wait here.
            for (int i = 0; i < 2_000; i++) {
                listener.subscription.send(message, false);
            }
            assertThat(listener.awaitEnd().cause()).isEqualTo(Cause.UNREAD);
            assertThat(listener.end.detail()).contains("does not read").contains("1048576 bytes");
            RecordingListener.soon().until(() -> transport.tcpConnections() == 0);
            listener.subscription.send(message, false);
            assertThat(listener.breaches).isEmpty();
        }
    }

    @Test
    void oneMessageMayBeLargerThanWhatMayWait() {
        String large = "x".repeat(WebSocketReceiver.MAX_UNSENT_BYTES + 1);
        try (Transport transport =
                Transports.open(TransportConfig.of(server.ws().resolve("/echo"), HttpVersion.HTTP_1_1))) {
            RecordingListener listener = open(transport, new RecordingListener());
            listener.subscription.send(StandardCharsets.UTF_8.encode(large), false);
            RecordingListener.soon().until(() -> listener.end != null || !listener.messages.isEmpty());
            // The server takes messages of up to 64 KiB; that it says so shows that it got this one.
            assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
            assertThat(listener.end.detail()).contains("1009");
        }
    }

    @Test
    void anEventStreamCannotSend() {
        try (Transport transport =
                Transports.open(TransportConfig.of(server.http().resolve("/sse"), HttpVersion.HTTP_1_1))) {
            Subscription stream = open(transport, new RecordingListener()).subscription;
            assertThatThrownBy(() -> stream.send(ByteBuffer.allocate(1), true))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("event stream");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPostThatIsNotAnsweredIsGivenUpAndTheEventStreamGoesOn(HttpVersion version) throws Exception {
        Handler silent = new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                return request.getMethod().equals("POST");
            }
        };
        try (PushServer quiet = PushServer.with(silent);
                Transport transport = Transports.open(TransportConfig.of(quiet.uri("http", "/sse"), version)
                        .with(it -> it.responseTimeout = Duration.ofSeconds(1)))) {
            RecordingListener listener = open(transport, new RecordingListener());
            List<SubscriptionEnd> failures = new CopyOnWriteArrayList<>();
            listener.subscription.post("/publish", StandardCharsets.UTF_8.encode("{}"), failures::add);
            listener.subscription.post("/publish", StandardCharsets.UTF_8.encode("{}"), failures::add);

            RecordingListener.soon().until(() -> failures.size() == 2);
            assertThat(failures).allSatisfy(failure -> {
                assertThat(failure.cause()).isEqualTo(Cause.NO_RESPONSE);
                assertThat(failure.detail()).endsWith("/publish: no response within 1000 ms");
            });
            quiet.publish(StandardCharsets.UTF_8.encode("four"));
            listener.awaitMessages(List.of("one", "two", "three", "four"));
        }
    }

    @Test
    void everyFrameHasAMaskOfItsOwn() {
        ByteBuffer payload = StandardCharsets.US_ASCII.encode("the same text");
        assertThat(Stream.generate(() -> FrameWriter.frame(FrameWriter.TEXT, payload))
                        .limit(10)
                        .distinct())
                .hasSizeGreaterThan(1);
    }
}
