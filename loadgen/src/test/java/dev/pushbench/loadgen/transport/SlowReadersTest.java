package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.OverflowPolicy;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader that is slow makes the server feel it, and nobody else; against the server under test, in every cell. */
class SlowReadersTest {

    /** Of messages: enough for a reader that the machine holds up for a while. */
    private static final int QUEUE = 200;

    private static final int PAYLOAD = 40_000;
    private static final int RATE = 250;
    /** More than all buffers of a loopback connection hold. */
    private static final int PLENTY = 400;

    static Stream<Arguments> cells() {
        return Stream.of("ws", "wss", "http", "https")
                .flatMap(scheme -> Stream.of(HttpVersion.values()).map(version -> Arguments.of(scheme, version)));
    }

    private static ServerUnderTest server(OverflowPolicy overflow) throws Exception {
        return ServerUnderTest.start(new ServerConfig(ServerConfig.DEFAULT_HOST, 0, 0, QUEUE, overflow, null));
    }

    /** One event loop, and over HTTP/2 one connection: where a slow reader could do most harm. */
    private static Transport open(ServerUnderTest server, String scheme, HttpVersion version) {
        var url = switch (scheme) {
            case "ws" -> server.ws().resolve("/ws");
            case "wss" -> server.wss().resolve("/ws");
            case "http" -> server.http().resolve("/sse");
            default -> server.https().resolve("/sse");
        };
        Transport transport = Transports.open(TransportConfig.of(url, version)
                .with(it -> it.trustedCertificates = List.of(server.certificate()))
                .with(it -> it.selectors = 1));
        transport.expectSlowReaders();
        return transport;
    }

    private static void publish(ServerUnderTest server, int payload, int rate) {
        server.topic(null).publish(new SendSchedule(rate, payload, Pattern.BROADCAST, 0), System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whoHasStoppedHearsNoMoreUntilItReadsAgainAndTheOthersHearAll(String scheme, HttpVersion version)
            throws Exception {
        try (ServerUnderTest server = server(OverflowPolicy.DROP);
                Transport transport = open(server, scheme, version)) {
            Counting other = Counting.on(transport, Subscription.UNLIMITED);
            Counting stopped = Counting.on(transport, 0);
            publish(server, PAYLOAD, RATE);

            other.await(PLENTY);
            assertThat(stopped.messages).hasValueLessThan(2);
            assertThat(stopped.end).isNull();
            assertThat(transport.tcpConnections()).isEqualTo(version == HttpVersion.HTTP_2 ? 1 : 2);

            stopped.subscription.readAtMost(Subscription.UNLIMITED);
            // The server has dropped what its queue had no room for.
            RecordingListener.soon().until(() -> stopped.gaps.get() > 0);
            assertThat(other.gaps).hasValue(0);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whoReadsAtARateHearsThatShareOfTheMessages(String scheme, HttpVersion version) throws Exception {
        try (ServerUnderTest server = server(OverflowPolicy.DROP);
                Transport transport = open(server, scheme, version)) {
            Counting other = Counting.on(transport, Subscription.UNLIMITED);
            Counting tenth = Counting.on(transport, 100_000);
            publish(server, 1_000, 1_000);

            other.await(2_000);
            assertThat(tenth.end).isNull();
            assertThat(tenth.messages).hasValueBetween(100, 300);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whoHasStoppedIsEndedByAServerThatWillNotWaitAndLearnsOfItWhenItReadsAgain(String scheme, HttpVersion version)
            throws Exception {
        try (ServerUnderTest server = server(OverflowPolicy.DISCONNECT);
                Transport transport = open(server, scheme, version)) {
            Counting other = Counting.on(transport, Subscription.UNLIMITED);
            Counting stopped = Counting.on(transport, 0);
            publish(server, PAYLOAD, RATE);

            RecordingListener.soon().until(() -> server.topic(null).subscriptions() == 1);
            stopped.subscription.readAtMost(Subscription.UNLIMITED);
            RecordingListener.soon().until(() -> stopped.end != null);
            assertThat(stopped.end.cause()).isNotEqualTo(Cause.CLOSED_BY_US);
            other.await(other.messages.get() + 10);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whoHasStoppedCanBeClosed(String scheme, HttpVersion version) throws Exception {
        try (ServerUnderTest server = server(OverflowPolicy.DROP);
                Transport transport = open(server, scheme, version)) {
            Counting stopped = Counting.on(transport, 0);
            stopped.subscription.close();
            RecordingListener.soon().until(() -> stopped.end != null && transport.tcpConnections() == 0);
            assertThat(stopped.end.cause()).isEqualTo(Cause.CLOSED_BY_US);
        }
    }

    /** Slow from the moment it is open; counts messages, and gaps between their numbers. */
    private static final class Counting implements SubscriptionListener {

        private final long bytesPerSecond;
        private final AtomicInteger messages = new AtomicInteger();
        private final AtomicInteger gaps = new AtomicInteger();
        private int next;
        private volatile Subscription subscription;
        private volatile SubscriptionEnd end;

        private Counting(long bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        /** Open, and slow. */
        static Counting on(Transport transport, long bytesPerSecond) {
            Counting listener = new Counting(bytesPerSecond);
            transport.subscribe(listener);
            RecordingListener.soon().until(() -> listener.subscription != null);
            return listener;
        }

        void await(int wanted) {
            RecordingListener.soon().until(() -> messages.get() >= wanted || end != null);
            assertThat(end).isNull();
        }

        @Override
        public void onConnected(long nanoTime) {
            // Opening is what counts.
        }

        @Override
        public void onOpen(Subscription opened, String serverHeader, long nanoTime) {
            if (bytesPerSecond != Subscription.UNLIMITED) {
                opened.readAtMost(bytesPerSecond);
            }
            subscription = opened;
        }

        @Override
        public void onMessage(ByteBuffer payload, long receivedNs) {
            int at = payload.position() + "{\"seq\":".length();
            int sequence = 0;
            for (byte digit = payload.get(at); digit != ','; digit = payload.get(++at)) {
                sequence = 10 * sequence + digit - '0';
            }
            if (sequence != next) {
                gaps.incrementAndGet();
            }
            next = sequence + 1;
            messages.incrementAndGet();
        }

        @Override
        public void onEnd(SubscriptionEnd why) {
            end = why;
        }
    }
}
