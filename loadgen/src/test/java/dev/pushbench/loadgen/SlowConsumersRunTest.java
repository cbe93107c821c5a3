package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.SlowConsumers;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.OverflowPolicy;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What slow consumers do to a server, to the others and to themselves, in the result of a run; in the four cells. */
class SlowConsumersRunTest {

    private static final int CONNECTIONS = 10;
    private static final int SLOW = 1;
    private static final int SHARE = 100_000;
    private static final int QUEUE = 40;
    private static final double RATE = 60;

    /** With as much as fills the kernel's buffers and the server's queue of a stopped reader well before the end. */
    private static final int LARGE = 80_000;

    static Stream<Arguments> cells() {
        return Stream.of("ws", "http")
                .flatMap(scheme -> Stream.of(HttpVersion.values()).map(version -> Arguments.of(scheme, version)));
    }

    private static ServerUnderTest server(OverflowPolicy overflow) throws Exception {
        return ServerUnderTest.start(new ServerConfig(ServerConfig.DEFAULT_HOST, 0, 0, QUEUE, overflow, null));
    }

    private static RunResult run(
            ServerUnderTest server, String scheme, HttpVersion version, int payload, long bytesPerSecond)
            throws Exception {
        URI url =
                scheme.equals("ws") ? server.ws().resolve("/ws") : server.http().resolve("/sse");
        LoadConfig config = new LoadConfig(
                        TransportConfig.of(url, version),
                        CONNECTIONS,
                        new ConnectSchedule(0),
                        Duration.ofMillis(500),
                        Duration.ofMillis(2_000),
                        new SendSchedule(RATE, payload, Pattern.BROADCAST, 0),
                        false,
                        null,
                        null)
                .withSlow(new SlowConsumers(List.of(new SlowConsumers.Group(SHARE, bytesPerSecond)), 0));
        return new LoadGenerator(config, Progress.NONE).run().run();
    }

    private static void assertTheOthersHaveAll(RunResult run) {
        CellResult cell = run.cells().get(0);
        long due = Math.round((CONNECTIONS - SLOW) * RATE * 2);
        assertThat(cell.connections()).isEqualTo(CONNECTIONS - SLOW);
        assertThat(cell.messages()).isEqualTo(new CellResult.Messages(due, due, 0L, 0L, 0L, 0));
        assertThat(cell.responseTime().count()).isEqualTo(due);
        assertThat(cell.errors()).isEmpty();
        assertThat(run.gates().stream().filter(Gate::passed))
                .extracting(Gate::name)
                .contains("subscriptions", "slow-subscriptions", "messages-lost", "accounting");
        assertThat(run.config()).containsKey("slow");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whatStoppedReadersHaveNoRoomForIsDroppedAndTheOthersLoseNothing(String scheme, HttpVersion version)
            throws Exception {
        try (ServerUnderTest server = server(OverflowPolicy.DROP)) {
            RunResult run = run(server, scheme, version, LARGE, 0);

            assertTheOthersHaveAll(run);
            SlowResult slow = run.cells().get(0).slow();
            SlowResult.Group stopped = slow.groups().get(0);
            assertThat(stopped.what()).isEqualTo("stop");
            assertThat(stopped.connections()).isEqualTo(SLOW);
            assertThat(stopped.opened()).isEqualTo(SLOW);
            assertThat(stopped.expected()).isEqualTo(Math.round(SLOW * RATE * 2));
            assertThat(stopped.read()).isZero();
            assertThat(stopped.lost()).isEqualTo(stopped.expected());
            assertThat(stopped.responseTime()).isNull();
            assertThat(stopped.ended()).isZero();
            assertThat(slow.server().messagesDropped()).isPositive();
            assertThat(slow.server().overflowDisconnects()).isZero();
            assertThat(slow.server().heapGrowthBytes()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void stoppedReadersAreEndedWhereTheServerDisconnectsThemAndTheOthersStay(String scheme, HttpVersion version)
            throws Exception {
        try (ServerUnderTest server = server(OverflowPolicy.DISCONNECT)) {
            RunResult run = run(server, scheme, version, LARGE, 0);

            assertTheOthersHaveAll(run);
            SlowResult slow = run.cells().get(0).slow();
            assertThat(slow.server().overflowDisconnects()).isEqualTo(SLOW);
            assertThat(slow.groups().get(0).ended()).isEqualTo(SLOW);
            assertThat(slow.groups().get(0).errors().values()).containsExactly((long) SLOW);
            assertThat(run.warnings()).anyMatch(warning -> warning.startsWith("Slow consumer (stop): "));
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void readersAtARateReadAboutThatRate(String scheme, HttpVersion version) throws Exception {
        try (ServerUnderTest server = server(OverflowPolicy.DROP)) {
            // 60 KB/s flow for 2.5 s, of which a third is read.
            RunResult run = run(server, scheme, version, 1_000, 20_000);

            assertTheOthersHaveAll(run);
            SlowResult.Group slow = run.cells().get(0).slow().groups().get(0);
            assertThat(slow.what()).isEqualTo("20KBps");
            assertThat(slow.read()).isBetween(SLOW * 25L, SLOW * 100L);
            assertThat(slow.received() + slow.lost()).isEqualTo(slow.expected());
        }
    }
}
