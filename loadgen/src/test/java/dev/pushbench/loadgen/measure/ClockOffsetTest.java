package dev.pushbench.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {

    private final AtomicLong now = new AtomicLong(1_000_000);

    @Test
    void aTargetThatReadsOurClockIsProvedToShareIt() {
        ClockOffset clock = ClockOffset.estimate(() -> now.addAndGet(10), () -> now.addAndGet(5), 20);

        assertThat(clock.sharedClock()).isTrue();
        assertThat(clock.offsetNs()).isZero();
    }

    @Test
    void anotherClockIsFoundOutAndItsOffsetIsThatOfTheFastestRoundTrip() {
        long[] delays = {500, 20, 300};
        AtomicLong call = new AtomicLong();

        ClockOffset clock = ClockOffset.estimate(
                () -> {
                    long delay = delays[(int) call.getAndIncrement()];
                    // All of the delay is on the way there: the worst case for the estimate.
                    return now.addAndGet(delay) + 7_000_000;
                },
                now::get,
                3);

        assertThat(clock.sharedClock()).isFalse();
        assertThat(clock.offsetNs()).isBetween(7_000_000L - clock.boundNs(), 7_000_000L + clock.boundNs());
        assertThat(clock.boundNs()).isEqualTo(20 / 2 + 1);
    }

    @Test
    void oneReadingOutsideOfItsRoundTripIsEnoughToDoubt() {
        AtomicLong call = new AtomicLong();

        ClockOffset clock = ClockOffset.estimate(
                () -> now.addAndGet(10) + (call.incrementAndGet() == 2 ? 1_000 : 0), () -> now.addAndGet(1), 3);

        assertThat(clock.sharedClock()).isFalse();
    }
}
