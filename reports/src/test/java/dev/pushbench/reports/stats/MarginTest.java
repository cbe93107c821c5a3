package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MarginTest {

    @Test
    void aRatioIsTheSameBothWays() {
        assertThat(Margin.ofRatio(1.25).width()).isCloseTo(-Math.log(0.8), within(1e-15));
    }

    /** Six blocks: the 90 % interval leaves out two Walsh averages and the extremes' own, three at each end. */
    @Test
    void theFloorIsTheLargestShiftThatTheControlDoesNotExclude() {
        double[] control = {-0.06, 0.01, 0.02, 0.03, 0.04, 0.05};
        Interval interval = HodgesLehmann.of(control, 0.90).interval().orElseThrow();

        assertThat(Margin.floor(control)).hasValue(interval.upper());
        assertThat(Margin.floor(new double[] {0.06, -0.01, -0.02, -0.03, -0.04, -0.05}))
                .hasValue(interval.upper());
        assertThat(interval.upper()).isEqualTo(0.04);
    }

    @Test
    void aControlOfTooFewBlocksHasNoFloor() {
        assertThat(Margin.floor(new double[] {1, 2, 3, 4})).isEmpty();
        assertThat(Margin.floor(new double[0])).isEmpty();
        assertThat(Margin.floor(new double[] {1, 2, 3, 4, 5})).hasValue(5);
    }

    @Test
    void theFloorCountsWhereItIsAboveWhatWasDeclared() {
        Margin margin = Margin.ofDifference(0.1);

        assertThat(margin.atLeast(OptionalDouble.of(0.05)).width()).isEqualTo(0.1);
        assertThat(margin.atLeast(OptionalDouble.of(0.05)).raised()).isFalse();
        assertThat(margin.atLeast(OptionalDouble.of(0.3)).width()).isEqualTo(0.3);
        assertThat(margin.atLeast(OptionalDouble.of(0.3)).raised()).isTrue();
        assertThat(margin.atLeast(OptionalDouble.of(0.3)).declared()).isEqualTo(0.1);
        assertThat(margin.atLeast(OptionalDouble.empty())).isEqualTo(margin);
        assertThat(margin.raised()).isFalse();
    }

    @Test
    void whatIsNoMarginIsRefused() {
        assertThatThrownBy(() -> Margin.ofRatio(1)).hasMessageContaining("above 1: 1.0");
        assertThatThrownBy(() -> Margin.ofRatio(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Margin.ofDifference(0)).hasMessageContaining("above 0: 0.0");
        assertThatThrownBy(() -> Margin.ofDifference(1).atLeast(OptionalDouble.of(-1)))
                .hasMessageContaining("from 0");
    }
}
