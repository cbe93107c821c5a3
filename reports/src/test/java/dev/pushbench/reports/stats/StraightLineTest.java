package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StraightLineTest {

    /** NIST Statistical Reference Datasets, linear regression, Norris (calibration of ozone monitors): y, x. */
    private static final double[][] NORRIS = {
        {0.1, 0.2},
        {338.8, 337.4},
        {118.1, 118.2},
        {888.0, 884.6},
        {9.2, 10.1},
        {228.1, 226.5},
        {668.5, 666.3},
        {998.5, 996.3},
        {449.1, 448.6},
        {778.9, 777.0},
        {559.2, 558.2},
        {0.3, 0.4},
        {0.1, 0.6},
        {778.1, 775.5},
        {668.8, 666.9},
        {339.3, 338.0},
        {448.9, 447.5},
        {10.8, 11.6},
        {557.7, 556.0},
        {228.3, 228.1},
        {998.0, 995.8},
        {888.8, 887.6},
        {119.6, 120.2},
        {0.3, 0.3},
        {0.6, 0.3},
        {557.6, 556.8},
        {339.3, 339.1},
        {888.0, 887.2},
        {998.5, 999.0},
        {778.9, 779.0},
        {10.2, 11.1},
        {117.6, 118.3},
        {228.9, 229.2},
        {668.4, 669.1},
        {449.2, 448.9},
        {0.2, 0.5}
    };

    private static final StraightLine FITTED = StraightLine.fit(column(1), column(0));

    @Test
    void agreesWithTheCertifiedValuesOfNist() {
        assertThat(FITTED.intercept()).isCloseTo(-0.262323073774029, within(1e-12));
        assertThat(FITTED.slope()).isCloseTo(1.00211681802045, within(1e-13));
        assertThat(FITTED.residualDeviation().orElseThrow()).isCloseTo(0.884796396144373, within(1e-12));
    }

    /** Half the 95 % interval is 2.032245 (Student's t, 34 degrees of freedom) certified standard deviations. */
    @Test
    void theIntervalsComeFromTheCertifiedStandardDeviations() {
        Interval slope = FITTED.slopeInterval(0.95).orElseThrow();
        Interval intercept = FITTED.at(0, 0.95).interval().orElseThrow();

        assertThat((slope.upper() - slope.lower()) / 2).isCloseTo(2.032245 * 0.429796848199937e-3, within(1e-9));
        assertThat((slope.upper() + slope.lower()) / 2).isCloseTo(FITTED.slope(), within(1e-12));
        assertThat((intercept.upper() - intercept.lower()) / 2).isCloseTo(2.032245 * 0.232818234301152, within(1e-6));
        assertThat(slope.level()).isEqualTo(0.95);
    }

    @Test
    void whatLiesOutsideTheMeasuredIsMarked() {
        assertThat(FITTED.at(0.2, 0.95).extrapolated()).isFalse();
        assertThat(FITTED.at(999.0, 0.95).extrapolated()).isFalse();
        assertThat(FITTED.at(0.1, 0.95).extrapolated()).isTrue();
        assertThat(FITTED.at(100_000, 0.95).extrapolated()).isTrue();
        assertThat(FITTED.at(100_000, 0.95).value())
                .isCloseTo(-0.262323073774029 + 100_000 * 1.00211681802045, within(1e-7));
    }

    @Test
    void twoPointsHaveALineAndNoIntervals() {
        StraightLine line = StraightLine.fit(new double[] {0, 2}, new double[] {1, 5});

        assertThat(line.slope()).isEqualTo(2);
        assertThat(line.intercept()).isEqualTo(1);
        assertThat(line.residuals()).containsExactly(0.0, 0.0);
        assertThat(line.residualDeviation()).isEmpty();
        assertThat(line.slopeInterval(0.95)).isEmpty();
        assertThat(line.at(1, 0.95).interval()).isEmpty();
    }

    @Property(tries = 400)
    void residualsBalanceAboutAnyLine(
            @ForAll @IntRange(min = 3, max = 40) int points,
            @ForAll @DoubleRange(min = -5, max = 5) double slope,
            @ForAll long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(points, 0, 10_000).toArray();
        double[] y = Arrays.stream(x)
                .map(each -> 1000 + slope * each + random.nextGaussian())
                .toArray();

        StraightLine line = StraightLine.fit(x, y);

        assertThat(line.residuals().stream().mapToDouble(each -> each).sum()).isCloseTo(0, within(1e-6));
        for (int i = 0; i < points; i++) {
            assertThat(line.at(x[i], 0.95).value() + line.residuals().get(i)).isCloseTo(y[i], within(1e-6));
        }
    }

    @Test
    void theIntervalOfTheSlopeCoversTheTruthAsOftenAsItSays() {
        Random random = new Random(5);
        double[] x = {0, 500, 1000, 2000, 4000};
        int runs = 10_000;
        int covered = 0;
        for (int run = 0; run < runs; run++) {
            double[] y = Arrays.stream(x)
                    .map(each -> 50 + 0.02 * each + random.nextGaussian())
                    .toArray();
            covered += StraightLine.fit(x, y).slopeInterval(0.95).orElseThrow().contains(0.02) ? 1 : 0;
        }

        // Four standard errors of a share of 0.95 in 10,000.
        assertThat((double) covered / runs).isCloseTo(0.95, within(0.009));
    }

    @Test
    void whatHasNoLineIsRefused() {
        assertThatThrownBy(() -> StraightLine.fit(new double[] {1, 1}, new double[] {1, 2}))
                .hasMessageContaining("two different x");
        assertThatThrownBy(() -> StraightLine.fit(new double[] {1, 2}, new double[] {1}))
                .hasMessageContaining("as many y as x");
        assertThatThrownBy(() -> StraightLine.fit(new double[] {1, 2}, new double[] {1, Double.NaN}))
                .hasMessageContaining("finite");
    }

    private static double[] column(int index) {
        return Arrays.stream(NORRIS).mapToDouble(row -> row[index]).toArray();
    }
}
