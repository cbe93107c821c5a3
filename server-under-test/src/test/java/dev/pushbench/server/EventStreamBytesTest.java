package dev.pushbench.server;

import static dev.pushbench.server.TestServer.awaitSubscriptions;
import static dev.pushbench.server.TestServer.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.wire.BinaryMessageEncoder;
import dev.pushbench.server.wire.PayloadFormat;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of an event stream over HTTP/1.1, as a bare socket sees them. */
final class EventStreamBytesTest {

    @Test
    void theHeadSaysEventStreamAndComesBeforeAnyMessage() throws Exception {
        try (ServerUnderTest server = TestServer.start();
                RawConnection client = RawConnection.to(server.http())) {
            client.get("/sse");

            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 200 OK\n")
                    .contains("\nContent-Type: text/event-stream\n")
                    .contains("\nCache-Control: no-cache\n")
                    .contains("\nTransfer-Encoding: chunked\n")
                    .contains("\nServer: pushbench\n")
                    .doesNotContain("Content-Encoding");
        }
    }

    @Test
    void eachMessageIsOneEventInOneChunkAndTheStreamEndsWithTheLastChunk() throws Exception {
        ServerUnderTest server = TestServer.start();
        try (server;
                RawConnection client = RawConnection.eventStream(server.http(), "t")) {
            awaitSubscriptions(server.topic("t"), 1);
            server.topic("t").broadcast(message("hello"));
            assertThat(client.readBytes(16)).asString().isEqualTo("D\r\ndata: hello\n\n");
            server.topic("t").broadcast(message("a\nb"));
            assertThat(client.readBytes(23)).asString().isEqualTo("\r\n11\r\ndata: a\ndata: b\n\n");

            server.close();

            assertThat(client.readBytes(7)).asString().isEqualTo("\r\n0\r\n\r\n");
            assertThat(client.drain()).isZero();
        }
    }

    /** RFC 4648, section 4: 24 bytes need no padding, 25 need two characters, 26 one. */
    @ParameterizedTest
    @CsvSource({"24,A", "25,==", "26,="})
    void aBinaryMessageIsOneEventOfPaddedBase64(int payloadBytes, String end) throws Exception {
        try (ServerUnderTest server = TestServer.start();
                RawConnection client = RawConnection.eventStream(server.http(), "t")) {
            awaitSubscriptions(server.topic("t"), 1);
            server.topic("t").broadcast(PayloadFormat.BINARY.encode(0, 0, 0, payloadBytes));

            byte[] bytes = BinaryMessageEncoder.encode(0, 0, 0, payloadBytes);
            String event = client.readChunk();
            assertThat(event)
                    .isEqualTo("data: " + Base64.getEncoder().encodeToString(bytes) + "\n\n")
                    .endsWith(end + "\n\n");
        }
    }

    @Test
    void aSubscriberOfAnotherTopicGetsNothing() throws Exception {
        ServerUnderTest server = TestServer.start();
        try (server;
                RawConnection mine = RawConnection.eventStream(server.http(), "mine");
                RawConnection other = RawConnection.eventStream(server.http(), "other")) {
            awaitSubscriptions(server.topic("mine"), 1);
            awaitSubscriptions(server.topic("other"), 1);

            server.topic("mine").broadcast(message("m"));
            server.close();

            assertThat(mine.readChunk()).isEqualTo("data: m\n\n");
            assertThat(other.readChunk()).isEmpty();
        }
    }

    @Test
    void aSilentStreamCarriesACommentFromTimeToTime() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts(), Duration.ofMillis(20));
                RawConnection client = RawConnection.eventStream(server.http(), "t")) {
            assertThat(client.readChunk()).isEqualTo(":\n\n");
            assertThat(client.readChunk()).isEqualTo(":\n\n");
        }
    }

    @Test
    void aClientThatVanishesFromASilentStreamIsNoticed() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts(), Duration.ofMillis(20))) {
            Topic topic = server.topic("t");
            RawConnection client = RawConnection.eventStream(server.http(), "t");
            awaitSubscriptions(topic, 1);

            client.reset();

            awaitSubscriptions(topic, 0);
            assertThat(TestServer.stats(server).subscriptions()).containsEntry("sse/1.1", 0L);
        }
    }
}
