package dev.pushbench.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SequenceTrackerTest {

    private final SequenceTracker tracker = new SequenceTracker();

    @Test
    void theFirstNumberMayBeAny() {
        for (long first : new long[] {-7, 0, 7}) {
            SequenceTracker fresh = new SequenceTracker();
            fresh.take(first);
            fresh.take(first + 2);

            assertThat(fresh.lowest()).isEqualTo(first);
            assertThat(fresh.missing()).isEqualTo(1);
            assertThat(fresh.take(first + 1)).isTrue();
        }
    }

    @Test
    void nothingIsWrongWithAStreamInOrder() {
        take(5, 6, 7, 8);

        assertCounts(4, 0, 0, 0);
    }

    @Test
    void aGapIsMissing() {
        take(0, 1, 5, 6);

        assertCounts(4, 0, 0, 3);
    }

    @Test
    void whatComesLateIsReorderedAndNotMissing() {
        take(0, 3, 1, 2);

        assertCounts(4, 0, 2, 0);
    }

    @Test
    void whatComesTwiceIsDuplicated() {
        take(0, 1, 1, 0, 2);

        assertCounts(5, 2, 0, 0);
    }

    @Test
    void whatComesLateAndThenAgainIsBoth() {
        take(0, 2, 1, 1);

        assertCounts(4, 1, 1, 0);
    }

    @Test
    void aNumberBelowTheFirstOneIsReordered() {
        take(10, 7, 8);

        assertCounts(3, 0, 2, 1);
    }

    @Property
    void agreesWithASetOfAllNumbers(@ForAll List<@IntRange(min = 0, max = 40) Integer> arrivals) {
        SequenceTracker tracker = new SequenceTracker();
        Set<Integer> seen = new HashSet<>();
        long duplicated = 0;
        long reordered = 0;
        int highest = Integer.MIN_VALUE;
        for (int sequence : arrivals) {
            boolean isNew = seen.add(sequence);
            duplicated += isNew ? 0 : 1;
            reordered += isNew && sequence < highest ? 1 : 0;
            highest = Math.max(highest, sequence);
            assertThat(tracker.take(sequence)).isEqualTo(isNew);
        }
        int lowest = seen.stream().mapToInt(Integer::intValue).min().orElse(0);
        long missing = seen.isEmpty() ? 0 : highest - lowest + 1L - seen.size();

        assertCounts(tracker, arrivals.size(), duplicated, reordered, missing);
    }

    @Test
    void aPeerThatLeavesAGapEveryTimeCannotGrowTheHeap() {
        for (long sequence = 0; sequence < 2_000_000; sequence += 2) {
            tracker.take(sequence);
        }

        assertCounts(1_000_000, 0, 0, 999_999);
    }

    @Test
    void withTooManyGapsTheOldestIsGivenUp() {
        for (long sequence = 0; sequence <= 2 * 1_025; sequence += 2) {
            tracker.take(sequence);
        }

        assertThat(tracker.take(1))
                .as("the oldest gap, which is no longer known")
                .isFalse();
        assertThat(tracker.take(3)).as("the next one, which still is").isTrue();
        assertThat(tracker.missing()).isEqualTo(1_024);
    }

    private void take(long... sequences) {
        for (long sequence : sequences) {
            tracker.take(sequence);
        }
    }

    private void assertCounts(long received, long duplicated, long reordered, long missing) {
        assertCounts(tracker, received, duplicated, reordered, missing);
    }

    private static void assertCounts(
            SequenceTracker tracker, long received, long duplicated, long reordered, long missing) {
        assertThat(tracker.received()).as("received").isEqualTo(received);
        assertThat(tracker.duplicated()).as("duplicated").isEqualTo(duplicated);
        assertThat(tracker.reordered()).as("reordered").isEqualTo(reordered);
        assertThat(tracker.missing()).as("missing").isEqualTo(missing);
    }
}
