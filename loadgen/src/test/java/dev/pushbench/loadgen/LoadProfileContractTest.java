package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Turnover;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions that come and go while messages flow, over every cell: the accounting stays exact. */
class LoadProfileContractTest {

    private static final int CONNECTIONS = 30;
    private static final long HALF_SECOND = 500_000_000;

    private ServerUnderTest server;

    @BeforeEach
    void startServer() throws IOException {
        server = ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"ws,1.1", "ws,2", "sse,1.1", "sse,2"})
    void stagesRiseAndFallAndNothingIsLost(String protocol, String version) throws Exception {
        List<Stage> stages = List.of(
                new Stage(CONNECTIONS, HALF_SECOND), new Stage(CONNECTIONS, HALF_SECOND), new Stage(0, HALF_SECOND));
        CellResult result =
                run(protocol, version, new LoadProfile(stages, null, null, false, 0), Pattern.SPREAD, List.of());

        Turnover turnover = result.turnover();
        assertThat(turnover.peak()).isEqualTo(CONNECTIONS);
        assertThat(turnover.left()).isEqualTo(turnover.attempts()).isGreaterThanOrEqualTo(CONNECTIONS);
        assertThat(turnover.wantedAtEnd()).isZero();
        assertThat(result.tcpConnections()).isBetween(version.equals("2") ? 1 : CONNECTIONS / 2, CONNECTIONS);
        // The area below the stages: 30 subscription-seconds at 40 messages a second.
        assertThat(result.messages().received()).isBetween(1_000L, 1_300L);
    }

    @ParameterizedTest
    @CsvSource({"ws,1.1", "sse,2"})
    void subscriptionsLiveForAWhileAndAreReplaced(String protocol, String version) throws Exception {
        CellResult result = run(
                protocol,
                version,
                new LoadProfile(List.of(), Duration.ofMillis(500), null, false, 3),
                Pattern.BROADCAST,
                List.of());

        Turnover turnover = result.turnover();
        // Mean 3 × 30 ends; five standard deviations.
        assertThat(turnover.left()).isBetween(43L, 137L);
        assertThat(turnover.opened()).isEqualTo(CONNECTIONS + turnover.left());
        assertThat(turnover.presentAtEnd()).isEqualTo(CONNECTIONS);
    }

    @ParameterizedTest
    @CsvSource({"ws,2", "sse,1.1"})
    void afterAStormAllAreBack(String protocol, String version) throws Exception {
        CellResult result = run(
                protocol,
                version,
                new LoadProfile(List.of(), null, Duration.ofMillis(500), false, 0),
                Pattern.SPREAD,
                List.of());

        assertThat(result.turnover())
                .isEqualTo(new Turnover(
                        2 * CONNECTIONS,
                        2 * CONNECTIONS,
                        CONNECTIONS,
                        0,
                        0,
                        CONNECTIONS,
                        CONNECTIONS,
                        CONNECTIONS,
                        result.turnover().recoveryNs()));
        assertThat(result.turnover().recoveryNs()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"SPREAD", "BROADCAST"})
    void aRateThatRisesIsAccountedForExactly(Pattern pattern) throws Exception {
        CellResult result = run(
                "ws",
                "1.1",
                LoadProfile.STEADY,
                pattern,
                List.of(new Stage(40, HALF_SECOND), new Stage(120, 2 * HALF_SECOND)));

        // 20 and 80 for each subscription.
        assertThat(result.messages())
                .isEqualTo(new CellResult.Messages(100L * CONNECTIONS, 100L * CONNECTIONS, 0L, 0L, 0L, 0));
    }

    /** One and a half seconds at 40 messages a second; everything that is about messages must hold. */
    private CellResult run(
            String protocol, String version, LoadProfile profile, Pattern pattern, List<Stage> rateStages)
            throws Exception {
        URI url = server.http().resolve("/" + protocol);
        TransportConfig transport = TransportConfig.of(
                        protocol.equals("ws") ? URI.create("ws" + url.toString().substring("http".length())) : url,
                        version.equals("2") ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .with(it -> it.streamsPerConnection = 10);
        RunResult run = new LoadGenerator(
                        new LoadConfig(
                                        transport,
                                        CONNECTIONS,
                                        new ConnectSchedule(0),
                                        Duration.ZERO,
                                        Duration.ofMillis(1_500),
                                        new SendSchedule(40, 100, pattern, 0).withStages(rateStages),
                                        false,
                                        null,
                                        null)
                                .withProfile(profile),
                        Progress.NONE)
                .run()
                .run();
        CellResult result = run.cells().get(0);
        assertThat(result.messages().lost()).isZero();
        assertThat(result.messages().expected())
                .isEqualTo(result.messages().received() - result.messages().duplicated());
        assertThat(result.errors()).isEmpty();
        assertThat(run.gates())
                .filteredOn(gate ->
                        List.of("subscriptions", "messages-lost", "accounting").contains(gate.name()))
                .hasSize(3)
                .allMatch(Gate::passed);
        return result;
    }
}
