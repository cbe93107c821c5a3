package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is worked out of what agents recorded. */
class CellFiguresTest {

    private static final int CONNECTIONS = 100;
    private static final ServerCost COST =
            new ServerCost(1L, 5_000L, 6_000L, 7_000L, new SlowResult.Server(null, null, null, null));

    @Test
    void memoryGrowsByTheSubscriptionsBesideTheFirstOfEachProcess() {
        // 20 times 1,000 and 2,000 bytes here.
        assertThat(result(95).memory()).isEqualTo(new Memory(1_000.0, 1_200.0, 4_000.0, 8_000.0, 1_400.0));
        assertThat(result(95).connectsPerSecond()).isPositive();
    }

    @Test
    void whereEachProcessHasOnlyItsFirstSubscriptionNothingIsKnownOfOne() {
        assertThat(result(CONNECTIONS).memory()).isEqualTo(new Memory(null, null, null, null, null));
        assertThat(result(CONNECTIONS).connectsPerSecond()).isNull();
    }

    private static CellResult result(int processes) {
        URI url = URI.create("ws://127.0.0.1:1/ws");
        LoadConfig config = new LoadConfig(
                TransportConfig.of(url, HttpVersion.HTTP_1_1),
                CONNECTIONS,
                new ConnectSchedule(0),
                Duration.ZERO,
                Duration.ofSeconds(1),
                new SendSchedule(1, 100, Pattern.SPREAD, 0),
                false,
                null,
                null);
        GroupRun group = GroupRun.of(List.of(new LoadGroup(config, new Placement(List.of(url), processes))))
                .get(0);
        for (int opened = 0; opened < CONNECTIONS; opened += 5) {
            group.add(RecordedTest.recorded(1_000, 1, 1));
        }
        return new CellOutcome(group, CONNECTIONS, COST).result();
    }
}
