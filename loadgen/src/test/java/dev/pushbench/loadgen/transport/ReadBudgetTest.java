package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a slow reader may read follows from the clock alone. */
class ReadBudgetTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private long nowNs = 7;

    private ReadBudget budget(long bytesPerSecond) {
        return new ReadBudget(bytesPerSecond, () -> nowNs);
    }

    @Test
    void bytesAreEarnedByTime() {
        ReadBudget budget = budget(10_000);
        assertThat(budget.available()).isZero();
        assertThat(budget.waitNs()).isEqualTo(100 * MS);

        nowNs += 100 * MS;
        assertThat(budget.waitNs()).isZero();
        assertThat(budget.available()).isEqualTo(1_000);

        budget.taken(400);
        assertThat(budget.available()).isEqualTo(600);
    }

    @Test
    void aLateTimerCostsNothingButASilentPeerEarnsNoBurst() {
        ReadBudget budget = budget(10_000);
        nowNs += 150 * MS;
        assertThat(budget.available()).isEqualTo(1_500);
        nowNs += 60_000 * MS;
        assertThat(budget.available()).isEqualTo(2_000);
    }

    @Test
    void whatWasReadTooMuchIsPaidBackFirst() {
        ReadBudget budget = budget(10_000);
        nowNs += 100 * MS;
        budget.taken(3_000);
        assertThat(budget.available()).isZero();
        assertThat(budget.waitNs()).isEqualTo(300 * MS);
        nowNs += 300 * MS;
        assertThat(budget.available()).isEqualTo(1_000);
    }

    @Test
    void aByteASecondIsPossible() {
        ReadBudget budget = budget(1);
        assertThat(budget.waitNs()).isEqualTo(1_000 * MS);
        nowNs += 1_000 * MS;
        assertThat(budget.available()).isEqualTo(1);
    }

    @Test
    void neverIsNever() {
        ReadBudget budget = budget(0);
        nowNs += TimeUnit.DAYS.toNanos(1);
        assertThat(budget.isNever()).isTrue();
        assertThat(budget.available()).isZero();
    }

    @Property
    void nobodyReadsMoreThanTheRateAllows(
            @ForAll @LongRange(min = 1, max = Subscription.MAX_BYTES_PER_SECOND) long rate,
            @ForAll @Size(max = 50) List<@IntRange(min = 0, max = 300) Integer> pausesMs) {
        long startNs = nowNs;
        ReadBudget budget = budget(rate);
        long read = 0;
        for (int pauseMs : pausesMs) {
            nowNs += pauseMs * MS;
            int available = budget.available();
            budget.taken(available);
            read += available;
            assertThat(read).isLessThanOrEqualTo(Math.round((nowNs - startNs) * (rate / 1e9)));
        }
    }
}
