package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an open WebSocket answers, and how it ends, against peers that are raw sockets. */
class WebSocketPeersTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    /** Upgrades, sends this, and writes down what the client says until it hangs up. */
    private RawServer sending(String hex) throws IOException {
        return RawServer.doing(peer -> {
            peer.upgrade();
            peer.write(HexFormat.of().parseHex(hex.replace(" ", "")));
            while (true) {
                byte[] frame = peer.readFrame();
                byte[] payload = Arrays.copyOfRange(frame, 1, frame.length);
                heard.add(frame[0] + " " + HexFormat.of().formatHex(payload));
                if (frame[0] == 8) {
                    return;
                }
            }
        });
    }

    private String nextHeard() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private RecordingListener outcome(RawServer server) {
        RecordingListener listener = new RecordingListener();
        try (Transport transport = Transports.open(server.target("ws", HttpVersion.HTTP_1_1))) {
            transport.subscribe(listener);
            listener.awaitEnd();
            RecordingListener.soon().until(() -> transport.tcpConnections() == 0);
        }
        assertThat(listener.breaches).isEmpty();
        assertThat(listener.calls).containsExactly("connected", "open", "end");
        return listener;
    }

    @Test
    void aPingIsAnsweredWithAMaskedPongThatSaysTheSame() throws Exception {
        try (RawServer server = sending("89 03 61 62 63 81 01 78 89 00");
                Transport transport = Transports.open(server.target("ws", HttpVersion.HTTP_1_1))) {
            RecordingListener listener = new RecordingListener();
            transport.subscribe(listener);
            assertThat(nextHeard()).isEqualTo("10 616263");
            assertThat(nextHeard()).isEqualTo("10 ");
            listener.awaitMessages(List.of("x"));
        }
        assertThat(nextHeard()).isEqualTo("8 03e8");
    }

    @ParameterizedTest
    @CsvSource({
        "88 05 03 e9 62 79 65, 8 03e9, the server closed with 1001 (going away): bye",
        "88 02 03 e8, 8 03e8, the server closed with 1000 (normal)",
        "88 02 0f a0, 8 0fa0, the server closed with 4000",
        "88 00, '8 ', the server closed with no code"
    })
    void aCloseIsAnsweredWithAClose(String sent, String answered, String detail) throws Exception {
        try (RawServer server = sending(sent)) {
            RecordingListener listener = outcome(server);
            assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
            assertThat(listener.end.detail()).endsWith(detail);
            assertThat(nextHeard()).isEqualTo(answered);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "81 81 00 00 00 00 61, 03ea, masked a frame",
        "c1 01 61, 03ea, reserved bit",
        "81 02 c3 28, 03ef, not UTF-8",
        "82 7f 00 00 00 00 40 00 00 00, 03f1, message larger than 16777216 bytes",
        "88 01 00, 03ea, one byte"
    })
    void aBreachIsToldToBothSides(String sent, String code, String detail) throws Exception {
        try (RawServer server = sending("81 02 6f 6b " + sent)) {
            RecordingListener listener = outcome(server);
            assertThat(listener.messages).containsExactly("ok");
            assertThat(listener.end.cause()).isEqualTo(code.equals("03f1") ? Cause.TOO_LARGE : Cause.PROTOCOL);
            assertThat(listener.end.detail()).contains(detail);
            assertThat(nextHeard()).isEqualTo("8 " + code);
        }
    }

    @Test
    void nothingIsHeardAfterACloseFrame() throws Exception {
        try (RawServer server = sending("81 02 6f 6b 88 02 03 e8 81 04 6c 61 74 65 89 00 88 02 03 e9 ff")) {
            RecordingListener listener = outcome(server);
            assertThat(listener.messages).containsExactly("ok");
            assertThat(listener.end.detail()).contains("1000 (normal)");
            assertThat(nextHeard()).isEqualTo("8 03e8");
        }
    }

    @Test
    void framesThatCameWithTheAnswerAreNotLost() throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            String key = peer.readHead().replaceAll("(?s).*Sec-WebSocket-Key: ([^\r]*).*", "$1");
            peer.write("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: "
                    + RawServer.Peer.accept(key) + "\r\n\r\n");
            peer.write(HexFormat.of().parseHex("81026f6b8800"));
        })) {
            assertThat(outcome(server).messages).containsExactly("ok");
        }
    }

    @Test
    void aPeerThatIgnoresACloseIsHungUpOn() throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
                    peer.upgrade();
                    while (true) {
                        peer.write(HexFormat.of().parseHex("81026f6b"));
                    }
                });
                Transport transport = Transports.open(server.target("ws", HttpVersion.HTTP_1_1))) {
            RecordingListener listener = new RecordingListener() {
                @Override
                public void onMessage(ByteBuffer payload, long receivedNs) {
                    if (end != null) {
                        breaches.add("a message after the end");
                    }
                }
            };
            transport.subscribe(listener);
            RecordingListener.soon().until(() -> listener.subscription != null);
            listener.subscription.close();
            assertThat(listener.awaitEnd().cause()).isEqualTo(Cause.CLOSED_BY_US);
            RecordingListener.soon().until(() -> transport.tcpConnections() == 0);
            assertThat(listener.breaches).isEmpty();
        }
    }

    @Test
    void onlyTheNewestPingIsAnsweredWhileAnAnswerIsOnItsWay() {
        FrameWriterOut out = new FrameWriterOut();
        FrameWriter frames = new FrameWriter(out, sent -> {});
        for (int i = 0; i < 1000; i++) {
            frames.pong(StandardCharsets.US_ASCII.encode("ping " + i));
        }
        assertThat(out.written).hasSize(1);
        frames.succeeded();
        assertThat(out.written).hasSize(2);
        assertThat(out.payload(1)).isEqualTo("ping 999");
        frames.close(1000);
        frames.pong(StandardCharsets.US_ASCII.encode("too late"));
        frames.close(1001);
        frames.succeeded();
        frames.succeeded();
        assertThat(out.written).hasSize(3);
        assertThat(out.written.get(2).get(0) & 0xFF).isEqualTo(0x88);
    }

    private static final class FrameWriterOut implements FrameWriter.Out {

        final List<ByteBuffer> written = new java.util.ArrayList<>();

        @Override
        public void write(ByteBuffer frame, boolean last, org.eclipse.jetty.util.Callback callback) {
            written.add(frame);
        }

        String payload(int index) {
            ByteBuffer frame = written.get(index);
            int length = frame.get(1) & 0x7F;
            byte[] payload = new byte[length];
            for (int i = 0; i < length; i++) {
                payload[i] = (byte) (frame.get(6 + i) ^ frame.get(2 + i % 4));
            }
            return new String(payload, StandardCharsets.US_ASCII);
        }
    }
}
