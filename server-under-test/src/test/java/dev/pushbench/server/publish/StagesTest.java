package dev.pushbench.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.server.publish.Stages.Stage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StagesTest {

    private static final long SECOND = 1_000_000_000;
    /** Up from 0 to 10 in 10 s, held for 5 s, down in 2 s. */
    private static final Stages TRAPEZOID =
            new Stages(0, List.of(new Stage(10, 10 * SECOND), new Stage(10, 5 * SECOND), new Stage(0, 2 * SECOND)));

    @Test
    void theValueFollowsStraightLinesAndThenStays() {
        assertThat(TRAPEZOID.at(-SECOND)).isZero();
        assertThat(TRAPEZOID.at(0)).isZero();
        assertThat(TRAPEZOID.at(5 * SECOND)).isEqualTo(5);
        assertThat(TRAPEZOID.at(12 * SECOND)).isEqualTo(10);
        assertThat(TRAPEZOID.at(16 * SECOND)).isEqualTo(5);
        assertThat(TRAPEZOID.at(60 * SECOND)).isZero();
        assertThat(TRAPEZOID.highest()).isEqualTo(10);
        assertThat(TRAPEZOID.highestFrom(15 * SECOND - 1)).isEqualTo(10);
        assertThat(TRAPEZOID.highestFrom(16 * SECOND)).isEqualTo(5);
        assertThat(TRAPEZOID.highestFrom(60 * SECOND)).isZero();
        assertThat(TRAPEZOID.lengthNs()).isEqualTo(17 * SECOND);
    }

    @Test
    void theSumIsTheAreaBelow() {
        assertThat(TRAPEZOID.sumUntil(10 * SECOND)).isEqualTo(50);
        assertThat(TRAPEZOID.sumUntil(15 * SECOND)).isEqualTo(100);
        assertThat(TRAPEZOID.sumUntil(60 * SECOND)).isEqualTo(110);
        assertThat(new Stages(20, List.of()).sumUntil(3 * SECOND)).isEqualTo(60);
    }

    @Test
    void aSumThatIsNeverReachedLiesFarInTheFuture() {
        assertThat(TRAPEZOID.whenNs(110)).isEqualTo(17 * SECOND);
        assertThat(TRAPEZOID.whenNs(111)).isEqualTo(Long.MAX_VALUE / 4);
    }

    @Property(tries = 1_000)
    void whenIsTheInverseOfSum(
            @ForAll @DoubleRange(min = 0, max = 1_000) double start,
            @ForAll @DoubleRange(min = 0, max = 1_000) double middle,
            @ForAll @LongRange(min = 1_000_000, max = 100_000_000_000L) long lengthNs,
            @ForAll @DoubleRange(min = 0, max = 0.99) double part) {
        Stages stages = new Stages(start, List.of(new Stage(middle, lengthNs), new Stage(7, lengthNs)));
        double sum = part * stages.sumUntil(2 * lengthNs);

        assertThat(stages.sumUntil(stages.whenNs(sum))).isCloseTo(sum, within(1e-6 * (1 + sum)));
    }

    @Property(tries = 5_000)
    void aSumUntilTheEndIsReachedByThenAlsoWhereNothingIsAddedAnyMore(
            @ForAll @IntRange(min = 0, max = 100) int start,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 100) Integer> ends,
            @ForAll @IntRange(min = 1, max = 50) int length) {
        List<Stage> tenths = new ArrayList<>();
        ends.forEach(end -> tenths.add(new Stage(end / 10.0, length * SECOND / 10)));
        tenths.add(new Stage(0, length * SECOND / 10));
        Stages stages = new Stages(start / 10.0, tenths);

        assertThat(stages.whenNs(stages.sumUntil(stages.lengthNs()))).isLessThanOrEqualTo(stages.lengthNs());
    }

    @Test
    void aScheduleSendsAsManyAsTheRateMakes() {
        SendSchedule schedule = new SendSchedule(10, 100, Pattern.BROADCAST, 0)
                .withStages(List.of(new Stage(10, SECOND), new Stage(30, 2 * SECOND)));

        assertThat(schedule.dueNs(5, 0, 1)).isEqualTo(SECOND / 2);
        assertThat(schedule.dueNs(10, 0, 1)).isEqualTo(SECOND);
        assertThat(schedule.dueNs(50, 0, 1)).isEqualTo(3 * SECOND);
        assertThat(schedule.dueNs(80, 0, 1)).isEqualTo(4 * SECOND);
    }

    @Test
    void aStageIsNeitherNegativeNorEmpty() {
        assertThatThrownBy(() -> new Stage(-1, 1)).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> new Stage(1, 0)).hasMessageContaining("must be more than 0");
    }
}
