package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.RawCell;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Interaction;
import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Heartbeat;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that get nothing but heartbeats. */
class IdleTest {

    private static final int CONNECTIONS = 5;
    private static final Duration HEARTBEAT = Duration.ofMillis(25);

    private ServerUnderTest server;

    @BeforeEach
    void startServer() throws IOException {
        server = ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private TransportConfig target(String protocol, String http) {
        URI base = protocol.equals("ws") ? server.ws() : server.http();
        return TransportConfig.of(
                base.resolve("/" + protocol), http.equals("2") ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
    }

    @ParameterizedTest
    @CsvSource({"ws,1.1", "ws,2", "sse,1.1", "sse,2"})
    void heartbeatsAreCountedAndSilenceIsNoFailure(String protocol, String http) throws Exception {
        Contents measured = run(target(protocol, http), HEARTBEAT, Progress.NONE);

        CellResult result = measured.run().cells().get(0);
        assertThat(result.messages().received()).isZero();
        assertThat(result.messages().expected()).isNull();
        assertThat(result.responseTime()).isNull();
        assertThat(result.exchange().sent()).isNull();
        assertThat(result.exchange().heartbeats()).isGreaterThanOrEqualTo(2 * CONNECTIONS);
        assertThat(result.exchange().heartbeatGap().count()).isGreaterThanOrEqualTo(CONNECTIONS);
        assertThat(result.exchange().clientNsPerConnectionSecond()).isPositive();
        assertThat(result.exchange().serverNsPerConnectionSecond()).isPositive();
        assertThat(measured.run().gates())
                .extracting(Gate::name)
                .contains("subscriptions")
                .doesNotContain("messages-received", "samples");
        assertThat(gate(measured, "subscriptions").passed()).isTrue();
        assertThat(ReportRenderer.render(measured.run(), measured.histograms())).contains("Heartbeats");
        try (AdminClient admin = new AdminClient(target(protocol, http), null)) {
            assertThat(admin.heartbeat(HEARTBEAT))
                    .as("as it was before the run")
                    .isEqualTo(Heartbeat.DEFAULT_INTERVAL);
        }
    }

    @ParameterizedTest
    @CsvSource({"ws,1.1", "sse,2"})
    void aStreamThatDiesFailsTheRun(String protocol, String http) throws Exception {
        Contents measured = run(target(protocol, http), null, update -> {
            if (update.phase() == Progress.Phase.MEASURING) {
                server.close();
            }
        });

        assertThat(gate(measured, "subscriptions").passed()).isFalse();
        assertThat(measured.run().valid()).isFalse();
    }

    @Test
    void anotherServerCannotBeToldWhenToSendHeartbeats() throws IOException {
        try (KnownPeer peer = new KnownPeer(RawCell.SSE_1, KnownPeer.Line::awaitEnd)) {
            assertThatThrownBy(() -> run(peer.target(), HEARTBEAT, Progress.NONE))
                    .isInstanceOf(UnusableTarget.class)
                    .hasMessageContaining("leave --heartbeat out");
        }
    }

    private static Gate gate(Contents measured, String name) {
        return measured.run().gates().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Contents run(TransportConfig target, Duration heartbeat, Progress progress) throws Exception {
        return new LoadGenerator(
                        new LoadConfig(
                                        target,
                                        CONNECTIONS,
                                        new ConnectSchedule(0),
                                        Duration.ZERO,
                                        Duration.ofMillis(400),
                                        new SendSchedule(10, 100, Pattern.SPREAD, 0),
                                        true,
                                        null,
                                        null)
                                .withInteraction(
                                        new Interaction(List.of(), null, null, false, null, true, heartbeat, null)),
                        progress)
                .run();
    }
}
