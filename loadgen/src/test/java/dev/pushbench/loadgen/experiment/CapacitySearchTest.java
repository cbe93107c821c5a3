package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.experiment.CapacitySearch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.LongPredicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CapacitySearchTest {

    private static final int PLENTY = 200;

    @Example
    void doublesUntilAProbeMissesTwiceAndThenBisects() {
        List<Outcome> outcomes = search(new CapacitySearch(1, 100, 100_000, 5, 20), load -> load <= 1_450);

        assertThat(outcomes)
                .extracting(Outcome::load)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 1600L, 1200L, 1400L, 1500L, 1500L, 1450L);
    }

    @Example
    void halvesWhereTheFirstProbeMisses() {
        List<Outcome> outcomes = search(new CapacitySearch(1, 100, 100_000, 10, 20), load -> load <= 20);

        assertThat(outcomes)
                .extracting(Outcome::load)
                .containsExactly(100L, 100L, 50L, 50L, 25L, 25L, 12L, 18L, 21L, 21L, 19L, 20L);
    }

    @Example
    void aMissThatIsNotRepeatedIsNoise() {
        CapacitySearch search = new CapacitySearch(1, 100, 100_000, 5, 20);

        assertThat(search.next(List.of(new Outcome(100, false)))).hasValue(100);
        assertThat(search.next(List.of(new Outcome(100, false), new Outcome(100, true))))
                .hasValue(200);
    }

    @Property
    void findsAThresholdToTheResolution(
            @ForAll @LongRange(min = 1, max = 1_000_000) long threshold,
            @ForAll @LongRange(min = 1, max = 1_000_000) long start,
            @ForAll @IntRange(min = 1, max = 100) int resolution) {
        CapacitySearch search = new CapacitySearch(1, start, 1_000_000, resolution, PLENTY);

        List<Outcome> outcomes = search(search, load -> load <= threshold);

        long met = CapacitySearch.met(outcomes);
        long missed = CapacitySearch.missed(outcomes);
        assertThat(met).isLessThanOrEqualTo(threshold).isPositive();
        if (missed == CapacitySearch.NONE) {
            assertThat(met).isEqualTo(1_000_000);
        } else {
            assertThat(missed).isGreaterThan(threshold);
            assertThat(missed - met).isLessThanOrEqualTo(Math.max(1, met * resolution / 100));
        }
        // 20 doublings or halvings, and 20 bisections, of which each may be a miss that is repeated.
        assertThat(outcomes).hasSizeLessThanOrEqualTo(80);
    }

    @Property
    void endsWithinItsProbesAndBoundsWhateverTheAnswers(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 100) long least,
            @ForAll @LongRange(min = 0, max = 1_000) long above,
            @ForAll @IntRange(min = 1, max = 30) int probes) {
        Random answers = new Random(seed);
        CapacitySearch search = new CapacitySearch(least, least + above, 10_000, 5, probes);

        List<Outcome> outcomes = search(search, load -> answers.nextBoolean());

        assertThat(outcomes).hasSizeBetween(1, probes);
        assertThat(outcomes).allMatch(outcome -> outcome.load() >= least && outcome.load() <= 10_000);
    }

    @Property
    void endsByItselfWhateverTheAnswers(@ForAll long seed) {
        Random answers = new Random(seed);

        List<Outcome> outcomes =
                search(new CapacitySearch(1, 100, 1_000_000, 1, PLENTY), load -> answers.nextBoolean());

        assertThat(outcomes).hasSizeLessThan(PLENTY);
    }

    @Example
    void nothingIsTriedBelowTheLeast() {
        List<Outcome> outcomes = search(new CapacitySearch(3, 10, 100, 5, 20), load -> false);

        assertThat(outcomes).extracting(Outcome::load).containsExactly(10L, 10L, 5L, 5L, 3L, 3L);
    }

    @Example
    void whatIsOutOfRangeIsSaid() {
        assertThatThrownBy(() -> new CapacitySearch(1, 10, 100, 0, 20)).hasMessageContaining("--find-resolution is 0");
        assertThatThrownBy(() -> new CapacitySearch(1, 10, 100, 5, 0)).hasMessageContaining("--find-probes is 0");
        assertThatThrownBy(() -> new CapacitySearch(1, 101, 100, 5, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Outcome> search(CapacitySearch search, LongPredicate target) {
        List<Outcome> outcomes = new ArrayList<>();
        for (OptionalLong load = search.next(outcomes); load.isPresent(); load = search.next(outcomes)) {
            outcomes.add(new Outcome(load.getAsLong(), target.test(load.getAsLong())));
        }
        return outcomes;
    }
}
