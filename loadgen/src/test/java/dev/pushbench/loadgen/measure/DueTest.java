package dev.pushbench.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DueTest {

    private static final long SECOND = 1_000_000_000;
    /** 0, 250, 500, 750 ms … after the start. */
    private static final Due FOUR_A_SECOND = new Due(new SendSchedule(4, 100, Pattern.SPREAD, 0), 10 * SECOND);

    @Test
    void whoIsThereWhenAnIndexBeginsGetsIt() {
        assertThat(FOUR_A_SECOND.firstAt(0)).isZero();
        assertThat(FOUR_A_SECOND.firstAt(10 * SECOND)).isZero();
        assertThat(FOUR_A_SECOND.firstAt(10 * SECOND + 1)).isEqualTo(1);
        assertThat(FOUR_A_SECOND.firstAt(11 * SECOND)).isEqualTo(4);
    }

    @Test
    void onlyAnIndexThatIsOverIsExpectedOfOneWhoLeaves() {
        assertThat(FOUR_A_SECOND.lastBefore(11 * SECOND)).isEqualTo(3);
        assertThat(FOUR_A_SECOND.lastBefore(11 * SECOND - 1)).isEqualTo(2);
        assertThat(FOUR_A_SECOND.lastBefore(10 * SECOND + 1)).isEqualTo(-1);
        assertThat(FOUR_A_SECOND.lastBefore(0)).isNegative();
    }

    @Property(tries = 500)
    void bothAgreeWithLookingAtEveryIndex(
            @ForAll @DoubleRange(min = 0.1, max = 50) double rate,
            @ForAll @DoubleRange(min = 0, max = 50) double end,
            @ForAll @LongRange(min = -1_000_000_000L, max = 4_000_000_000L) long timeNs) {
        SendSchedule schedule = new SendSchedule(rate, 100, Pattern.BROADCAST, 0)
                .withStages(List.of(new Stage(rate, SECOND), new Stage(end, SECOND), new Stage(1, SECOND)));
        Due due = new Due(schedule, 0);

        long first = 0;
        while (schedule.dueNs(first, 0, 1) < timeNs) {
            first++;
        }
        long last = -2;
        while (schedule.dueNs(last + 2, 0, 1) <= timeNs) {
            last++;
        }
        assertThat(due.firstAt(timeNs)).isEqualTo(first);
        assertThat(Math.max(-1, due.lastBefore(timeNs))).isEqualTo(Math.max(-1, last));
    }
}
