package dev.pushbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HolmTest {

    /** The example in the documentation of pingouin's multicomp, method holm. */
    @Test
    void agreesWithAPublishedExample() {
        assertThat(Holm.adjust(0.50, 0.003, 0.32, 0.054, 0.0003))
                .containsExactly(new double[] {0.64, 0.012, 0.64, 0.162, 0.0015}, within(1e-12));
    }

    /** Four hypotheses at 5 %, of which the procedure rejects the two smallest and then stops, though 0.04 < 0.05. */
    @Test
    void stopsAtTheFirstThatIsTooLarge() {
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    }

    /** Fifteen p-values of a trial of rt-PA: Benjamini, Hochberg, J. R. Statist. Soc. B 57 (1995), section 3.2. */
    @Test
    void ofFifteenHypothesesThreeAreRejectedAt5Percent() {
        double[] adjusted = Holm.adjust(
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
                0.7590, 1.0);

        assertThat(Arrays.stream(adjusted).filter(p -> p <= 0.05)).hasSize(3);
        assertThat(adjusted[2]).isCloseTo(13 * 0.0019, within(1e-12));
    }

    @Property(tries = 300)
    void keepsTheOrderAndNeverMakesAValueSmaller(
            @ForAll @Size(max = 12) List<@DoubleRange(min = 0, max = 1) Double> values) {
        double[] pValues = values.stream().mapToDouble(Double::doubleValue).toArray();

        double[] adjusted = Holm.adjust(pValues);

        for (int i = 0; i < pValues.length; i++) {
            assertThat(adjusted[i]).isBetween(pValues[i], Math.min(1, pValues.length * pValues[i]));
            for (int j = 0; j < pValues.length; j++) {
                assertThat(pValues[i] <= pValues[j] && adjusted[i] > adjusted[j])
                        .isFalse();
            }
        }
    }

    /** What the Javadoc says of few blocks: the smallest p-value of n blocks is 2¹⁻ⁿ. */
    @Test
    void fewBlocksAreEnoughForFewMetrics() {
        assertThat(significant(6, 1)).isTrue();
        assertThat(significant(6, 2)).isFalse();
        assertThat(significant(7, 3)).isTrue();
        assertThat(significant(7, 4)).isFalse();
        assertThat(significant(8, 6)).isTrue();
        assertThat(significant(8, 7)).isFalse();
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> Holm.adjust(0.5, 1.1)).hasMessageContaining("1.1");
        assertThatThrownBy(() -> Holm.adjust(Double.NaN)).hasMessageContaining("NaN");
    }

    private static boolean significant(int blocks, int metrics) {
        double[] differences = new double[blocks];
        Arrays.setAll(differences, i -> 1 + i);
        double[] pValues = new double[metrics];
        Arrays.fill(pValues, HodgesLehmann.of(differences, 0.95).pValue());
        return Holm.adjust(pValues)[0] <= 0.05;
    }
}
