package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Subscriber;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.publish.Topics;
import dev.pushbench.server.wire.PushMessage;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness has no coordinated omission: a stall of the server is in the response time of all that it delayed. */
class HonestyTest {

    private static final long STALL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int CONNECTIONS = 20;
    private static final double RATE = 50;

    @ParameterizedTest
    @ValueSource(strings = {"ws", "sse"})
    void aStallOfTheServerIsInTheResponseTimeAndInNothingThatIsCalledServiceTime(String protocol) throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            Stall stall = new Stall(server.topic(Topics.DEFAULT));
            server.topic(Topics.DEFAULT).publish(new SendSchedule(RATE, 100, Pattern.SPREAD, 0), System.nanoTime());
            URI url = (protocol.equals("ws") ? server.ws() : server.http()).resolve("/" + protocol);

            CellResult result = new LoadGenerator(config(url), update -> {
                        if (update.phase() == Progress.Phase.MEASURING) {
                            stall.onceAndNoMore();
                        }
                    })
                    .run()
                    .run()
                    .cells()
                    .get(0);

            assertThat(stall.due).as("the stall has happened").isFalse();
            assertThat(result.messages().lost()).isZero();
            // Everything due during the stall was late by what was left of it: the first by all of it.
            assertThat(result.responseTime().maxNs()).isGreaterThan(STALL_NS * 9 / 10);
            assertThat(result.scheduleLag().maxNs()).isGreaterThan(STALL_NS * 9 / 10);
            // A reading that times from the send would have missed it.
            assertThat(result.serviceTime().maxNs())
                    .isLessThan(result.responseTime().maxNs() / 2);
            // Half of the window was stalled, so it must be in the percentiles and not in the maximum alone.
            assertThat(result.responseTime().p90Ns()).isGreaterThan(STALL_NS / 2);
            assertThat(result.serviceTime().p90Ns()).isLessThan(STALL_NS / 2);
        }
    }

    private static LoadConfig config(URI url) {
        return new LoadConfig(
                TransportConfig.of(url, HttpVersion.HTTP_1_1),
                CONNECTIONS,
                new ConnectSchedule(0),
                Duration.ofMillis(300),
                Duration.ofSeconds(2),
                new SendSchedule(10, 100, Pattern.SPREAD, 0),
                true,
                null,
                null);
    }

    /** A subscriber that holds the publisher's thread up, once. */
    private static final class Stall implements Subscriber {

        private final AtomicBoolean asked = new AtomicBoolean();
        private final AtomicBoolean due = new AtomicBoolean();
        private final Topic topic;

        Stall(Topic topic) {
            this.topic = topic;
            topic.subscribe(this);
        }

        void onceAndNoMore() {
            if (asked.compareAndSet(false, true)) {
                due.set(true);
            }
        }

        @Override
        public void offer(PushMessage message) {
            if (due.compareAndSet(true, false)) {
                long endNs = System.nanoTime() + STALL_NS;
                for (long leftNs = STALL_NS; leftNs > 0; leftNs = endNs - System.nanoTime()) {
                    LockSupport.parkNanos(leftNs);
                }
            }
        }

        @Override
        public void heartbeat() {
            // Not a connection.
        }

        @Override
        public void end() {
            topic.unsubscribe(this);
        }
    }
}
