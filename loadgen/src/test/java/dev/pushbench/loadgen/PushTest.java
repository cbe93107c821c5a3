package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.net.URI;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PushTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void warmUpAndWindowAreWholeMessages() {
        Push push = push(20, Pattern.SPREAD, Duration.ofMillis(2_520), Duration.ofSeconds(3));

        assertThat(push.warmupMessages()).isEqualTo(51);
        assertThat(push.schedule().messages()).isEqualTo(51 + 60);
        assertThat(push.windowStartNs()).isEqualTo(51 * SECOND / 20);
        assertThat(push.windowEndNs()).isEqualTo(111 * SECOND / 20);
        assertThat(push.expected(1_000, push.windowEndNs())).isEqualTo(60_000);
    }

    @Test
    void theTopicIsTheRunsOwn() {
        Push push = push(20, Pattern.SPREAD, Duration.ZERO, Duration.ofSeconds(1));

        assertThat(push.target().target()).hasToString("http://127.0.0.1:1/sse?x=1&topic=" + push.topic());
    }

    @Property
    void aRunCutShortExpectsWhatWasDueByThen(
            @ForAll @IntRange(min = 1, max = 30) int subscriptions,
            @ForAll @IntRange(min = 0, max = 5_000) int cutMillis,
            @ForAll Pattern pattern) {
        Push push = push(7, pattern, Duration.ofSeconds(1), Duration.ofSeconds(3));
        long endNs = cutMillis * 1_000_000L;

        long due = 0;
        for (long index = push.warmupMessages(); push.schedule().has(index); index++) {
            for (int slot = 0; slot < subscriptions; slot++) {
                due += push.schedule().dueNs(index, slot, subscriptions) < endNs ? 1 : 0;
            }
        }

        assertThat(push.expected(subscriptions, endNs)).isEqualTo(due);
    }

    private static Push push(double rate, Pattern pattern, Duration warmup, Duration duration) {
        return Push.of(new LoadConfig(
                TransportConfig.of(URI.create("http://127.0.0.1:1/sse?x=1"), HttpVersion.HTTP_1_1),
                1,
                new ConnectSchedule(0),
                warmup,
                duration,
                new SendSchedule(rate, 100, pattern, 0),
                false,
                null,
                null));
    }
}
