package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.transport.Transports;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.reports.bytes.Content;
import dev.pushbench.reports.bytes.Wire;
import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every transport owes: the four cells, under TLS as well, and the in-memory one, against a real server. */
class LoadGeneratorContractTest {

    private static final int CONNECTIONS = 30;
    private static final double RATE = 50;
    private static final int PAYLOAD = 200;
    private static final int EXPECTED = 20 * CONNECTIONS;
    private static final int WARMUP = 5 * CONNECTIONS;

    private ServerUnderTest server;

    enum Cell {
        WS_1("ws/1.1", HttpVersion.HTTP_1_1, server -> server.ws().resolve("/ws")),
        WS_2("ws/2", HttpVersion.HTTP_2, server -> server.ws().resolve("/ws")),
        SSE_1("sse/1.1", HttpVersion.HTTP_1_1, server -> server.http().resolve("/sse")),
        SSE_2("sse/2", HttpVersion.HTTP_2, server -> server.http().resolve("/sse")),
        WS_1_TLS("ws/1.1+tls", HttpVersion.HTTP_1_1, server -> server.wss().resolve("/ws")),
        WS_2_TLS("ws/2+tls", HttpVersion.HTTP_2, server -> server.wss().resolve("/ws")),
        SSE_1_TLS("sse/1.1+tls", HttpVersion.HTTP_1_1, server -> server.https().resolve("/sse")),
        SSE_2_TLS("sse/2+tls", HttpVersion.HTTP_2, server -> server.https().resolve("/sse")),
        IN_MEMORY("sse/1.1", HttpVersion.HTTP_1_1, server -> server.http().resolve("/sse"));

        private final String label;
        private final HttpVersion version;
        private final Function<ServerUnderTest, URI> url;

        Cell(String label, HttpVersion version, Function<ServerUnderTest, URI> url) {
            this.label = label;
            this.version = version;
            this.url = url;
        }

        TransportConfig config(ServerUnderTest server) {
            return TransportConfig.of(url.apply(server), version)
                    .with(it -> it.trustedCertificates = List.of(server.certificate()))
                    .with(it -> it.streamsPerConnection = 10);
        }

        Transport open(ServerUnderTest server, TransportConfig config) {
            return this == IN_MEMORY ? new InMemoryTransport(server, config) : Transports.open(config);
        }
    }

    @BeforeEach
    void startServer() throws IOException {
        server = ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageOfTheWindowArrivesOnceAndInOrder(Cell cell) throws Exception {
        Contents measured = run(cell, new SendSchedule(RATE, PAYLOAD, Pattern.SPREAD, 0));

        CellResult result = measured.run().cells().get(0);
        assertThat(result.cell()).isEqualTo(cell.label);
        assertThat(result.messages()).isEqualTo(new CellResult.Messages((long) EXPECTED, EXPECTED, 0L, 0L, 0L, 0));
        assertThat(result.excluded()).isEqualTo(new CellResult.Excluded(WARMUP, 0, 0));
        assertThat(result.errors()).isEmpty();
        assertThat(result.connections()).isEqualTo(CONNECTIONS);
        assertThat(result.responseTime().count()).isEqualTo(EXPECTED);
        assertThat(result.serviceTime().count()).isEqualTo(EXPECTED);
        assertThat(result.scheduleLag().count()).isEqualTo(EXPECTED);
        assertThat(result.connectTime().count()).isEqualTo(CONNECTIONS);
        assertThat(result.headersTime().count()).isEqualTo(CONNECTIONS);
        assertThat(result.firstMessage().count()).isEqualTo(CONNECTIONS);
        assertThat(result.responseTime().maxNs())
                .isGreaterThanOrEqualTo(result.scheduleLag().maxNs());
        assertThat(result.cpu().serverNsPerMessage()).isPositive();
        assertThat(gatesThatAreAboutTheMessages(measured)).allMatch(Gate::passed);
        assertThat(measured.run().gates())
                .filteredOn(gate -> gate.name().equals("tcp-nodelay"))
                .hasSize(cell == Cell.IN_MEMORY ? 0 : 1)
                .allSatisfy(gate -> assertThat(gate.detail())
                        .isEqualTo("TCP_NODELAY is off on 0 of the load generator's " + result.tcpConnections()
                                + " connections"));
        assertThat(measured.run().environment().sharedCores()).isTrue();
        assertThat(measured.run().warnings())
                .anyMatch(warning -> warning.startsWith("Client and server share the cores"));
        assertThat(result.bytesPerMessage()).isBetween(wireBytes(cell) - 10.0, wireBytes(cell) + 3.0);
    }

    /** Gathered writes save some of it, and a bookkeeping frame of HTTP/2 adds a little now and then. */
    private static long wireBytes(Cell cell) {
        return cell == Cell.IN_MEMORY
                ? PAYLOAD
                : Wire.toClient(CellName.parse(cell.label), Content.TEXT)
                        .orElseThrow()
                        .bytes(PAYLOAD)
                        .total();
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_1", "WS_2", "SSE_1", "SSE_2", "IN_MEMORY"})
    void aBroadcastReachesEverySubscription(Cell cell) throws Exception {
        Contents measured = run(cell, new SendSchedule(RATE, PAYLOAD, Pattern.BROADCAST, 0));

        CellResult result = measured.run().cells().get(0);
        assertThat(result.messages().received()).isEqualTo(EXPECTED);
        assertThat(result.messages().lost()).isZero();
        // One value a message; the worst of all arrivals is that of some last subscriber.
        assertThat(result.lastDelivery().count()).isEqualTo(EXPECTED / CONNECTIONS);
        assertThat(result.lastDelivery().maxNs())
                .isEqualTo(result.responseTime().maxNs());
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_1", "WS_2", "SSE_1", "SSE_2", "IN_MEMORY"})
    void aTargetThatEndsTheStreamsEndsTheRun(Cell cell) throws Exception {
        LoadGenerator generator = generator(cell, new SendSchedule(RATE, PAYLOAD, Pattern.SPREAD, 0), update -> {
            if (update.phase() == Progress.Phase.MEASURING) {
                server.close();
            }
        });

        CellResult result = generator.run().run().cells().get(0);

        assertThat(result.errors().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(CONNECTIONS);
        assertThat(result.messages().received() + result.messages().lost())
                .isEqualTo(result.messages().expected());
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_1", "WS_2", "SSE_1", "SSE_2", "IN_MEMORY"})
    void whatTheTargetPublishesByItselfIsMeasuredToo(Cell cell) throws Exception {
        server.topic(Topics.DEFAULT).publish(new SendSchedule(50, PAYLOAD, Pattern.SPREAD, 0), System.nanoTime());

        Contents measured = run(cell, null);

        CellResult result = measured.run().cells().get(0);
        assertThat(result.messages().lost()).isZero();
        assertThat(result.messages().received()).isBetween(10L * CONNECTIONS, 30L * CONNECTIONS);
        assertThat(measured.histograms()).anyMatch(each -> each.metric() == Metric.RESPONSE_TIME);
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_2", "SSE_1"})
    void aSilentServerOfOursIsToldToPublish(Cell cell) throws Exception {
        CellResult result = run(cell, null).run().cells().get(0);

        assertThat(result.messages().expected()).isEqualTo(EXPECTED);
        assertThat(result.messages().lost()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_1_TLS", "WS_2_TLS", "SSE_1_TLS", "SSE_2_TLS"})
    void aCertificateThatNobodyVouchesForIsRefused(Cell cell) {
        TransportConfig distrustful = cell.config(server).with(it -> it.trustedCertificates = List.of());

        assertThatThrownBy(() -> new LoadGenerator(config(distrustful, null), Progress.NONE).run())
                .isInstanceOf(UnusableTarget.class)
                .hasMessageContaining("--insecure");
    }

    private static List<Gate> gatesThatAreAboutTheMessages(Contents measured) {
        List<String> names =
                List.of("subscriptions", "messages-lost", "accounting", "clock", "samples", "descriptors", "ports");
        List<Gate> gates = measured.run().gates().stream()
                .filter(gate -> names.contains(gate.name()))
                .toList();
        assertThat(gates).hasSameSizeAs(names);
        return gates;
    }

    private Contents run(Cell cell, SendSchedule push) throws Exception {
        return generator(cell, push, Progress.NONE).run();
    }

    private LoadGenerator generator(Cell cell, SendSchedule push, Progress progress) {
        return new LoadGenerator(config(cell.config(server), push), progress, config -> cell.open(server, config));
    }

    private static LoadConfig config(TransportConfig transport, SendSchedule push) {
        return new LoadConfig(
                transport,
                CONNECTIONS,
                new ConnectSchedule(0),
                Duration.ofMillis(100),
                Duration.ofMillis(400),
                push == null ? new SendSchedule(RATE, PAYLOAD, Pattern.SPREAD, 0) : push,
                push == null,
                null,
                null);
    }
}
