package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages;
import dev.pushbench.server.publish.Stages.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
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

    @Test
    void aRateThatFallsToNothingEndsTheWindowBeforeItsLastMessageCannotCome() {
        // A warm-up of 37.5 messages and a window of 375 are 412 whole ones.
        Push push = push(staged(25, stage(25, 10), stage(0, 10)), Duration.ofMillis(1_500));

        assertThat(push.warmupMessages()).isEqualTo(38);
        assertThat(push.messages()).isEqualTo(412);
        assertThat(push.windowEndNs()).isLessThanOrEqualTo(21_500 * SECOND / 1_000);
    }

    @Property(tries = 2_000)
    void aWindowWithStagesEndsWithThem(
            @ForAll @DoubleRange(min = 0.001, max = 50) @Scale(3) double first,
            @ForAll @Size(min = 1, max = 4) List<@DoubleRange(min = 0, max = 50) @Scale(3) Double> ends,
            @ForAll boolean toNothing,
            @ForAll @LongRange(min = 100, max = 100_000) long stageMillis,
            @ForAll @LongRange(min = 0, max = 60_000) long warmupMillis) {
        List<Stage> stages = new ArrayList<>();
        ends.forEach(end -> stages.add(new Stage(end, stageMillis * SECOND / 1_000)));
        if (toNothing) {
            stages.add(new Stage(0, stageMillis * SECOND / 1_000));
        }
        Duration warmup = Duration.ofMillis(warmupMillis);
        long lengthNs = warmup.toNanos() + new Stages(0, stages).lengthNs();
        Push push;
        try {
            push = push(staged(first, stages.toArray(Stage[]::new)), warmup);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("--rate-stage");
            return;
        }

        assertThat(push.windowStartNs()).isBetween(warmup.toNanos() - 1, push.windowEndNs() - 1);
        assertThat(push.windowEndNs()).isLessThanOrEqualTo(lengthNs);
        // Not a whole message is left out.
        assertThat(push.schedule().dueNs(push.messages() + 1, 0, 1)).isGreaterThanOrEqualTo(lengthNs);
    }

    @Test
    void aWindowWithoutAMessageIsRefused() {
        assertThatThrownBy(() -> push(staged(0.1, stage(0.1, 5)), Duration.ofSeconds(2)))
                .hasMessage("--rate-stage makes less than one message for each subscription in 5s after the warm-up:"
                        + " use higher rates or longer stages");
    }

    private static Stage stage(double end, int seconds) {
        return new Stage(end, seconds * SECOND);
    }

    private static SendSchedule staged(double first, Stage... stages) {
        return new SendSchedule(first, 100, Pattern.SPREAD, 0).withStages(List.of(stages));
    }

    /** The window is as long as the stages. */
    private static Push push(SendSchedule staged, Duration warmup) {
        return push(staged, warmup, Duration.ofNanos(staged.rate().lengthNs()));
    }

    private static Push push(double rate, Pattern pattern, Duration warmup, Duration duration) {
        return push(new SendSchedule(rate, 100, pattern, 0), warmup, duration);
    }

    private static Push push(SendSchedule schedule, Duration warmup, Duration duration) {
        return Push.of(new LoadConfig(
                TransportConfig.of(URI.create("http://127.0.0.1:1/sse?x=1"), HttpVersion.HTTP_1_1),
                1,
                new ConnectSchedule(0),
                warmup,
                duration,
                schedule,
                false,
                null,
                null));
    }
}
