package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HodgesLehmannTest {

    /**
     * Hamilton depression scale factor IV of nine patients before and after a tranquilliser: Hollander, Wolfe, Chicken,
     * Nonparametric Statistical Methods, table 3.1, examples 3.3 and 3.4.
     */
    private static final double[] BEFORE = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};

    private static final double[] AFTER = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};

    @Test
    void agreesWithThePublishedDepressionExample() {
        HodgesLehmann result = HodgesLehmann.of(depression(), 0.96);

        assertThat(result.shift()).isCloseTo(-0.46, within(1e-9));
        Interval interval = result.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(-0.786, within(1e-9));
        assertThat(interval.upper()).isCloseTo(-0.010, within(1e-9));
        assertThat(interval.level()).isCloseTo(1 - 2 * 10.0 / 512, within(1e-12));
        // Example 3.1: T+ = 5, P = 0.0195 one-sided.
        assertThat(result.pValue()).isCloseTo(2 * 10.0 / 512, within(1e-12));
    }

    /** Two-sided 5 % critical values of the signed-rank statistic, as every table has them. */
    @ParameterizedTest
    @CsvSource({"6,0", "7,2", "8,3", "9,5", "10,8", "11,10", "12,13", "13,17", "14,21", "15,25", "20,52"})
    void cutsOffAsManyWalshAveragesAsTheTablesOfCriticalValuesSay(int n, int critical) {
        double[] differences = new Random(n).doubles(n, -1, 2).toArray();
        double[] walsh = walsh(differences);

        Interval interval = HodgesLehmann.of(differences, 0.95).interval().orElseThrow();

        assertThat(interval.lower()).isEqualTo(walsh[critical]);
        assertThat(interval.upper()).isEqualTo(walsh[walsh.length - 1 - critical]);
    }

    /** One-sided 5 % critical values, from the same tables: those of the two one-sided tests for equivalence. */
    @ParameterizedTest
    @CsvSource({"5,0", "6,2", "7,3", "8,5", "9,8", "10,10", "11,13", "12,17", "13,21", "14,25", "15,30", "20,60"})
    void the90PercentIntervalIsThatOfTwoOneSidedTestsAt5Percent(int n, int critical) {
        double[] differences = new Random(n).doubles(n, -1, 2).toArray();
        double[] walsh = walsh(differences);

        Interval interval = HodgesLehmann.of(differences, 0.90).interval().orElseThrow();

        assertThat(interval.lower()).isEqualTo(walsh[critical]);
        assertThat(interval.upper()).isEqualTo(walsh[walsh.length - 1 - critical]);
    }

    @Property(tries = 200)
    void withoutTiesThePValueIsThatOfTheLibrary(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        double[] differences = new Random(seed).doubles(n, -1, 2).toArray();

        assertThat(HodgesLehmann.of(differences, 0.95).pValue())
                .isCloseTo(
                        WilcoxonSignedRankTest.withDefaults()
                                .with(PValueMethod.EXACT)
                                .test(differences)
                                .getPValue(),
                        within(1e-12));
    }

    /** Small whole numbers, so that there are ties and zeros. */
    @Property(tries = 500)
    void theIntervalExcludes0JustWhereThePValueSaysSo(
            @ForAll @Size(min = 6, max = 12) List<@IntRange(min = -3, max = 9) Integer> values) {
        HodgesLehmann result = HodgesLehmann.of(
                values.stream().mapToDouble(Integer::doubleValue).toArray(), 0.95);

        assertThat(result.pValue() <= 0.05)
                .isEqualTo(!result.interval().orElseThrow().contains(0));
    }

    @Test
    void tiesAndZerosDoNotMakeSixBlocksSurerThanTheyCanBe() {
        assertThat(HodgesLehmann.of(new double[] {2, 2, 2, 2, 2, 2}, 0.95).pValue())
                .isEqualTo(2.0 / 64);
        assertThat(HodgesLehmann.of(new double[] {0, 2, 3, 4, 5, 6}, 0.95).pValue())
                .isEqualTo(4.0 / 64);
        assertThat(HodgesLehmann.of(new double[6], 0.95).pValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12})
    void theNullDistributionIsThatOfAllSigns(int n) {
        double[] counted = new double[n * (n + 1) / 2 + 1];
        for (int signs = 0; signs < 1 << n; signs++) {
            int sum = 0;
            for (int rank = 1; rank <= n; rank++) {
                sum += (signs >> (rank - 1) & 1) * rank;
            }
            counted[sum] += 1.0 / (1 << n);
        }

        assertThat(SignedRank.distribution(n)).containsExactly(counted, within(1e-15));
    }

    @Test
    void fivePairsCannotGive95PercentButSixCan() {
        assertThat(HodgesLehmann.of(new double[] {1, 2, 3, 4, 5}, 0.95).interval())
                .isEmpty();
        assertThat(HodgesLehmann.of(new double[] {1, 2, 3, 4, 5, 6}, 0.95).interval())
                .contains(new Interval(1, 6, 0.96875));
        assertThat(HodgesLehmann.pairsNeeded(0.95)).isEqualTo(6);
        assertThat(HodgesLehmann.pairsNeeded(0.9375)).isEqualTo(5);
    }

    @Test
    void onePairHasAnEstimateAndNoInterval() {
        assertThat(HodgesLehmann.of(new double[] {0.3}, 0.95).shift()).isEqualTo(0.3);
        assertThat(HodgesLehmann.of(new double[] {0.3}, 0.01).interval()).isEmpty();
    }

    @Test
    void oneOutlierBarelyMovesTheEstimate() {
        double[] differences = {0.1, 0.11, 0.09, 0.1, 0.12, 100};

        assertThat(HodgesLehmann.of(differences, 0.95).shift()).isBetween(0.09, 0.12);
    }

    @Test
    void theIntervalCoversTheTruthAsOftenAsItSays() {
        Random random = new Random(7);
        int runs = 20_000;
        int covered = 0;
        for (int run = 0; run < runs; run++) {
            double[] noise = IntStream.range(0, 6)
                    .mapToDouble(i -> random.nextGaussian())
                    .toArray();
            covered += HodgesLehmann.of(noise, 0.95).interval().orElseThrow().contains(0) ? 1 : 0;
        }

        // Four standard errors of a share of 0.96875 in 20,000.
        assertThat((double) covered / runs).isCloseTo(0.96875, within(0.005));
    }

    @Test
    void whatCannotBeEstimatedIsRefused() {
        assertThatThrownBy(() -> HodgesLehmann.of(new double[0], 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HodgesLehmann.of(new double[] {Double.NaN}, 0.95))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> HodgesLehmann.of(new double[] {1}, 1)).hasMessageContaining("level");
    }

    private static double[] depression() {
        return IntStream.range(0, BEFORE.length)
                .mapToDouble(i -> AFTER[i] - BEFORE[i])
                .toArray();
    }

    private static double[] walsh(double[] differences) {
        return IntStream.range(0, differences.length)
                .boxed()
                .flatMap(i ->
                        IntStream.range(i, differences.length).mapToObj(j -> differences[i] / 2 + differences[j] / 2))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }
}
