package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.RawServer;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Interaction;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that go to the target and come back. */
class RoundTripTest {

    private static final int CONNECTIONS = 10;
    private static final double RATE = 50;
    private static final int IN_WINDOW = 20;
    private static final int IN_WARMUP = 5;

    private ServerUnderTest server;

    @BeforeEach
    void startServer() throws IOException {
        server = ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of("ws", "wss", "http", "https")
                .flatMap(scheme -> Stream.of(HttpVersion.values()).map(version -> Arguments.of(scheme, version)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyMessageOfTheWindowComesBackOnceAndInOrder(String scheme, HttpVersion version) throws Exception {
        URI url = url(scheme);
        RunResult run = run(
                TransportConfig.of(url, version).with(it -> it.trustedCertificates = List.of(server.certificate())),
                CONNECTIONS);

        CellResult result = run.cells().get(0);
        long expected = (long) IN_WINDOW * CONNECTIONS;
        // Several POSTs of one client may be under way on one HTTP/2 connection, and overtake each other in the server.
        long reordered = result.cell().startsWith("sse/2") ? result.messages().reordered() : 0;
        assertThat(result.messages()).isEqualTo(new CellResult.Messages(expected, expected, 0L, 0L, reordered, 0));
        assertThat(result.excluded().beforeWindow()).isEqualTo(IN_WARMUP * CONNECTIONS);
        assertThat(result.exchange().sent()).isEqualTo((IN_WARMUP + IN_WINDOW) * CONNECTIONS);
        // 120 bytes in a frame with a mask, all that there is in cleartext over HTTP/1.1; everything else takes more.
        assertThat(result.exchange().bytesSentPerMessage()).isGreaterThanOrEqualTo(126);
        if (result.cell().equals("ws/1.1")) {
            assertThat(result.exchange().bytesSentPerMessage()).isEqualTo(126);
        }
        assertThat(result.errors()).isEmpty();
        assertThat(result.responseTime().count()).isEqualTo(expected);
        assertThat(result.serviceTime().count()).isEqualTo(expected);
        assertThat(result.scheduleLag().count()).isEqualTo(expected);
        assertThat(result.serviceTime().maxNs())
                .isLessThanOrEqualTo(result.responseTime().maxNs());
        assertThat(run.gates())
                .filteredOn(gate -> List.of("subscriptions", "messages-lost", "accounting", "samples", "clock")
                        .contains(gate.name()))
                .hasSize(5)
                .allMatch(Gate::passed);
        assertThat(run.config()).containsEntry("round-trip", true).containsEntry("rate", RATE);
    }

    private URI url(String scheme) {
        return switch (scheme) {
            case "ws" -> server.ws().resolve("/echo");
            case "wss" -> server.wss().resolve("/echo");
            case "http" -> server.http().resolve("/sse");
            default -> server.https().resolve("/sse");
        };
    }

    /** A server whose event streams open and whose POSTs do not do what they should: each is counted by its cause. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 500 Broken\\r\\nContent-Length: 3\\r\\n\\r\\nno! | POST: unexpected status",
                "HTTP/1.1 404 No\\r\\nConnection: close\\r\\n\\r\\n | POST: unexpected status",
                "nonsense\\r\\n\\r\\n | POST: connection ended early",
                "'' | POST: connection ended early",
            })
    void aPostThatFailsIsCountedByItsCauseAndItsMessageIsLost(String answer, String cause) throws Exception {
        byte[] bytes = answer.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (RawServer server = RawServer.posting(bytes)) {
            RunResult run = run(TransportConfig.of(URI.create(server.url("http")), HttpVersion.HTTP_1_1), 1);

            CellResult result = run.cells().get(0);
            assertThat(result.errors()).containsOnlyKeys(cause);
            assertThat(result.errors().get(cause)).isEqualTo(IN_WARMUP + IN_WINDOW);
            assertThat(result.messages().lost()).isEqualTo(IN_WINDOW);
            assertThat(run.failures()).anyMatch(failure -> failure.example().startsWith("POST 127.0.0.1:"));
            assertThat(run.valid()).isFalse();
        }
    }

    @Test
    void anHttp2PostToAPathThatIsNotThereIsCounted() throws Exception {
        RunResult run = new LoadGenerator(
                        config(
                                TransportConfig.of(url("http"), HttpVersion.HTTP_2),
                                1,
                                Duration.ofMillis(400),
                                "/nowhere"),
                        Progress.NONE)
                .run()
                .run();

        assertThat(run.cells().get(0).errors())
                .isEqualTo(java.util.Map.of("POST: unexpected status", (long) IN_WARMUP + IN_WINDOW));
    }

    /** An echo that keeps back, repeats and swaps what it should send back in order, on one connection. */
    @Test
    void whatAnEchoGetsWrongIsAccountedForBySequence() throws Exception {
        try (RawServer liar = RawServer.echoing((peer, messages) -> {
            for (int i = 0; ; i++) {
                String message = messages.next();
                if (i == IN_WARMUP + 3) {
                    continue;
                }
                if (i == IN_WARMUP + 5) {
                    peer.sendText(message);
                }
                if (i == IN_WARMUP + 7) {
                    peer.sendText(messages.next());
                    i++;
                }
                peer.sendText(message);
            }
        })) {
            RunResult run = run(TransportConfig.of(URI.create(liar.url("ws")), HttpVersion.HTTP_1_1), 1);

            assertThat(run.cells().get(0).messages())
                    .isEqualTo(new CellResult.Messages((long) IN_WINDOW, IN_WINDOW, 1L, 1L, 1L, 0));
            assertThat(run.failedGates()).extracting(Gate::name).contains("messages-lost");
            assertThat(run.gates())
                    .filteredOn(gate -> gate.name().equals("accounting"))
                    .allMatch(Gate::passed);
        }
    }

    /** Free of coordinated omission: later messages are sent while the first one is kept back. */
    @Test
    void aStallOfTheEchoIsInTheTimeOfEveryMessageThatItDelays() throws Exception {
        CountDownLatch lastSent = new CountDownLatch(IN_WARMUP + IN_WINDOW);
        try (RawServer stalling = RawServer.echoing((peer, messages) -> {
            String[] kept = new String[IN_WARMUP + IN_WINDOW];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = messages.next();
                lastSent.countDown();
            }
            for (String message : kept) {
                peer.sendText(message);
            }
            peer.awaitEnd();
        })) {
            CellResult result = run(TransportConfig.of(URI.create(stalling.url("ws")), HttpVersion.HTTP_1_1), 1)
                    .cells()
                    .get(0);

            assertThat(lastSent.getCount()).isZero();
            assertThat(result.messages().lost()).isZero();
            // All came back together, so the times fall by one interval from message to message.
            assertThat(result.responseTime().maxNs()).isGreaterThan((long) (1e9 / RATE * (IN_WINDOW - 2)));
            assertThat(result.responseTime().p50Ns()).isGreaterThan((long) (1e9 / RATE * (IN_WINDOW / 2 - 2)));
        }
    }

    @Test
    void aRunThatIsCutShortCountsWhatWasDueByThen() throws Exception {
        LoadGenerator[] generator = new LoadGenerator[1];
        generator[0] = new LoadGenerator(
                config(
                        TransportConfig.of(server.ws().resolve("/echo"), HttpVersion.HTTP_1_1),
                        CONNECTIONS,
                        Duration.ofMinutes(1)),
                update -> {
                    if (update.phase() == Progress.Phase.MEASURING) {
                        generator[0].stop();
                    }
                });

        RunResult run = generator[0].run().run();

        CellResult.Messages messages = run.cells().get(0).messages();
        assertThat(run.interrupted()).isTrue();
        assertThat(messages.received()).isLessThan(60L * (long) RATE * CONNECTIONS);
        assertThat(messages.lost()).isZero();
        assertThat(messages.received()).isEqualTo(messages.expected());
    }

    private static RunResult run(TransportConfig transport, int connections) throws Exception {
        return new LoadGenerator(config(transport, connections, Duration.ofMillis(400)), Progress.NONE)
                .run()
                .run();
    }

    private static LoadConfig config(TransportConfig transport, int connections, Duration duration) {
        return config(transport, connections, duration, "/publish");
    }

    private static LoadConfig config(
            TransportConfig transport, int connections, Duration duration, String publishPath) {
        return new LoadConfig(
                        transport,
                        connections,
                        new ConnectSchedule(0),
                        Duration.ofMillis(100),
                        duration,
                        new SendSchedule(RATE, 120, Pattern.SPREAD, 0),
                        true,
                        null,
                        null)
                .withInteraction(new Interaction(List.of(), null, null, true, publishPath, false, null, null));
    }
}
