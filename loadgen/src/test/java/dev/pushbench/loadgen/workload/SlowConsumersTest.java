package dev.pushbench.loadgen.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.loadgen.workload.SlowConsumers.Group;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Who is slow follows from the index alone. */
class SlowConsumersTest {

    @Test
    void theyAreSpreadEvenly() {
        SlowConsumers slow = new SlowConsumers(List.of(new Group(100_000, 0)), 0);
        assertThat(IntStream.range(0, 40).filter(index -> slow.groupOf(index) == 0))
                .containsExactly(9, 19, 29, 39);
    }

    @Property
    void eachGroupHasItsShareAndTheFirstSubscriptionIsInNone(
            @ForAll @IntRange(min = 1, max = 490_000) int one,
            @ForAll @IntRange(min = 1, max = 490_000) int two,
            @ForAll @IntRange(min = 1, max = 3_000) int subscriptions) {
        SlowConsumers slow = new SlowConsumers(List.of(new Group(one, 0), new Group(two, 5)), 0);
        assertThat(slow.groupOf(0)).isEqualTo(SlowConsumers.NO_GROUP);
        assertThat(slow.count(0, subscriptions)).isEqualTo((int) ((long) subscriptions * one / SlowConsumers.WHOLE));
        assertThat((double) slow.count(1, subscriptions)).isCloseTo(subscriptions * (two / 1e6), within(1.01));
        assertThat(slow.count(subscriptions)).isEqualTo(slow.count(0, subscriptions) + slow.count(1, subscriptions));
    }

    @Test
    void severalProcessesHaveThemWhereOneWouldHaveThem() {
        SlowConsumers whole = new SlowConsumers(List.of(new Group(10_000, 0)), 0);
        int sum = 0;
        for (int process = 0; process < 4; process++) {
            sum += whole.from(25L * process).count(25);
        }
        assertThat(sum).isEqualTo(1);
    }

    @Test
    void theirOptionCanBeTypedAgain() {
        assertThat(List.of(
                        new Group(10_000, 0),
                        new Group(50_000, 10_000),
                        new Group(1_250, 999),
                        new Group(999_999, 3_000_000)))
                .extracting(Group::option)
                .containsExactly("1%:stop", "5%:10KBps", "0.125%:999Bps", "99.9999%:3MBps");
    }

    @Test
    void sharesOfAllOrMoreAreRefused() {
        assertThatThrownBy(() -> new Group(SlowConsumers.WHOLE, 0)).hasMessageContaining("under 100%");
        assertThatThrownBy(() -> new SlowConsumers(List.of(new Group(500_000, 0), new Group(500_000, 1)), 0))
                .hasMessage("--slow shares add up to 100%: together they must be under 100%");
    }
}
