package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Judgement.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The shift between two independent samples. */
class HodgesLehmannBetweenTest {

    /**
     * Permeability of human chorioamnion at term and at 12 to 26 weeks: Hollander, Wolfe, Chicken, Nonparametric
     * Statistical Methods, table 4.1, examples 4.1, 4.3 and 4.4.
     */
    private static final double[] AT_TERM = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};

    private static final double[] EARLY = {1.15, 0.88, 0.90, 0.74, 1.21};

    @Test
    void agreesWithThePublishedPermeabilityExample() {
        HodgesLehmann result = HodgesLehmann.between(AT_TERM, EARLY, 0.95);

        assertThat(result.shift()).isCloseTo(-0.305, within(1e-9));
        Interval interval = result.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(-0.76, within(1e-9));
        assertThat(interval.upper()).isCloseTo(0.15, within(1e-9));
        assertThat(interval.level()).isCloseTo(0.960, within(0.0005));
        // Example 4.1: one-sided P = 0.1272.
        assertThat(result.pValue() / 2).isCloseTo(0.1272, within(0.00005));
        assertThat(result.pairs()).isEqualTo(5);
    }

    /** Two-sided 5 % critical values of U, as every table has them. */
    @ParameterizedTest
    @CsvSource({
        "4,4,0",
        "4,5,1",
        "4,10,5",
        "5,5,2",
        "5,6,3",
        "6,6,5",
        "6,8,8",
        "7,7,8",
        "8,8,13",
        "8,10,17",
        "10,10,23",
        "12,12,37",
        "15,15,64",
        "20,20,127"
    })
    void cutsOffAsManyDifferencesAsTheTablesOfCriticalValuesSay(int m, int n, int critical) {
        assertCutOff(m, n, critical, 0.95);
    }

    /** One-sided 5 % critical values, from the same tables: those of the two one-sided tests for equivalence. */
    @ParameterizedTest
    @CsvSource({"3,3,0", "4,4,1", "5,5,4", "6,6,7", "7,7,11", "8,8,15", "10,10,27", "20,20,138"})
    void the90PercentIntervalIsThatOfTwoOneSidedTestsAt5Percent(int m, int n, int critical) {
        assertCutOff(m, n, critical, 0.90);
    }

    @Property(tries = 200)
    void withoutTiesThePValueIsThatOfTheLibrary(
            @ForAll @IntRange(min = 1, max = 15) int m, @ForAll @IntRange(min = 1, max = 15) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] first = random.doubles(m).toArray();
        double[] second = random.doubles(n, 0, 1.5).toArray();

        assertThat(HodgesLehmann.between(first, second, 0.95).pValue())
                .isCloseTo(
                        MannWhitneyUTest.withDefaults()
                                .with(PValueMethod.EXACT)
                                .test(first, second)
                                .getPValue(),
                        within(1e-12));
    }

    /** Small whole numbers, so that there are ties. */
    @Property(tries = 500)
    void theIntervalExcludes0JustWhereThePValueSaysSo(
            @ForAll @Size(min = 4, max = 8) List<@IntRange(min = 0, max = 9) Integer> first,
            @ForAll @Size(min = 4, max = 8) List<@IntRange(min = 4, max = 15) Integer> second) {
        HodgesLehmann result = HodgesLehmann.between(doubles(first), doubles(second), 0.95);

        assertThat(result.pValue() <= 0.05)
                .isEqualTo(!result.interval().orElseThrow().contains(0));
    }

    @Property(tries = 100)
    void exchangingTheSamplesTurnsTheShiftAround(
            @ForAll @IntRange(min = 1, max = 9) int m, @ForAll @IntRange(min = 1, max = 9) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] first = random.doubles(m).toArray();
        double[] second = random.doubles(n, 0, 2).toArray();

        HodgesLehmann there = HodgesLehmann.between(first, second, 0.9);
        HodgesLehmann back = HodgesLehmann.between(second, first, 0.9);

        assertThat(back.shift()).isCloseTo(-there.shift(), within(1e-12));
        assertThat(back.pValue()).isCloseTo(there.pValue(), within(1e-12));
        assertThat(back.interval().map(Interval::lower))
                .isEqualTo(there.interval().map(interval -> -interval.upper()));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,5", "5,1", "3,4", "6,2"})
    void theNullDistributionIsThatOfAllArrangements(int m, int n) {
        double[] counted = new double[m * n + 1];
        int arrangements = 0;
        for (int places = 0; places < 1 << (m + n); places++) {
            if (Integer.bitCount(places) == n) {
                int above = 0;
                for (int place = 0; place < m + n; place++) {
                    int firstBelow = place + 1 - Integer.bitCount(places & (2 << place) - 1);
                    above += (places >> place & 1) * firstBelow;
                }
                counted[above]++;
                arrangements++;
            }
        }
        int all = arrangements;
        Arrays.setAll(counted, u -> counted[u] / all);

        assertThat(MannWhitney.distribution(m, n)).containsExactly(counted, within(1e-15));
    }

    @Test
    void threeAndThreeCannotGive95PercentButFourAndFourCan() {
        double[] low = {1, 2, 3, 4};
        double[] high = {11, 12, 13, 14};

        assertThat(HodgesLehmann.between(Arrays.copyOf(low, 3), Arrays.copyOf(high, 3), 0.95)
                        .interval())
                .isEmpty();
        HodgesLehmann four = HodgesLehmann.between(low, high, 0.95);
        assertThat(four.interval().orElseThrow().lower()).isEqualTo(7);
        assertThat(four.interval().orElseThrow().upper()).isEqualTo(13);
        assertThat(four.interval().orElseThrow().level()).isCloseTo(1 - 2.0 / 70, within(1e-12));
        assertThat(four.pValue()).isCloseTo(2.0 / 70, within(1e-12));
        assertThat(HodgesLehmann.between(low, low, 0.95).pValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"4,4", "6,6", "5,9"})
    void theIntervalCoversTheTruthAsOftenAsItSays(int m, int n) {
        Random random = new Random(7);
        int runs = 20_000;
        int covered = 0;
        double level = 0;
        for (int run = 0; run < runs; run++) {
            double[] first = random.doubles(m).map(Math::log).toArray();
            double[] second =
                    random.doubles(n).map(each -> Math.log(each) + 0.3).toArray();
            Interval interval =
                    HodgesLehmann.between(first, second, 0.95).interval().orElseThrow();
            covered += interval.contains(0.3) ? 1 : 0;
            level = interval.level();
        }

        // Four standard errors of a share of 0.95 in 20,000; the noise is far from symmetric, and need not be.
        assertThat((double) covered / runs).isCloseTo(level, within(0.0062));
    }

    @Test
    void whatCannotBeEstimatedIsRefused() {
        double[] one = {1};
        assertThatThrownBy(() -> HodgesLehmann.between(new double[0], one, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HodgesLehmann.between(one, new double[] {Double.NaN}, 0.95))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> HodgesLehmann.between(one, one, 1)).hasMessageContaining("level");
    }

    @ParameterizedTest
    @CsvSource({"1.30, CONTRADICTED", "1.00, SUPPORTED", "0.77, CONTRADICTED", "1.10, INCONCLUSIVE"})
    void twoRunsAreJudgedLikeTwoCells(double ratio, Outcome outcome) {
        double[] before = {0.00, 0.01, -0.01, 0.02, -0.02, 0.005};
        double[] after =
                Arrays.stream(before).map(each -> each + Math.log(ratio)).toArray();

        Judgement judgement = Judgement.between(before, after, Margin.ofRatio(1.1), Direction.NEITHER);

        assertThat(judgement.outcome()).isEqualTo(outcome);
        assertThat(Math.exp(judgement.effect().shift())).isCloseTo(ratio, within(1e-9));
    }

    @Test
    void tooFewBlocksSayHowManyAreMissingInEachRun() {
        assertThat(moreBlocks(1, 1)).isEqualTo(3);
        assertThat(moreBlocks(3, 3)).isEqualTo(1);
        assertThat(moreBlocks(2, 6)).isEqualTo(1);
    }

    /** As wide as the margin, so that half the width would do: four times as many blocks, when both runs have as many. */
    @Test
    void anInconclusiveShiftSaysHowManyMoreBlocksWouldDecide() {
        double[] before = {-0.05, -0.03, -0.01, 0.01, 0.03, 0.05};
        Margin margin = Margin.ofRatio(1.02);

        int more = Judgement.between(before, before, margin, Direction.NEITHER)
                .moreBlocks()
                .orElseThrow();

        Interval now = HodgesLehmann.between(before, before, 0.9).interval().orElseThrow();
        double needed = 6 * Math.pow(now.upper() / margin.width(), 2);
        assertThat(more).isEqualTo((int) Math.ceil(needed) - 6);
    }

    /** Errors are largest on the margin itself: as often as the exact tests say, whatever the noise. */
    @ParameterizedTest
    @EnumSource(OutcomeRatesTest.Noise.class)
    void onTheMarginBothErrorsAreAsFrequentAsTheExactTestsSay(OutcomeRatesTest.Noise noise) {
        Random random = new Random(42);
        Margin margin = Margin.ofRatio(1.1);
        int[] counts = new int[Outcome.values().length];
        int runs = 5_000;
        for (int run = 0; run < runs; run++) {
            double[] before = blocks(random, noise, 0);
            double[] after = blocks(random, noise, Math.log(1.1));
            counts[
                    Judgement.between(before, after, margin, Direction.HIGHER)
                            .outcome()
                            .ordinal()]++;
        }

        // Of the 924 arrangements of six and six 19 have U ≤ 5, and 43 have U ≤ 7; four standard errors of 5 %.
        assertThat((double) counts[Outcome.SUPPORTED.ordinal()] / runs).isCloseTo(19.0 / 924, within(0.0123));
        assertThat((double) counts[Outcome.NO_PRACTICAL_DIFFERENCE.ordinal()] / runs)
                .isCloseTo(43.0 / 924, within(0.0123));
        assertThat(counts[Outcome.CONTRADICTED.ordinal()]).isZero();
    }

    private static double[] blocks(Random random, OutcomeRatesTest.Noise noise, double centre) {
        return IntStream.range(0, 6)
                .mapToDouble(i -> centre + 0.01 * noise.next(random))
                .toArray();
    }

    private static int moreBlocks(int before, int after) {
        return Judgement.between(new double[before], new double[after], Margin.ofRatio(1.1), Direction.NEITHER)
                .moreBlocks()
                .orElseThrow();
    }

    private static void assertCutOff(int m, int n, int critical, double level) {
        Random random = new Random(m * 100L + n);
        double[] first = random.doubles(m).toArray();
        double[] second = random.doubles(n, 0, 2).toArray();
        double[] sorted = Arrays.stream(second)
                .flatMap(high -> Arrays.stream(first).map(low -> high - low))
                .sorted()
                .toArray();

        Interval interval =
                HodgesLehmann.between(first, second, level).interval().orElseThrow();

        assertThat(interval.lower()).isEqualTo(sorted[critical]);
        assertThat(interval.upper()).isEqualTo(sorted[sorted.length - 1 - critical]);
    }

    private static double[] doubles(List<Integer> values) {
        return values.stream().mapToDouble(Integer::doubleValue).toArray();
    }
}
