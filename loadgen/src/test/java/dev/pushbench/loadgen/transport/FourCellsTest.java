package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cell must do, against a Jetty server. */
class FourCellsTest {

    private static final HeldCertificate CERTIFICATE = PushServer.certificate("localhost");
    private static PushServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new PushServer(1000, CERTIFICATE);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of("ws", "wss", "http", "https")
                .flatMap(scheme -> Stream.of(HttpVersion.values()).map(version -> Arguments.of(scheme, version)));
    }

    private static TransportConfig config(String scheme, HttpVersion version, String variant) {
        String path = (scheme.startsWith("ws") ? "/ws" : "/sse") + variant;
        return TransportConfig.of(server.uri(scheme, path), version)
                .with(it -> it.trustedCertificates = List.of(CERTIFICATE.certificate()));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void messagesArriveInOrderAndOneByOne(String scheme, HttpVersion version) {
        RecordingListener listener = new RecordingListener();
        try (Transport transport = Transports.open(config(scheme, version, ""))) {
            transport.subscribe(listener);
            listener.awaitMessages(PushServer.MESSAGES);
            assertThat(listener.calls).containsExactly("connected", "open");
            assertThat(listener.serverHeader).startsWith("Jetty");
            assertThat(transport.tcpConnections()).isEqualTo(1);
            assertThat(transport.bytesReceived()).isGreaterThan(11);
        }
        assertThat(listener.calls).containsExactly("connected", "open", "end");
        assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_US);
        assertThat(listener.breaches).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aMessageLongerThanAnyReadArrivesWhole(String scheme, HttpVersion version) {
        RecordingListener listener = new RecordingListener();
        try (Transport transport = Transports.open(config(scheme, version, "/long"))) {
            transport.subscribe(listener);
            List<String> expected = new ArrayList<>(List.of(PushServer.LONG));
            expected.addAll(PushServer.MESSAGES);
            listener.awaitMessages(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void closingOneSubscriptionLeavesTheOthersAlone(String scheme, HttpVersion version) {
        RecordingListener leaving = new RecordingListener();
        RecordingListener staying = new RecordingListener();
        try (Transport transport = Transports.open(config(scheme, version, ""))) {
            transport.subscribe(leaving);
            transport.subscribe(staying);
            leaving.awaitMessages(PushServer.MESSAGES);
            staying.awaitMessages(PushServer.MESSAGES);
            leaving.subscription.close();
            leaving.subscription.close();
            assertThat(leaving.awaitEnd().cause()).isEqualTo(Cause.CLOSED_BY_US);
            if (version == HttpVersion.HTTP_1_1) {
                RecordingListener.soon().until(() -> transport.tcpConnections() == 1);
            }
            assertThat(staying.end).isNull();
        }
        assertThat(staying.end.cause()).isEqualTo(Cause.CLOSED_BY_US);
        assertThat(leaving.calls).containsExactly("connected", "open", "end");
        assertThat(leaving.breaches).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void manySubscriptionsSpreadOverSeveralEventLoops(String scheme, HttpVersion version) {
        List<RecordingListener> listeners = new ArrayList<>();
        TransportConfig config =
                config(scheme, version, "").with(it -> it.selectors = 2).with(it -> it.streamsPerConnection = 10);
        try (Transport transport = Transports.open(config)) {
            for (int i = 0; i < 55; i++) {
                RecordingListener listener = new RecordingListener();
                listeners.add(listener);
                transport.subscribe(listener);
            }
            listeners.forEach(listener -> listener.awaitMessages(PushServer.MESSAGES));
            assertThat(transport.tcpConnections()).isEqualTo(version == HttpVersion.HTTP_2 ? 6 : 55);
        }
        assertThat(listeners).allSatisfy(listener -> {
            assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_US);
            assertThat(listener.breaches).isEmpty();
        });
    }
}
