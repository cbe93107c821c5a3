package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentIntervalTest {

    /** Student (1908), The probable error of a mean: additional hours of sleep; the interval as R's t.test gives it. */
    @Test
    void studentsOwnDataHaveThePublishedInterval() {
        double[] hours = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

        assertThat(StudentInterval.ofMean(hours, 0.95)).hasValueSatisfying(interval -> {
            assertThat(interval.lower()).isCloseTo(0.7001142, within(1e-7));
            assertThat(interval.upper()).isCloseTo(2.4598858, within(1e-7));
            assertThat(interval.level()).isEqualTo(0.95);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void theIntervalHoldsTheTrueMeanAsOftenAsItSays(int forks) {
        SplittableRandom random = new SplittableRandom(42);
        long held = IntStream.range(0, 20_000)
                .filter(run -> {
                    double[] means = new double[forks];
                    for (int i = 0; i < forks; i++) {
                        means[i] = 100 + random.nextGaussian();
                    }
                    return StudentInterval.ofMean(means, 0.95).orElseThrow().contains(100);
                })
                .count();

        // Four standard errors of a share of 95 % in 20,000 runs.
        assertThat(held / 20_000.0).isCloseTo(0.95, within(0.0062));
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(StudentInterval.ofMean(new double[] {1}, 0.95)).isEmpty();
        assertThat(StudentInterval.ofMean(new double[0], 0.95)).isEmpty();
    }

    @Test
    void whatIsNoNumberOrNoLevelIsRefused() {
        assertThatThrownBy(() -> StudentInterval.ofMean(new double[] {1, Double.NaN}, 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> StudentInterval.ofMean(new double[] {1, 2}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("level");
    }
}
