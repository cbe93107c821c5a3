package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed messages and streams, of a Jetty server and of peers that do it in every way there is, and wrongly. */
class CompressionTest {

    private static final int FIN = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int TEXT = 1;
    private static final int MAX_BYTES = 100_000;
    private static final String EVENT_STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n\r\n";

    /** What a server does once it has agreed. */
    private interface Sender {
        void send(RawServer.Peer peer) throws Exception;
    }

    private static RawServer agreeing(String extension, Sender sender) throws IOException {
        return RawServer.doing(peer -> {
            assertThat(peer.readHead())
                    .contains("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
            String agreed = extension.isEmpty() ? "" : "\r\nSec-WebSocket-Extensions: " + extension;
            peer.write(peer.upgradeHead().replaceFirst("\r\n", agreed + "\r\n"));
            sender.send(peer);
            peer.write((byte) 0x88, (byte) 0);
            peer.hangUp();
        });
    }

    private static RecordingListener outcome(RawServer server, String scheme, TransportNotes notes) {
        RecordingListener listener = new RecordingListener();
        TransportConfig config = server.target(scheme, HttpVersion.HTTP_1_1).with(it -> {
            it.deflate = scheme.equals("ws");
            it.gzip = !it.deflate;
            it.maxMessageBytes = MAX_BYTES;
        });
        try (Transport transport = Transports.open(config)) {
            transport.subscribe(listener);
            listener.awaitEnd();
            assertThat(transport.notes()).isEqualTo(notes);
        }
        assertThat(listener.breaches).isEmpty();
        return listener;
    }

    /** As a sender of RFC 7692 does it: flushed, and without the last four bytes. */
    private static byte[] deflated(Deflater deflater, byte[] message) {
        deflater.setInput(message);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1000];
        for (int n = 1; n > 0; ) {
            n = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            out.write(piece, 0, n);
        }
        // Of nothing after nothing zlib makes nothing; RFC 7692, section 7.2.3.6, has this byte for it.
        return out.size() == 0 ? new byte[1] : Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    private static byte[] frame(int first, byte... payload) {
        byte[] header = payload.length < 126
                ? new byte[] {(byte) first, (byte) payload.length}
                : new byte[] {(byte) first, 126, (byte) (payload.length >> 8), (byte) payload.length};
        return Http2Frames.joined(header, payload);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> webSockets() {
        return Stream.of("ws", "wss")
                .flatMap(scheme -> Stream.of(HttpVersion.values()).map(version -> Arguments.of(scheme, version)));
    }

    @ParameterizedTest
    @MethodSource("webSockets")
    void aJettyServerCompressesWhatItSends(String scheme, HttpVersion version) throws Exception {
        HeldCertificate certificate = PushServer.certificate("localhost");
        try (PushServer server = new PushServer(100, certificate)) {
            TransportConfig plain = TransportConfig.of(server.uri(scheme, "/ws/long"), version)
                    .with(it -> it.trustedCertificates = List.of(certificate.certificate()));
            List<String> expected = new ArrayList<>(List.of(PushServer.LONG));
            expected.addAll(PushServer.MESSAGES);
            long[] bytes = new long[2];
            for (boolean deflate : List.of(false, true)) {
                RecordingListener listener = new RecordingListener();
                try (Transport transport = Transports.open(plain.with(it -> it.deflate = deflate))) {
                    transport.subscribe(listener);
                    listener.awaitMessages(expected);
                    bytes[deflate ? 1 : 0] = transport.bytesReceived();
                    assertThat(transport.notes()).isEqualTo(TransportNotes.NONE);
                }
                assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_US);
            }
            assertThat(bytes[0]).isGreaterThan(200_000);
            assertThat(bytes[1]).isLessThan(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate                                                             | true",
                "permessage-deflate; server_no_context_takeover                                 | false",
                "permessage-deflate; client_no_context_takeover; server_max_window_bits=15      | true",
                "permessage-deflate;server_no_context_takeover;client_max_window_bits=\"10\"    | false"
            })
    void messagesAreReadWithOrWithoutWhatCameBefore(String extension, boolean takeover) throws IOException {
        List<String> messages = List.of("hello hello", "hello hello", "", "Grüße ".repeat(5000), "hello hello");
        try (RawServer server = agreeing(extension, peer -> {
            Deflater deflater = new Deflater(9, true);
            for (String message : messages) {
                peer.write(frame(FIN | COMPRESSED | TEXT, deflated(deflater, utf8(message))));
                if (!takeover) {
                    deflater.reset();
                }
            }
            peer.write(frame(FIN | TEXT, utf8("as it is")));
        })) {
            RecordingListener listener = outcome(server, "ws", TransportNotes.NONE);
            assertThat(listener.messages)
                    .hasSize(6)
                    .startsWith(messages.toArray(String[]::new))
                    .endsWith("as it is");
            assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_PEER);
        }
    }

    @Test
    void aMessageInFragmentsByteByByteWithAPingBetween() throws IOException {
        try (RawServer server = agreeing("permessage-deflate", peer -> {
            byte[] all = deflated(new Deflater(9, true), utf8("Grüße, Grüße"));
            for (int i = 0; i < all.length; i++) {
                int first = (i == 0 ? COMPRESSED | TEXT : 0) | (i == all.length - 1 ? FIN : 0);
                peer.write(frame(first, all[i]));
                peer.write(frame(FIN | 9));
            }
        })) {
            assertThat(outcome(server, "ws", TransportNotes.NONE).messages).containsExactly("Grüße, Grüße");
        }
    }

    @Test
    void aSenderMayEndItsStreamWithAMessage() throws IOException {
        try (RawServer server = agreeing("permessage-deflate", peer -> {
            for (String message : List.of("one", "two")) {
                Deflater deflater = new Deflater(9, true);
                deflater.setInput(utf8(message));
                deflater.finish();
                byte[] out = new byte[100];
                int length = deflater.deflate(out);
                // And one byte of padding (RFC 7692, section 7.2.3.5).
                peer.write(frame(FIN | COMPRESSED | TEXT, Arrays.copyOf(out, length + 1)));
            }
        })) {
            assertThat(outcome(server, "ws", TransportNotes.NONE).messages).containsExactly("one", "two");
        }
    }

    @Test
    void aServerThatDeclinesSendsAsItIsAndThatIsNoted() throws IOException {
        try (RawServer server = agreeing("", peer -> peer.write(frame(FIN | TEXT, utf8("plain"))))) {
            assertThat(outcome(server, "ws", new TransportNotes(0, null, 1)).messages)
                    .containsExactly("plain");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-webkit-deflate-frame",
                "permessage-deflate, permessage-deflate",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; fast",
            })
    void anAgreementToSomethingElseIsRefused(String extension) throws IOException {
        try (RawServer server = agreeing(extension, peer -> {})) {
            RecordingListener listener = outcome(server, "ws", TransportNotes.NONE);
            assertThat(listener.end.cause()).isEqualTo(Cause.NO_UPGRADE);
            assertThat(listener.end.detail()).contains("agreed to the extension ");
        }
    }

    @Test
    void aMessageThatUnfoldsBeyondTheLimitEndsTheSubscription() throws IOException {
        try (RawServer server = agreeing(
                "permessage-deflate",
                peer -> peer.write(
                        frame(FIN | COMPRESSED | TEXT, deflated(new Deflater(9, true), new byte[20 * MAX_BYTES]))))) {
            SubscriptionEnd end = outcome(server, "ws", TransportNotes.NONE).end;
            assertThat(end.cause()).isEqualTo(Cause.TOO_LARGE);
            assertThat(end.detail())
                    .contains("message larger than 100000 bytes")
                    .contains("--max-message");
        }
    }

    @Test
    void whatBreaksTheRulesEndsTheSubscription() throws IOException {
        assertViolation(frame(FIN | COMPRESSED | TEXT, (byte) 7), "compressed data that cannot be read");
        assertViolation(frame(FIN | 0x20 | TEXT, (byte) 7), "set a reserved bit");
        assertViolation(frame(FIN | COMPRESSED | 9), "set a reserved bit");
        assertViolation(
                Http2Frames.joined(frame(TEXT, (byte) 'a'), frame(FIN | COMPRESSED, (byte) 'b')), "set a reserved bit");
        byte[] broken = {(byte) 0xC3, (byte) 'x'};
        assertViolation(frame(FIN | COMPRESSED | TEXT, deflated(new Deflater(), broken)), "cannot be read");
        assertViolation(frame(FIN | COMPRESSED | TEXT, deflated(new Deflater(9, true), broken)), "not UTF-8");
        assertViolation(
                frame(FIN | COMPRESSED | TEXT, deflated(new Deflater(9, true), new byte[] {(byte) 0xC3})), "not UTF-8");
    }

    private static void assertViolation(byte[] wire, String said) throws IOException {
        try (RawServer server = agreeing("permessage-deflate", peer -> peer.write(wire))) {
            SubscriptionEnd end = outcome(server, "ws", TransportNotes.NONE).end;
            assertThat(end.cause()).isEqualTo(Cause.PROTOCOL);
            assertThat(end.detail()).contains(said);
        }
    }

    @Test
    void anEventInGzipIsDeliveredWhenItIsFlushed() throws IOException {
        Semaphore heard = new Semaphore(0);
        RecordingListener listener = new RecordingListener() {
            @Override
            public void onMessage(java.nio.ByteBuffer payload, long receivedNs) {
                super.onMessage(payload, receivedNs);
                heard.release();
            }
        };
        try (RawServer server = RawServer.doing(peer -> {
                    assertThat(peer.readHead()).contains("Accept-Encoding: gzip\r\n");
                    peer.write(EVENT_STREAM);
                    GZIPOutputStream gzip = new GZIPOutputStream(peer.out, true);
                    for (int i = 0; i < 5; i++) {
                        gzip.write(utf8("data: event " + i + "\n\n"));
                        gzip.flush();
                        peer.out.flush();
                        heard.acquire();
                    }
                    gzip.finish();
                    peer.hangUp();
                });
                Transport transport = Transports.open(
                        server.target("http", HttpVersion.HTTP_1_1).with(it -> it.gzip = true))) {
            transport.subscribe(listener);
            assertThat(listener.awaitEnd().cause()).isEqualTo(Cause.CLOSED_BY_PEER);
            assertThat(listener.messages)
                    .isEqualTo(IntStream.range(0, 5).mapToObj(i -> "event " + i).toList());
            assertThat(transport.notes()).isEqualTo(TransportNotes.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPartOfAGzipHeaderIsPassedOver(GzipHeader header) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(plain)) {
            gzip.write(utf8("data: a\n\n"));
        }
        byte[] rest = Arrays.copyOfRange(plain.toByteArray(), 10, plain.size());
        byte[] member = Http2Frames.joined(
                new byte[] {0x1f, (byte) 0x8b, 8, (byte) header.flags, 0, 0, 0, 0, 0, 0}, header.extra, rest);
        try (RawServer server = RawServer.doing(peer -> {
            peer.readHead();
            peer.write(EVENT_STREAM);
            // Twice: a body may have several members (RFC 1952, section 2.2).
            for (byte b : Http2Frames.joined(member, member)) {
                peer.write(b);
            }
            peer.hangUp();
        })) {
            assertThat(outcome(server, "http", TransportNotes.NONE).messages).containsExactly("a", "a");
        }
    }

    enum GzipHeader {
        PLAIN(0),
        EXTRA(4, 3, 0, 9, 9, 9),
        NO_EXTRA(4, 0, 0),
        NAME(8, 'n', 0),
        COMMENT(16, 'c', 'd', 0),
        CHECK(2, 1, 2),
        ALL(30, 1, 0, 7, 'n', 0, 0, 5, 6);

        private final int flags;
        private final byte[] extra;

        GzipHeader(int flags, int... extra) {
            this.flags = flags;
            this.extra = new byte[extra.length];
            for (int i = 0; i < extra.length; i++) {
                this.extra[i] = (byte) extra[i];
            }
        }
    }

    @Test
    void aStreamThatUnfoldsIntoOneHugeEventEndsTheSubscription() throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            peer.readHead();
            peer.write(EVENT_STREAM);
            try (GZIPOutputStream gzip = new GZIPOutputStream(peer.out)) {
                gzip.write(utf8("data: " + "x".repeat(20 * MAX_BYTES)));
            }
            peer.hangUp();
        })) {
            SubscriptionEnd end = outcome(server, "http", TransportNotes.NONE).end;
            assertThat(end.cause()).isEqualTo(Cause.TOO_LARGE);
        }
    }

    @Test
    void aBodyThatIsNoGzipEndsTheSubscription() throws IOException {
        try (RawServer server = RawServer.closing(EVENT_STREAM + "data: a\n\n")) {
            SubscriptionEnd end = outcome(server, "http", TransportNotes.NONE).end;
            assertThat(end.cause()).isEqualTo(Cause.PROTOCOL);
            assertThat(end.detail()).contains("said gzip and sent something else");
        }
    }

    @Test
    void aServerThatDoesNotCompressIsNoted() throws IOException {
        try (RawServer server = RawServer.closing(EVENT_STREAM.replace("gzip", "identity") + "data: a\n\n")) {
            assertThat(outcome(server, "http", new TransportNotes(0, null, 1)).messages)
                    .containsExactly("a");
        }
    }

    @Test
    void anotherEncodingThanAskedForIsRefused() throws IOException {
        try (RawServer server = RawServer.closing(EVENT_STREAM.replace("gzip", "br") + "data: a\n\n")) {
            SubscriptionEnd end = outcome(server, "http", TransportNotes.NONE).end;
            assertThat(end.detail()).contains("content encoding br, which was not asked for");
        }
    }
}
