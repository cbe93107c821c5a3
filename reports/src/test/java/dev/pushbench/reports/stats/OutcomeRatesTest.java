package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Judgement.Outcome;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often each outcome comes out, by simulation with fixed seeds: the rate of false ones, and the power. */
class OutcomeRatesTest {

    private static final int RUNS = 5_000;

    /** Four standard errors of a rate of 5 % in 5,000 runs. */
    private static final double ERROR = 0.0123;

    private static final Margin MARGIN = Margin.ofRatio(1.1);

    /** The errors of six blocks are largest on the margin itself: 1 of 64 and 3 of 64 arrangements of signs. */
    @ParameterizedTest
    @EnumSource(Noise.class)
    void onTheMarginBothErrorsAreAsFrequentAsTheExactTestsSay(Noise noise) {
        Rates rates = new Scenario(6, 1.1, 0.01, noise, false).rates(MARGIN, Direction.HIGHER);

        assertThat(rates.of(Outcome.SUPPORTED)).isCloseTo(1.0 / 64, within(ERROR));
        assertThat(rates.of(Outcome.NO_PRACTICAL_DIFFERENCE)).isCloseTo(3.0 / 64, within(ERROR));
        assertThat(rates.of(Outcome.CONTRADICTED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"6, 0.05, false", "6, 0.3, false", "6, 0.3, true", "7, 0.1, false", "12, 0.1, true"})
    void withoutADifferenceWorthSpeakingOfFalseVerdictsStayWithin5Percent(
            int blocks, double deviation, boolean control) {
        for (Noise noise : Noise.values()) {
            for (double ratio : new double[] {1, 1.05}) {
                Rates rates = new Scenario(blocks, ratio, deviation, noise, control).rates(MARGIN, Direction.HIGHER);

                assertThat(rates.of(Outcome.SUPPORTED) + rates.of(Outcome.CONTRADICTED))
                        .isLessThanOrEqualTo(0.05 + ERROR);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 0.05, false", "6, 0.3, false", "6, 0.3, true", "7, 0.1, false", "12, 0.1, true"})
    void withADifferenceFalseVerdictsStayWithin5Percent(int blocks, double deviation, boolean control) {
        for (Noise noise : Noise.values()) {
            for (double ratio : new double[] {1.11, 1.3}) {
                Rates rates = new Scenario(blocks, ratio, deviation, noise, control).rates(MARGIN, Direction.HIGHER);

                assertThat(rates.of(Outcome.NO_PRACTICAL_DIFFERENCE) + rates.of(Outcome.CONTRADICTED))
                        .isLessThanOrEqualTo(0.05 + ERROR);
            }
        }
    }

    /** The noisier the control, the higher the floor: that must not make a difference pass for none. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2, 0.4})
    void noiseDoesNotSupportAClaimOfNoDifference(double deviation) {
        Rates rates = new Scenario(6, 1.15, deviation, Noise.NORMAL, true).rates(MARGIN, Direction.NEITHER);

        assertThat(rates.of(Outcome.SUPPORTED)).isLessThanOrEqualTo(0.05 + ERROR);
    }

    /** The table of README ("How it measures", Verdicts) and of the package, in percent: these numbers are those. */
    @ParameterizedTest
    @CsvSource({
        "0.05,  6,  90,  4, 100,  94",
        "0.05, 12, 100,  8, 100, 100",
        "0.05, 20, 100, 13, 100, 100",
        "0.10,  6,  40,  1,  73,  10",
        "0.10, 12,  88,  4, 100,  67",
        "0.10, 20,  99,  6, 100,  97",
        "0.30,  6,   7,  0,   2,   0",
        "0.30, 12,  17,  0,  12,   0",
        "0.30, 20,  31,  1,  39,   0",
    })
    void thePowerIsWhatTheTableSays(double deviation, int blocks, int seen, int ten, int twentyFive, int none) {
        Rates tenLower = new Scenario(blocks, 0.9, deviation, Noise.NORMAL, true).rates(MARGIN, Direction.LOWER);
        Rates quarterLower = new Scenario(blocks, 0.75, deviation, Noise.NORMAL, true).rates(MARGIN, Direction.LOWER);
        Rates equal = new Scenario(blocks, 1, deviation, Noise.NORMAL, true).rates(MARGIN, Direction.LOWER);

        assertThat(100 * tenLower.seen()).as("seen").isCloseTo(seen, within(2.0));
        assertThat(100 * tenLower.of(Outcome.SUPPORTED)).as("10 %: supported").isCloseTo(ten, within(2.0));
        assertThat(100 * quarterLower.of(Outcome.SUPPORTED))
                .as("25 %: supported")
                .isCloseTo(twentyFive, within(2.0));
        assertThat(100 * equal.of(Outcome.NO_PRACTICAL_DIFFERENCE))
                .as("no practical difference")
                .isCloseTo(none, within(2.0));
    }

    /** Symmetric noise of standard deviation 1. */
    enum Noise {
        NORMAL(Random::nextGaussian),
        UNIFORM(random -> (2 * random.nextDouble() - 1) * Math.sqrt(3)),
        LAPLACE(random -> Math.log((1 - random.nextDouble()) / (1 - random.nextDouble())) / Math.sqrt(2));

        private final ToDoubleFunction<Random> next;

        Noise(ToDoubleFunction<Random> next) {
            this.next = next;
        }

        double next(Random random) {
            return next.applyAsDouble(random);
        }
    }

    /** Two cells: their true ratio, and how the blocks' log ratios scatter, those of an A/A control too if there is one. */
    private record Scenario(int blocks, double ratio, double deviation, Noise noise, boolean control) {

        Rates rates(Margin margin, Direction claimed) {
            Random random = new Random(42);
            int[] counts = new int[Outcome.values().length];
            int seen = 0;
            for (int run = 0; run < RUNS; run++) {
                double[] logRatios = logRatios(random, Math.log(ratio));
                Margin judged = control ? margin.atLeast(Margin.floor(logRatios(random, 0))) : margin;
                Judgement judgement = Judgement.of(logRatios, judged, claimed);
                counts[judgement.outcome().ordinal()]++;
                seen += judgement.side().isPresent() ? 1 : 0;
            }
            return new Rates(counts, (double) seen / RUNS);
        }

        private double[] logRatios(Random random, double centre) {
            double[] logRatios = new double[blocks];
            Arrays.setAll(logRatios, block -> centre + deviation * noise.next(random));
            return logRatios;
        }
    }

    /** Shares of all runs: of each outcome, and of those whose interval excludes 0. */
    private record Rates(int[] counts, double seen) {

        double of(Outcome outcome) {
            return (double) counts[outcome.ordinal()] / RUNS;
        }
    }
}
