package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readers of event streams over HTTP/1.1, whose going a server does not see by itself. */
class DepartureTest {

    @Test
    void theServerHasLetGoAndItsHeartbeatIsAsBefore() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            TransportConfig target = TransportConfig.of(server.http().resolve("/sse"), HttpVersion.HTTP_1_1);
            new LoadGenerator(
                            new LoadConfig(
                                    target,
                                    10,
                                    new ConnectSchedule(0),
                                    Duration.ZERO,
                                    Duration.ofMillis(200),
                                    new SendSchedule(20, 100, Pattern.SPREAD, 0),
                                    false,
                                    null,
                                    null),
                            Progress.NONE)
                    .run();
            try (AdminClient admin = new AdminClient(target, null)) {
                Duration heartbeat = Duration.ofSeconds(60);
                admin.heartbeat(heartbeat);

                new Departure(target, List.of(target.target()), null).await(true, () -> false);

                assertThat(open(admin)).isZero();
                assertThat(admin.heartbeat(heartbeat)).isEqualTo(heartbeat);
            }
        }
    }

    private static long open(AdminClient admin) throws UnusableTarget {
        Map<String, Long> subscriptions = admin.stats(false).subscriptions();
        return subscriptions.values().stream().mapToLong(Long::longValue).sum();
    }
}
