package dev.pushbench.server;

import static dev.pushbench.server.TestServer.awaitSubscriptions;
import static dev.pushbench.server.TestServer.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.RawWebSocket.Frame;
import dev.pushbench.server.wire.BinaryMessageEncoder;
import dev.pushbench.server.wire.PayloadFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of a WebSocket over HTTP/1.1, as a bare socket sees them. */
final class WebSocketBytesTest {

    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

    private ServerUnderTest server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/echo"})
    void theHandshakeIsThatOfTheRfcAndTakesNoCompressionThatIsOffered(String path) throws Exception {
        try (RawWebSocket client = RawWebSocket.handshake(RawConnection.to(server.http()), path, OFFER)) {
            assertThat(client.responseHead())
                    .startsWith("HTTP/1.1 101 Switching Protocols\n")
                    .contains("\nUpgrade: websocket\n")
                    .contains("\nConnection: Upgrade\n")
                    .contains("\nSec-WebSocket-Accept: " + RawWebSocket.expectedAccept() + "\n")
                    .doesNotContain("Sec-WebSocket-Extensions");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,2", "125,2", "126,4", "65535,4", "65536,10", "1000000,10"})
    void eachMessageIsOneTextFrameWithTheShortestHeader(int payloadBytes, int headerBytes) throws Exception {
        try (RawWebSocket client = subscribe()) {
            String text = "x".repeat(payloadBytes);
            server.topic("t").broadcast(message(text));
            server.topic("t").broadcast(message("next"));

            Frame frame = client.read();
            assertThat(frame.opCode()).isEqualTo(RawWebSocket.TEXT);
            assertThat(frame.headerBytes()).isEqualTo(headerBytes);
            assertThat(frame.text()).isEqualTo(text);
            assertThat(client.read().text()).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @CsvSource({"24,2", "125,2", "126,4", "65535,4", "65536,10"})
    void aBinaryMessageIsOneBinaryFrameOfItsBytes(int payloadBytes, int headerBytes) throws Exception {
        try (RawWebSocket client = subscribe()) {
            server.topic("t").broadcast(PayloadFormat.BINARY.encode(5, 6, 7, payloadBytes));

            Frame frame = client.read();
            assertThat(frame.opCode()).isEqualTo(RawWebSocket.BINARY);
            assertThat(frame.headerBytes()).isEqualTo(headerBytes);
            assertThat(frame.payload()).isEqualTo(BinaryMessageEncoder.encode(5, 6, 7, payloadBytes));
        }
    }

    @Test
    void aPingIsAnsweredWithItsPayload() throws Exception {
        try (RawWebSocket client = subscribe()) {
            client.send(RawWebSocket.PING, "are you there?".getBytes(StandardCharsets.UTF_8));

            Frame pong = client.read();
            assertThat(pong.opCode()).isEqualTo(RawWebSocket.PONG);
            assertThat(pong.text()).isEqualTo("are you there?");
        }
    }

    @Test
    void aCloseIsAnsweredWithTheSameCodeAndTheSubscriptionIsGone() throws Exception {
        try (RawWebSocket client = subscribe()) {
            client.sendClose(1000);

            Frame close = client.read();
            assertThat(close.opCode()).isEqualTo(RawWebSocket.CLOSE);
            assertThat(close.closeCode()).isEqualTo(1000);
            assertThat(client.connection().drain()).isZero();
            awaitSubscriptions(server.topic("t"), 0);
        }
    }

    @Test
    void whatASubscriberSaysIsIgnoredHoweverLong() throws Exception {
        try (RawWebSocket client = subscribe()) {
            byte[] large = new byte[3 << 20];
            Arrays.fill(large, (byte) 'y');
            client.send(RawWebSocket.TEXT, large);
            client.send(RawWebSocket.TEXT, new byte[] {'z'});
            client.send(RawWebSocket.PING, new byte[0]);
            assertThat(client.read().opCode()).isEqualTo(RawWebSocket.PONG);

            server.topic("t").broadcast(message("still here"));
            assertThat(client.read().text()).isEqualTo("still here");
        }
    }

    @Test
    void aFrameWithoutMaskIsAProtocolError() throws Exception {
        try (RawWebSocket client = subscribe()) {
            client.connection().send(new byte[] {(byte) 0x81, 1, 'a'});

            assertThat(client.read().closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void anEchoLongerThanItsLimitClosesWith1009() throws Exception {
        try (RawWebSocket client = RawWebSocket.open(server.http(), "/echo")) {
            client.send(RawWebSocket.TEXT, new byte[1 << 20]);

            assertThat(client.read().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aSilentSubscriptionIsPinged() throws Exception {
        try (ServerUnderTest impatient = ServerUnderTest.start(ServerConfig.onFreePorts(), Duration.ofMillis(20));
                RawWebSocket client = RawWebSocket.open(impatient.http(), "/ws")) {
            assertThat(client.read().opCode()).isEqualTo(RawWebSocket.PING);
            client.send(RawWebSocket.PONG, new byte[0]);
            assertThat(client.read().opCode()).isEqualTo(RawWebSocket.PING);
        }
    }

    @Test
    void aClientThatVanishesIsNoticed() throws Exception {
        RawWebSocket client = subscribe();

        client.connection().reset();

        awaitSubscriptions(server.topic("t"), 0);
        assertThat(TestServer.stats(server).subscriptions()).containsEntry("ws/1.1", 0L);
    }

    private RawWebSocket subscribe() throws IOException {
        RawWebSocket client = RawWebSocket.open(server.http(), "/ws?topic=t");
        awaitSubscriptions(server.topic("t"), 1);
        return client;
    }
}
