package dev.pushbench.reports.stats;

import static dev.pushbench.reports.stats.Judgement.Direction.HIGHER;
import static dev.pushbench.reports.stats.Judgement.Direction.LOWER;
import static dev.pushbench.reports.stats.Judgement.Direction.NEITHER;
import static dev.pushbench.reports.stats.Judgement.Outcome.CONTRADICTED;
import static dev.pushbench.reports.stats.Judgement.Outcome.INCONCLUSIVE;
import static dev.pushbench.reports.stats.Judgement.Outcome.NO_PRACTICAL_DIFFERENCE;
import static dev.pushbench.reports.stats.Judgement.Outcome.SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Judgement.Outcome;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgementTest {

    private static final Margin MARGIN = Margin.ofDifference(0.1);

    /** Six blocks that scatter by ±0.02 about a centre; the 95 % interval is all of them. */
    private static double[] about(double centre) {
        return new double[] {
            centre - 0.02, centre - 0.012, centre - 0.004, centre + 0.004, centre + 0.012, centre + 0.02
        };
    }

    @ParameterizedTest
    @CsvSource({
        "-0.13, LOWER, SUPPORTED", "-0.13, HIGHER, CONTRADICTED", "-0.13, NEITHER, CONTRADICTED",
        "0.13, LOWER, CONTRADICTED", "0.13, HIGHER, SUPPORTED", "0.13, NEITHER, CONTRADICTED",
        "0.02, LOWER, NO_PRACTICAL_DIFFERENCE", "0.02, HIGHER, NO_PRACTICAL_DIFFERENCE", "0.02, NEITHER, SUPPORTED",
        "-0.11, LOWER, INCONCLUSIVE", "-0.11, HIGHER, INCONCLUSIVE", "0.11, NEITHER, INCONCLUSIVE",
    })
    void theTableOfOutcomes(double centre, Direction claimed, Outcome outcome) {
        assertThat(Judgement.of(about(centre), MARGIN, claimed).outcome()).isEqualTo(outcome);
    }

    @Test
    void aDifferenceThatIsSurelyThereButPerhapsSmallIsInconclusiveAndItsSideIsKnown() {
        Judgement judgement = Judgement.of(about(-0.11), MARGIN, LOWER);

        assertThat(judgement.outcome()).isEqualTo(INCONCLUSIVE);
        assertThat(judgement.side()).contains(LOWER);
        assertThat(Judgement.of(about(0.11), MARGIN, LOWER).side()).contains(HIGHER);
        assertThat(Judgement.of(about(0.01), MARGIN, LOWER).side()).isEmpty();
    }

    @Test
    void aSmallDifferenceIsNoPracticalOneHoweverSureItIs() {
        Judgement judgement = Judgement.of(about(-0.05), MARGIN, LOWER);

        assertThat(judgement.outcome()).isEqualTo(NO_PRACTICAL_DIFFERENCE);
        assertThat(judgement.side()).contains(LOWER);
    }

    @Test
    void itSaysWhatItRestsOn() {
        Judgement judgement = Judgement.of(about(-0.13), MARGIN, LOWER);

        assertThat(judgement.effect().shift()).isCloseTo(-0.13, within(1e-12));
        assertThat(judgement.effect().pairs()).isEqualTo(6);
        assertThat(judgement.effect().interval().orElseThrow().level()).isEqualTo(0.96875);
        assertThat(judgement.equivalence().orElseThrow().level()).isEqualTo(0.90625);
        assertThat(judgement.moreBlocks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void fewerThanSixBlocksAreInconclusiveAndSayHowManyAreMissing(Direction claimed) {
        Judgement judgement = Judgement.of(new double[] {-1, -1.1, -1.2, -1.3, -1.4}, MARGIN, claimed);

        assertThat(judgement.outcome()).isEqualTo(INCONCLUSIVE);
        assertThat(judgement.moreBlocks()).hasValue(1);
        assertThat(judgement.equivalence()).isPresent();
        assertThat(judgement.side()).isEmpty();
        assertThat(Judgement.of(new double[] {0}, MARGIN, claimed).moreBlocks()).hasValue(5);
        assertThat(Judgement.BLOCKS_NEEDED).isEqualTo(6);
    }

    @Test
    void theFloorMakesItHarderToFindADifference() {
        Margin raised = MARGIN.atLeast(OptionalDouble.of(0.2));

        Judgement judgement = Judgement.of(about(-0.13), raised, LOWER);

        assertThat(judgement.outcome()).isEqualTo(INCONCLUSIVE);
        assertThat(judgement.margin().raised()).isTrue();
        assertThat(Judgement.of(about(-0.23), raised, LOWER).outcome()).isEqualTo(SUPPORTED);
        assertThat(Judgement.of(about(0.23), raised, LOWER).outcome()).isEqualTo(CONTRADICTED);
    }

    @Test
    void aNoisyControlDoesNotMakeCellsEqual() {
        Margin raised = MARGIN.atLeast(OptionalDouble.of(0.2));

        assertThat(Judgement.of(about(0), raised, NEITHER).outcome()).isEqualTo(INCONCLUSIVE);
        assertThat(Judgement.of(about(0), raised, LOWER).outcome()).isEqualTo(INCONCLUSIVE);
        // The floor is to fall from 0.2 to 0.1: four times as many blocks.
        assertThat(Judgement.of(about(0), raised, LOWER).moreBlocks()).hasValue(18);
    }

    /** The interval reaches 0.02 to each side, and must reach less than the 0.01 to the margin: more than 4 × 6 blocks. */
    @Test
    void theNumberOfMoreBlocksFollowsTheSquareRoot() {
        assertThat(Judgement.of(about(-0.11), MARGIN, LOWER).moreBlocks()).hasValue(19);
    }

    @Test
    void anEstimateOnTheMarginIsNeverDecidedByMoreBlocks() {
        assertThat(Judgement.of(about(-0.1), MARGIN, LOWER).moreBlocks()).isEmpty();
    }

    /** Two one-sided tests of the library at 5 % agree with the interval: Schuirmann's equivalence. */
    @Property(tries = 300)
    void noPracticalDifferenceIsWhatTwoOneSidedTestsSay(
            @ForAll @IntRange(min = 6, max = 25) int n,
            @ForAll @DoubleRange(min = 0.3, max = 2) double width,
            @ForAll long seed) {
        double[] differences = new Random(seed).doubles(n, -1, 1.2).toArray();
        WilcoxonSignedRankTest test = WilcoxonSignedRankTest.withDefaults().with(PValueMethod.EXACT);

        boolean equivalent = test.withMu(-width)
                        .with(AlternativeHypothesis.GREATER_THAN)
                        .test(differences)
                        .reject(0.05)
                && test.withMu(width)
                        .with(AlternativeHypothesis.LESS_THAN)
                        .test(differences)
                        .reject(0.05);

        assertThat(Judgement.of(differences, Margin.ofDifference(width), LOWER).outcome() == NO_PRACTICAL_DIFFERENCE)
                .isEqualTo(equivalent);
    }

    @Property(tries = 300)
    void exchangingTheCellsExchangesSupportedAndContradicted(
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @DoubleRange(min = -2, max = 2) double shift,
            @ForAll long seed) {
        double[] differences =
                new Random(seed).doubles(n, shift - 0.5, shift + 0.5).toArray();
        double[] exchanged = Arrays.stream(differences).map(each -> -each).toArray();
        Margin margin = Margin.ofDifference(0.6);

        Judgement lower = Judgement.of(differences, margin, LOWER);
        Judgement higher = Judgement.of(differences, margin, HIGHER);

        assertThat(Judgement.of(exchanged, margin, HIGHER).outcome()).isEqualTo(lower.outcome());
        assertThat(Judgement.of(exchanged, margin, HIGHER).moreBlocks()).isEqualTo(lower.moreBlocks());
        assertThat(higher.outcome()).isEqualTo(opposite(lower.outcome()));
    }

    @Test
    void whatCannotBeJudgedIsRefused() {
        assertThatThrownBy(() -> Judgement.of(new double[0], MARGIN, LOWER)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Judgement.of(new double[] {Double.POSITIVE_INFINITY}, MARGIN, LOWER))
                .hasMessageContaining("finite");
    }

    private static Outcome opposite(Outcome outcome) {
        return switch (outcome) {
            case SUPPORTED -> CONTRADICTED;
            case CONTRADICTED -> SUPPORTED;
            default -> outcome;
        };
    }
}
