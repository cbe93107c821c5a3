package dev.pushbench.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DelayRecorderTest {

    private static final long HOUR_NS = 3_600_000_000_000L;

    private final DelayRecorder recorder = new DelayRecorder();

    @Test
    void everyDelaySinceTheLastResetIsInTheTotal() {
        recorder.record(5_000_000);
        recorder.reset();
        recorder.record(1_000_000);
        assertThat(recorder.total().getTotalCount()).isEqualTo(1);
        recorder.record(2_000_000);

        Histogram total = recorder.total();

        assertThat(total.getTotalCount()).isEqualTo(2);
        assertThat(total.getMaxValue() / 1e6).isBetween(1.99, 2.01);
    }

    @Test
    void noDelayIsLessThanNothingOrMoreThanAnHour() {
        recorder.record(-7);
        assertThat(recorder.total().getMaxValue()).isLessThan(100);
        recorder.record(Long.MAX_VALUE);
        assertThat((double) recorder.total().getMaxValue() / HOUR_NS).isBetween(0.99, 1.01);
    }
}
