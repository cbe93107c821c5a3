package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class AxisTest {

    @Property
    void aLogarithmicAxisHoldsItsValuesBetweenRoundEnds(
            @ForAll @DoubleRange(min = 1, max = 1e11) double one,
            @ForAll @DoubleRange(min = 1, max = 1e11) double other) {
        double least = Math.min(one, other);
        double most = Math.max(one, other);

        Axis axis = Axis.log("t", "ns", least, most, Double::toString);

        assertThat(axis.min()).isLessThanOrEqualTo(least).isLessThan(axis.max());
        assertThat(axis.max()).isGreaterThanOrEqualTo(most);
        assertThat(axis.ticks()).hasSizeBetween(2, 14).isSortedAccordingTo((a, b) -> Double.compare(a.at(), b.at()));
        assertThat(axis.ticks().get(0).at()).isEqualTo(axis.min());
        assertThat(axis.ticks().get(axis.ticks().size() - 1).at()).isEqualTo(axis.max());
    }

    @Property
    void aLinearAxisHasAFewRoundTicks(@ForAll @DoubleRange(min = 0.01, max = 1e6) double most) {
        Axis axis = Axis.linear("t", "s", most, Double::toString);

        assertThat(axis.max()).isEqualTo(most);
        assertThat(axis.ticks()).hasSizeBetween(3, 8);
    }
}
