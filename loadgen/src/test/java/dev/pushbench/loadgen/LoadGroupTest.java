package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the groups of a run take together. */
class LoadGroupTest {

    @Test
    void groupsWithATargetInCommonShareItsPort() {
        List<Plan> plans = LoadGroup.plans(List.of(
                group(100, "http://h/events", "http://i/events"),
                group(30, "ws://H:80/live"),
                group(7, "ws://i:81/live")));

        assertThat(plans).extracting(Plan::connections).containsExactly(100, 30, 7);
        assertThat(plans).extracting(Plan::targets).containsExactly(2, 1, 1);
        assertThat(plans).extracting(Plan::beside).containsExactly(30L, 50L, 0L);
    }

    @Test
    void pathsOfOneServerShareItsPort() {
        assertThat(LoadGroup.plans(List.of(group(100, "https://h/a", "https://h:443/b"))))
                .extracting(Plan::targets, Plan::beside)
                .containsExactly(tuple(1, 0L));
    }

    @Test
    void whatIsBoundBeforeIsTakenForEveryTarget() {
        LoadGroup events = group(100, "http://h/events");
        LoadGroup bound = new LoadGroup(
                events.config()
                        .withTransport(events.config().transport().with(it -> it.bindAddresses = List.of("127.0.0.2"))),
                events.placement());

        assertThat(LoadGroup.plans(List.of(events, bound)))
                .extracting(Plan::beside)
                .containsExactly(100L, 100L);
        LoadGroup elsewhere = group(30, "ws://i/live");
        assertThat(LoadGroup.plans(List.of(bound, elsewhere)))
                .extracting(Plan::beside)
                .containsExactly(0L, 100L);
    }

    private static LoadGroup group(int connections, String... urls) {
        List<URI> targets = Stream.of(urls).map(URI::create).toList();
        return new LoadGroup(
                new LoadConfig(
                        TransportConfig.of(targets.get(0), HttpVersion.HTTP_1_1),
                        connections,
                        new ConnectSchedule(0),
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        new SendSchedule(20, 100, Pattern.SPREAD, 0),
                        true,
                        null,
                        null),
                new Placement(targets, 1));
    }
}
