package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final double[] FIVE = {-0.31, -0.02, 0.05, 0.11, 0.47};

    /** Five blocks have 5⁵ equally likely resamples: the percentile interval can be counted out. */
    @Test
    void agreesWithAllResamplesCountedOut() {
        double[] all = IntStream.range(0, 3125)
                .mapToDouble(code -> HodgesLehmann.shift(new double[] {
                    FIVE[code % 5], FIVE[code / 5 % 5], FIVE[code / 25 % 5], FIVE[code / 125 % 5], FIVE[code / 625]
                }))
                .sorted()
                .toArray();

        Interval interval = Bootstrap.interval(FIVE, 0.90, 1);

        // 1 % of the resamples to either side: the standard error of 4,999 draws is a third of that.
        assertThat(interval.lower()).isBetween(quantile(all, 0.04), quantile(all, 0.06));
        assertThat(interval.upper()).isBetween(quantile(all, 0.94), quantile(all, 0.96));
        assertThat(interval.level()).isEqualTo(0.90);
    }

    @Test
    void agreesWithTheExactIntervalWhereThereAreManyBlocks() {
        double[] differences = new Random(3).doubles(30, -1, 1).toArray();
        Interval exact = HodgesLehmann.of(differences, 0.95).interval().orElseThrow();
        double tenth = (exact.upper() - exact.lower()) / 10;

        Interval interval = Bootstrap.interval(differences, 0.95, 1);

        assertThat(interval.lower()).isCloseTo(exact.lower(), within(tenth));
        assertThat(interval.upper()).isCloseTo(exact.upper(), within(tenth));
    }

    /** The 95 % interval of six blocks: what the Javadoc says of its width. */
    @Test
    void withFewBlocksItIsTooNarrow() {
        Random random = new Random(2);
        int runs = 300;
        int covered = 0;
        for (int run = 0; run < runs; run++) {
            double[] blocks = new double[6];
            Arrays.setAll(blocks, block -> random.nextGaussian());
            covered += Bootstrap.interval(blocks, 0.95, run).contains(0) ? 1 : 0;
        }

        // Four standard errors of a share of 0.85 in 300 are 0.08.
        assertThat((double) covered / runs).isBetween(0.77, 0.93);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        assertThat(Bootstrap.interval(FIVE, 0.95, 7)).isEqualTo(Bootstrap.interval(FIVE, 0.95, 7));
    }

    @Test
    void theIntervalMovesAndStretchesWithTheData() {
        double[] shifted = Arrays.stream(FIVE).map(each -> 3 + 2 * each).toArray();

        Interval interval = Bootstrap.interval(FIVE, 0.95, 7);
        Interval moved = Bootstrap.interval(shifted, 0.95, 7);

        assertThat(moved.lower()).isCloseTo(3 + 2 * interval.lower(), within(1e-12));
        assertThat(moved.upper()).isCloseTo(3 + 2 * interval.upper(), within(1e-12));
    }

    @Test
    void oneBlockCannotBeResampled() {
        assertThatThrownBy(() -> Bootstrap.interval(new double[] {1}, 0.95, 1)).hasMessageContaining("one block");
        assertThatThrownBy(() -> Bootstrap.interval(FIVE, 1.5, 1)).hasMessageContaining("level");
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * sorted.length)];
    }
}
