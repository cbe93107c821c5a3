package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.bytes.Content;
import dev.pushbench.reports.bytes.LayerBytes;
import dev.pushbench.reports.bytes.SseEvent;
import dev.pushbench.reports.bytes.WebSocketFrames;
import dev.pushbench.reports.bytes.Wire;
import dev.pushbench.reports.bytes.WireBytes;
import dev.pushbench.reports.result.CellName;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.wire.PushMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The byte model against what crosses a socket: the server under test and the load generator's transports, with a wiretap
 * between them. To the byte; where TLS hides the frames, the records are counted.
 */
class WireBytesTest {

    /** Of the standards and of this server; more come from each model's own steps. */
    private static final Set<Integer> PAYLOADS =
            Set.of(0, 1, 94, 125, 126, 16_367, 16_368, 16_384, 16_385, 32_768, 65_535, 65_536, 1_000_000);

    /** Jetty's limit of a message to the echo endpoint. */
    private static final int LONGEST_ECHO = 65_536;

    private static ServerUnderTest server;

    @BeforeAll
    static void startServer() throws IOException {
        server = ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    static Stream<Arguments> cells() {
        return Stream.concat(webSockets(), eventStreams());
    }

    static Stream<Arguments> webSockets() {
        return cells("ws", "wss");
    }

    static Stream<Arguments> eventStreams() {
        return cells("http", "https");
    }

    private static Stream<Arguments> cells(String... schemes) {
        return Stream.of(schemes)
                .flatMap(scheme -> Stream.of(HttpVersion.values()).map(version -> Arguments.of(scheme, version)));
    }

    private static CellName cell(String scheme, HttpVersion version) {
        return CellName.parse(
                TransportConfig.of(URI.create(scheme + "://server"), version).cell());
    }

    /** Through a wiretap; it has had a message already, so what belongs to its opening is over. */
    private static Overheard subscribe(ServerUnderTest to, Topic topic, String scheme, HttpVersion version)
            throws IOException {
        String path = scheme.startsWith("ws") ? "/ws" : "/sse";
        Overheard overheard = open(to, scheme, version, path + "?topic=" + topic.name());
        RecordingListener.soon().until(() -> topic.subscriptions() == 1);
        overheard.hear(() -> push(topic, new byte[1]));
        return overheard;
    }

    private static Overheard open(ServerUnderTest to, String scheme, HttpVersion version, String path)
            throws IOException {
        URI base = switch (scheme) {
            case "ws" -> to.ws();
            case "wss" -> to.wss();
            case "http" -> to.http();
            default -> to.https();
        };
        return new Overheard(base.resolve(path), version, to.certificate());
    }

    private static Topic newTopic(ServerUnderTest of) {
        return of.topic("wire" + System.nanoTime());
    }

    private static void push(Topic topic, byte[] message) {
        topic.broadcast(new PushMessage(message));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aMessageOfTheServerTakesTheBytesOfTheModel(String scheme, HttpVersion version) throws IOException {
        Topic topic = newTopic(server);
        try (Overheard overheard = subscribe(server, topic, scheme, version)) {
            Wire wire = Wire.toClient(cell(scheme, version), Content.TEXT).orElseThrow();
            for (int payload : onBothSidesOfEachStep(wire)) {
                for (int time = 1; time <= 2; time++) {
                    overheard.hear(() -> push(topic, new byte[payload]));
                    assertBytes(wire, payload, overheard.toClient());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("webSockets")
    void aMessageOfTheClientTakesAMaskMoreAsTextAndAsBinary(String scheme, HttpVersion version) throws IOException {
        Wire toServer = Wire.toServer(cell(scheme, version)).orElseThrow();
        Wire toClient = Wire.toClient(cell(scheme, version), Content.BINARY).orElseThrow();
        for (int payload : onBothSidesOfEachStep(toServer)) {
            if (payload > LONGEST_ECHO) {
                continue;
            }
            // A connection for each, or the server would grant more of its HTTP/2 window in between.
            try (Overheard overheard = open(server, scheme, version, "/echo")) {
                overheard.hear(() -> overheard.send(new byte[1], true));
                for (boolean text : new boolean[] {true, false}) {
                    overheard.hear(() -> overheard.send(new byte[payload], text));
                    assertBytes(toServer, payload, overheard.toServer());
                    assertBytes(toClient, payload, overheard.toClient());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("webSockets")
    void aMessageInSeveralFramesHasAHeaderForEach(String scheme, HttpVersion version) throws Exception {
        HeldCertificate certificate = PushServer.certificate("localhost");
        try (PushServer pushing = PushServer.with(null, certificate);
                Overheard overheard =
                        new Overheard(pushing.uri(scheme, "/ws/fragments"), version, certificate.certificate())) {
            overheard.listener.awaitMessages(PushServer.MESSAGES);
            RecordingListener.soon().until(() -> pushing.subscribers() == 1);
            Wire wire = Wire.toClient(cell(scheme, version), Content.TEXT).orElseThrow();
            for (int payload : new int[] {1, 126, 127, 252, 253, 1_000}) {
                overheard.hear(() -> pushing.publish(ByteBuffer.allocate(payload)));
                assertFragments(wire, payload, overheard.toClient());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("eventStreams")
    void eachLineOfAnEventHasAFieldOfItsOwn(String scheme, HttpVersion version) throws IOException {
        Topic topic = newTopic(server);
        try (Overheard overheard = subscribe(server, topic, scheme, version)) {
            Wire wire = Wire.toClient(cell(scheme, version), Content.TEXT).orElseThrow();
            for (String text : List.of("a\nb", "one\n\nthree\n", "\n".repeat(3_000))) {
                int breaks = (int) text.chars().filter(each -> each == '\n').count();
                overheard.hear(() -> push(topic, text.getBytes(StandardCharsets.US_ASCII)));
                assertBytes(wire.with(SseEvent.ofLines(breaks + 1)), text.length(), overheard.toClient());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("eventStreams")
    void binaryDataTravelsAsBase64(String scheme, HttpVersion version) throws IOException {
        Topic topic = newTopic(server);
        try (Overheard overheard = subscribe(server, topic, scheme, version)) {
            Wire wire = Wire.toClient(cell(scheme, version), Content.BINARY).orElseThrow();
            for (int payload : new int[] {1, 2, 3, 94, 12_287, 12_288, 65_536}) {
                overheard.hear(() -> push(topic, Base64.getEncoder().encode(new byte[payload])));
                assertBytes(wire, payload, overheard.toClient());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aHeartbeatTakesTheBytesOfTheModel(String scheme, HttpVersion version) throws IOException {
        int heartbeats = 3;
        try (ServerUnderTest beating = ServerUnderTest.start(ServerConfig.onFreePorts(), Duration.ofMillis(20))) {
            try (Overheard overheard = subscribe(beating, newTopic(beating), scheme, version)) {
                Wire wire = Wire.heartbeat(cell(scheme, version)).orElseThrow();
                int bytes = heartbeats * (int) wire.bytes(0).total();
                overheard.mark();
                RecordingListener.soon().until(() -> overheard.toClient().length >= bytes);
                byte[] heard = Arrays.copyOf(overheard.toClient(), bytes);
                assertThat(Overheard.units(outermost(wire.bytes(0)).layer(), heard))
                        .isEqualTo(heartbeats);
            }
        }
    }

    private static void assertBytes(Wire wire, int payload, byte[] seen) {
        WireBytes expected = wire.bytes(payload);
        LayerBytes outermost = outermost(expected);
        assertThat((long) seen.length)
                .as("%d bytes of payload in %s", payload, expected.layers())
                .isEqualTo(expected.total());
        assertThat(Overheard.units(outermost.layer(), seen))
                .as("%d bytes of payload, %ss", payload, outermost.layer().label())
                .isEqualTo(outermost.units());
    }

    /** Jetty writes one frame after the other, so that each has what is around it for itself. */
    private static void assertFragments(Wire wire, int payload, byte[] seen) {
        WebSocketFrames fragments = new WebSocketFrames(false, PushServer.FRAGMENT_BYTES);
        int full = (payload - 1) / PushServer.FRAGMENT_BYTES;
        WireBytes last = wire.bytes(payload - full * PushServer.FRAGMENT_BYTES);
        assertThat(Overheard.units(outermost(last).layer(), seen))
                .isEqualTo(full + 1)
                .isEqualTo((int) fragments.around(payload).units());
        assertThat(full * wire.bytes(PushServer.FRAGMENT_BYTES).total() + last.total())
                .isEqualTo(seen.length);
        if (wire.framings().size() == 1) {
            assertThat(wire.with(fragments).bytes(payload).total()).isEqualTo(seen.length);
        }
    }

    private static LayerBytes outermost(WireBytes bytes) {
        return bytes.layers().get(bytes.layers().size() - 1);
    }

    private static Set<Integer> onBothSidesOfEachStep(Wire wire) {
        Set<Integer> payloads = new TreeSet<>(PAYLOADS);
        for (int payload = 1; payload <= 70_000; payload++) {
            if (wire.bytes(payload).overhead() != wire.bytes(payload - 1).overhead()) {
                payloads.addAll(List.of(payload - 1, payload));
            }
        }
        return payloads;
    }
}
