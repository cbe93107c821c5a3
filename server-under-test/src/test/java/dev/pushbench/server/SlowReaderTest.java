package dev.pushbench.server;

import static dev.pushbench.server.TestServer.PATIENCE;
import static dev.pushbench.server.TestServer.awaitSubscriptions;
import static dev.pushbench.server.TestServer.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushbench.server.admin.ServerStats;
import dev.pushbench.server.publish.OverflowPolicy;
import dev.pushbench.server.publish.Topic;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader that stops must cost neither the heap nor the other readers anything. */
final class SlowReaderTest {

    private static final int CAPACITY = 10;
    private static final int MESSAGES = 60;
    /** More than the kernel takes for a connection whose peer does not read, when all are sent. */
    private static final String LARGE = "x".repeat(200_000);

    /** How a client subscribes and then does not read. */
    enum Stalled {
        SSE {
            @Override
            RawConnection subscribe(ServerUnderTest server) throws IOException {
                RawConnection stalled = RawConnection.withTinyReceiveBuffer(server.http());
                stalled.get("/sse?topic=t");
                return stalled;
            }
        },
        WEB_SOCKET {
            @Override
            RawConnection subscribe(ServerUnderTest server) throws IOException {
                RawConnection stalled = RawConnection.withTinyReceiveBuffer(server.http());
                RawWebSocket.open(stalled, "/ws?topic=t");
                return stalled;
            }
        };

        abstract RawConnection subscribe(ServerUnderTest server) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void withDropItsQueueStaysBoundedEveryDropIsCountedAndTheOthersGetEverything(Stalled kind) throws Exception {
        try (ServerUnderTest server = TestServer.start(CAPACITY, OverflowPolicy.DROP);
                RawConnection stalled = kind.subscribe(server);
                RawConnection reading = RawConnection.eventStream(server.http(), "t")) {
            awaitSubscriptions(server.topic("t"), 2);

            for (int i = 0; i < MESSAGES; i++) {
                server.topic("t").broadcast(message(i + LARGE));
                assertThat(reading.readChunk()).isEqualTo("data: " + i + LARGE + "\n\n");
            }

            // What is neither written nor dropped waits: a full queue, and the one message in the write under way.
            await().atMost(PATIENCE).untilAsserted(() -> {
                ServerStats stats = TestServer.stats(server);
                assertThat(stats.messagesDropped()).isPositive();
                assertThat(stats.messagesWritten() + stats.messagesDropped()).isEqualTo(2 * MESSAGES - CAPACITY - 1);
                assertThat(stats.overflowDisconnects()).isZero();
            });
            assertThat(server.topic("t").subscriptions()).isEqualTo(2);
            assertThat(stalled.bytesRead()).as("no more than a head").isLessThan(1_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withDisconnectItsConnectionIsAbortedAndTheOthersGetEverything(Stalled kind) throws Exception {
        try (ServerUnderTest server = TestServer.start(CAPACITY, OverflowPolicy.DISCONNECT);
                RawConnection stalled = kind.subscribe(server);
                RawConnection reading = RawConnection.eventStream(server.http(), "t")) {
            awaitSubscriptions(server.topic("t"), 2);

            for (int i = 0; i < MESSAGES; i++) {
                server.topic("t").broadcast(message(i + LARGE));
                assertThat(reading.readChunk()).isEqualTo("data: " + i + LARGE + "\n\n");
            }

            awaitSubscriptions(server.topic("t"), 1);
            ServerStats stats = TestServer.stats(server);
            assertThat(stats.overflowDisconnects()).isEqualTo(1);
            assertThat(stats.messagesDropped()).isZero();
            assertThat(stats.subscriptions().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(1);
            assertThat(bytesUntilTheConnectionEnds(stalled)).isLessThan((long) MESSAGES * LARGE.length());
        }
    }

    @Test
    void overHttp2DropConcernsOneStreamAndNotItsConnection() throws Exception {
        try (ServerUnderTest server = TestServer.start(CAPACITY, OverflowPolicy.DROP);
                RawHttp2 client = new RawHttp2(server.http(), 1_000)) {
            Topic stalled = subscribe(server, client, 1, "stalled");
            Topic reading = subscribe(server, client, 3, "reading");

            for (int i = 0; i < MESSAGES; i++) {
                stalled.broadcast(message("x".repeat(500)));
            }
            reading.broadcast(message("hello"));

            assertThat(textOf(client, 3, 13)).isEqualTo("data: hello\n\n");
            // One is through, the window takes a part of the second: it and a full queue wait.
            assertThat(TestServer.stats(server).messagesDropped()).isEqualTo(MESSAGES - 2 - CAPACITY);
        }
    }

    @Test
    void overHttp2DisconnectResetsTheStreamAndNotItsConnection() throws Exception {
        try (ServerUnderTest server = TestServer.start(CAPACITY, OverflowPolicy.DISCONNECT);
                RawHttp2 client = new RawHttp2(server.http(), 1_000)) {
            Topic stalled = subscribe(server, client, 1, "stalled");
            Topic reading = subscribe(server, client, 3, "reading");

            for (int i = 0; i < MESSAGES; i++) {
                stalled.broadcast(message("x".repeat(500)));
            }

            awaitSubscriptions(stalled, 0);
            RawHttp2.Frame frame = client.read();
            while (frame.type() == RawHttp2.DATA) {
                frame = client.read();
            }
            assertThat(frame.type()).isEqualTo(RawHttp2.RST_STREAM);
            assertThat(frame.stream()).isEqualTo(1);
            reading.broadcast(message("hello"));
            assertThat(textOf(client, 3, 13)).isEqualTo("data: hello\n\n");
            assertThat(TestServer.stats(server).overflowDisconnects()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatItsClientResetsIsGoneAtOnceEvenWithAWriteUnderWay() throws Exception {
        try (ServerUnderTest server = TestServer.start();
                RawHttp2 client = new RawHttp2(server.http(), 1_000)) {
            Topic stalled = subscribe(server, client, 1, "stalled");
            Topic silent = subscribe(server, client, 3, "silent");
            Topic reading = subscribe(server, client, 5, "reading");
            stalled.broadcast(message("x".repeat(5_000)));

            client.reset(1);
            client.reset(3);

            awaitSubscriptions(stalled, 0);
            awaitSubscriptions(silent, 0);
            reading.broadcast(message("hello"));
            assertThat(textOf(client, 5, 13)).isEqualTo("data: hello\n\n");
            assertThat(TestServer.stats(server).subscriptions()).containsEntry("sse/2", 1L);
        }
    }

    private static Topic subscribe(ServerUnderTest server, RawHttp2 client, int stream, String name)
            throws IOException {
        client.get(stream, "/sse?topic=" + name);
        RawHttp2.Frame head = client.read();
        assertThat(head.type()).isEqualTo(RawHttp2.HEADERS);
        assertThat(head.stream()).isEqualTo(stream);
        awaitSubscriptions(server.topic(name), 1);
        return server.topic(name);
    }

    /** The first bytes that come on one stream; those of other streams are passed over. */
    private static String textOf(RawHttp2 client, int stream, int bytes) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < bytes) {
            RawHttp2.Frame frame = client.read();
            if (frame.stream() == stream) {
                assertThat(frame.type()).isEqualTo(RawHttp2.DATA);
                text.append(frame.text());
            }
        }
        return text.toString();
    }

    private static long bytesUntilTheConnectionEnds(RawConnection stalled) throws IOException {
        try {
            return stalled.drain();
        } catch (SocketException e) {
            // A reset is an end as well.
            return 0;
        }
    }
}
