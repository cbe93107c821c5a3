package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.LoadGeneratorContractTest.Cell;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import dev.pushbench.server.publish.Topics;
import dev.pushbench.server.wire.PayloadFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Binary messages are measured and accounted for as text is, in every cell. */
class BinaryContractTest {

    private static final int CONNECTIONS = 20;
    private static final double RATE = 50;
    /** Base64 takes 268 bytes for it. */
    private static final int PAYLOAD = 200;

    private static final int EXPECTED = 20 * CONNECTIONS;
    private static final int WARMUP = 5 * CONNECTIONS;

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
    @EnumSource(mode = Mode.EXCLUDE, names = "IN_MEMORY")
    void everyMessageOfTheWindowArrivesOnceAndInOrder(Cell cell) throws Exception {
        RunResult run = run(config(cell, binary(Pattern.SPREAD), false));

        CellResult result = run.cells().get(0);
        assertThat(result.cell()).isEqualTo(cell.config(server).cell() + "+binary");
        assertThat(result.messages()).isEqualTo(new Messages((long) EXPECTED, EXPECTED, 0L, 0L, 0L, 0));
        assertThat(result.excluded()).isEqualTo(new Excluded(WARMUP, 0, 0));
        assertThat(result.errors()).isEmpty();
        assertThat(result.responseTime().count()).isEqualTo(EXPECTED);
        assertThat(result.serviceTime().count()).isEqualTo(EXPECTED);
        assertThat(result.scheduleLag().count()).isEqualTo(EXPECTED);
        assertThat(result.responseTime().maxNs())
                .isGreaterThanOrEqualTo(result.scheduleLag().maxNs());
        assertThat(result.bytesPerMessage()).isBetween(wireBytes(cell) - 10.0, wireBytes(cell) + 3.0);
        assertThat(run.config()).containsEntry("format", "binary").containsEntry("payload", PAYLOAD);
        assertThat(run.gates())
                .filteredOn(
                        gate -> List.of("messages-lost", "accounting", "clock").contains(gate.name()))
                .hasSize(3)
                .allMatch(Gate::passed);
    }

    /** As for text (see {@link LoadGeneratorContractTest}), but the event is base64: 4 characters for 3 bytes. */
    private int wireBytes(Cell cell) {
        TransportConfig config = cell.config(server);
        int base64 = (PAYLOAD + 2) / 3 * 4;
        int bytes = Map.of(
                        "ws/1.1", PAYLOAD + 4,
                        "ws/2", PAYLOAD + 4 + 9,
                        "sse/1.1", base64 + 8 + 7,
                        "sse/2", base64 + 8 + 9)
                .get(config.cell().replace("+tls", ""));
        return bytes + (config.secure() ? 22 + 16 : 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_1", "WS_2", "SSE_1", "SSE_2"})
    void aBroadcastReachesEverySubscription(Cell cell) throws Exception {
        CellResult result =
                run(config(cell, binary(Pattern.BROADCAST), false)).cells().get(0);

        assertThat(result.messages()).isEqualTo(new Messages((long) EXPECTED, EXPECTED, 0L, 0L, 0L, 0));
        assertThat(result.lastDelivery().count()).isEqualTo(EXPECTED / CONNECTIONS);
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_1", "SSE_2"})
    void stagesAndSubscriptionsThatComeAndGoAreAccountedForExactly(Cell cell) throws Exception {
        // What is due within a second of a subscription's opening is not expected of it yet.
        List<Stage> rising = List.of(new Stage(50, 1_000_000_000), new Stage(100, 1_000_000_000));
        LoadConfig config = config(
                        cell, Duration.ofSeconds(2), binary(Pattern.SPREAD).withStages(rising), false)
                .withProfile(new LoadProfile(List.of(), Duration.ofSeconds(1), null, false, 5));

        CellResult result = run(config).cells().get(0);

        Messages messages = result.messages();
        assertThat(result.turnover().left()).isPositive();
        assertThat(messages.expected()).isPositive();
        assertThat(messages.lost()).isZero();
        assertThat(messages.received() - messages.duplicated()).isEqualTo(messages.expected());
        assertThat(result.excluded().unreadable()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_2", "SSE_1"})
    void whatATopicPublishesByItselfIsReadInItsOwnFormatOnly(Cell cell) throws Exception {
        server.topic(Topics.DEFAULT).publish(binary(Pattern.SPREAD), System.nanoTime());

        CellResult result =
                run(config(cell, binary(Pattern.SPREAD), true)).cells().get(0);

        assertThat(result.cell()).endsWith("+binary");
        assertThat(result.messages().received()).isPositive();
        assertThat(result.messages().lost()).isZero();
        assertThat(result.excluded().unreadable()).isZero();
        SendSchedule text = new SendSchedule(RATE, PAYLOAD, Pattern.SPREAD, 0);
        assertThatThrownBy(() -> run(config(cell, text, true)))
                .isInstanceOf(UnusableTarget.class)
                .hasMessageEndingWith(" publishes binary messages: give --format binary");
        server.topic(Topics.DEFAULT).publish(text, System.nanoTime());
        assertThatThrownBy(() -> run(config(cell, binary(Pattern.SPREAD), true)))
                .isInstanceOf(UnusableTarget.class)
                .hasMessageEndingWith(" publishes text messages: leave out --format binary");
    }

    private static SendSchedule binary(Pattern pattern) {
        return new SendSchedule(RATE, PAYLOAD, PayloadFormat.BINARY, pattern, 0, List.of());
    }

    private LoadConfig config(Cell cell, SendSchedule push, boolean pushOnlyIfSilent) {
        return config(cell, Duration.ofMillis(400), push, pushOnlyIfSilent);
    }

    private LoadConfig config(Cell cell, Duration window, SendSchedule push, boolean pushOnlyIfSilent) {
        return new LoadConfig(
                cell.config(server),
                CONNECTIONS,
                new ConnectSchedule(0),
                Duration.ofMillis(100),
                window,
                push,
                pushOnlyIfSilent,
                null,
                null);
    }

    private static RunResult run(LoadConfig config) throws Exception {
        return new LoadGenerator(config, Progress.NONE).run().run();
    }
}
