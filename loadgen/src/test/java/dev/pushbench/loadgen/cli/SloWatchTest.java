package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Progress.Update;
import dev.pushbench.reports.slo.Slo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SloWatchTest {

    private long nowNs;
    private int stops;

    @Test
    void anSloThatIsMissedWithoutABreakEndsTheRunAfterTheDelay() {
        SloWatch watch = watch("p99<50ms", "lost=0");

        seconds(watch, Phase.WARMUP, 20, 80);
        assertThat(stops).isZero();
        seconds(watch, Phase.MEASURING, 10, 80);
        assertThat(stops).isZero();
        seconds(watch, Phase.MEASURING, 5, 80);

        assertThat(stops).isEqualTo(1);
        assertThat(watch.reason()).isEqualTo("p99<50ms was missed for 10s without a break");
    }

    @Test
    void aGoodSecondStartsTheDelayAnewAndASilentOneDoesNot() {
        SloWatch watch = watch("p99<50ms");

        seconds(watch, Phase.MEASURING, 9, 80);
        seconds(watch, Phase.MEASURING, 1, 20);
        seconds(watch, Phase.MEASURING, 9, 80);
        assertThat(stops).isZero();
        seconds(watch, Phase.MEASURING, 1, 0);
        seconds(watch, Phase.MEASURING, 1, 80);

        assertThat(stops).isEqualTo(1);
    }

    @Test
    void rateLossesAndErrorsAreJudgedLiveAndWhatCannotBeIsNot() {
        for (String slo : List.of("rate>=201/s", "lost<4", "errors<30%", "errors<3")) {
            stops = 0;
            seconds(watch(slo), Phase.MEASURING, 11, 20);
            assertThat(stops).as(slo).isEqualTo(1);
        }
        for (String slo :
                List.of("rate>=200/s", "lost<5", "errors<31%", "connect-p99<1ns", "p99.99<1ns", "server-cpu<1ns")) {
            stops = 0;
            seconds(watch(slo), Phase.MEASURING, 30, 20);
            assertThat(stops).as(slo).isZero();
        }
    }

    private SloWatch watch(String... slos) {
        return new SloWatch(
                List.of(slos).stream().map(Slo::parse).toList(), Duration.ofSeconds(10), () -> stops++, () -> nowNs);
    }

    /** @param millis response time of every message, or 0 for none */
    private void seconds(SloWatch watch, Phase phase, int seconds, long millis) {
        Histogram histogram = new Histogram(3);
        if (millis > 0) {
            histogram.recordValueWithCount(TimeUnit.MILLISECONDS.toNanos(millis), 1_000);
        }
        for (int i = 0; i < seconds; i++) {
            nowNs += TimeUnit.SECONDS.toNanos(1);
            watch.report(new Update(phase, "ws/1.1", 5, 10, 1, 2, 9, 200, null, null, 4L, 3), histogram);
        }
    }
}
