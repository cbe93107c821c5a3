package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContrastTest {

    @Test
    void anIntervalThatHoldsOneDoesNotTellThemApart() {
        assertThat(of(0.98, 1.01, 0.97, 1.02, 0.99, 1.0).reading()).isEqualTo("the blocks do not tell them apart");
    }

    @Test
    void anIntervalBelowOneSaysLowerOverWebSocketByItsEnds() {
        Contrast contrast = of(0.90, 0.91, 0.92, 0.93, 0.94, 0.95);

        assertThat(contrast.intervalText()).isEqualTo("0.90–0.95");
        assertThat(contrast.reading()).isEqualTo("lower over WebSocket by 5.0–10.0\u00a0%");
        assertThat(contrast.levelText()).isEqualTo("96.9 %");
    }

    @Test
    void anIntervalAboveOneSaysHigherOverWebSocket() {
        assertThat(of(1.10, 1.11, 1.12, 1.13, 1.14, 1.15).reading()).isEqualTo("higher over WebSocket by 10–15\u00a0%");
    }

    @Test
    void fiveBlocksAreTooFewWhateverTheySay() {
        Contrast contrast = of(0.5, 0.5, 0.5, 0.5, 0.5);

        assertThat(contrast.reading()).isEqualTo("too few blocks to say");
        assertThat(contrast.ratio()).isEqualTo("0.50");
    }

    @Test
    void withoutBlocksTheRatioIsThatOfTheMergedFigures() {
        assertThat(Contrast.of(3.0, 4.0, new double[0]).ratio()).isEqualTo("0.75");
        assertThat(Contrast.of(null, 4.0, new double[0]).ratio()).isEqualTo("–");
    }

    private static Contrast of(double... ratios) {
        return Contrast.of(1.0, 1.0, Arrays.stream(ratios).map(Math::log).toArray());
    }
}
