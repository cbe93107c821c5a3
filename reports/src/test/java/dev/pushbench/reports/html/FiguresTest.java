package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "0.04213;0.0421", "4.213;4.21", "42.13;42.1", "421.3;421", "42130;42,130", "-1.5;-1.50"})
    void numbersHaveThreeSignificantDigits(double value, String text) {
        assertThat(Figures.significant(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"850,850 ns", "87000,87.0 µs", "420000,420 µs", "1234567,1.23 ms", "2500000000,2.50 s"})
    void aTimeAloneTakesItsOwnUnit(double ns, String text) {
        assertThat(Figures.time(ns)).isEqualTo(text.replace(' ', '\u00a0'));
    }

    @Test
    void timesOfAColumnShareTheirUnit() {
        Scale scale = Scale.of(Arrays.asList(980_000L, null, 1_020_000L));

        assertThat(scale.text(980_000)).isEqualTo("0.980\u00a0ms");
        assertThat(scale.text(1_020_000)).isEqualTo("1.02\u00a0ms");
    }

    @ParameterizedTest
    @CsvSource({"10 ns,10 ns", "1.20 ms,1.2 ms", "500 µs,500 µs", "2.00 ms,2 ms", "1.05 s,1.05 s", "100,100", "0.10,0.1"
    })
    void ticksHaveNoTrailingZeros(String figure, String label) {
        assertThat(Figures.withoutTrailingZeros(figure)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"0.033,0.097,3.3–9.7", "0.031,0.12,3–12", "0.004,0.3,0.4–30", "0.0001,0.05,<0.1–5.0"})
    void aRangeOfSharesNeverReadsAsStartingAtZero(double lower, double upper, String text) {
        assertThat(Figures.percentRange(lower, upper)).isEqualTo(text + "\u00a0%");
    }

    @ParameterizedTest
    @CsvSource({"0.903,0.967,0.90–0.97", "0.971,0.998,0.971–0.998", "0.98,1.004,0.98–1.00", "1.0004,1.2,1.0004–1.2000"})
    void anEndThatIsNotOneDoesNotReadAsOne(double lower, double upper, String text) {
        assertThat(Figures.ratioRange(lower, upper)).isEqualTo(text);
    }

    @Test
    void percentilesHaveAsManyNinesAsTheyNeed() {
        assertThat(Figures.percentile(50)).isEqualTo("50\u00a0%");
        assertThat(Figures.percentile(100 * (1 - 1e-4))).isEqualTo("99.99\u00a0%");
        assertThat(Figures.percentile(100 * (1 - 0.65e-1))).isEqualTo("93.5\u00a0%");
    }
}
