package dev.pushbench.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.ClaimResult.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectWordsTest {

    private static String ratio(String arms, double value, Double... interval) {
        return EffectWords.sentence(
                new Effect("response time p50, " + arms, "ratio", value, 1.0, List.of()), List.of(interval));
    }

    @Test
    void aRatioIsToldAsAShareOfTheOther() {
        assertThat(ratio("ws/1.1 ÷ sse/1.1", 0.71, 0.68, 0.745))
                .isEqualTo("response time p50: 29 % lower over WebSocket than over SSE on HTTP/1.1 (between 32 % lower"
                        + " and 26 % lower)");
        assertThat(ratio("sse/2 ÷ sse/1.1", 1.032, 0.9996, 1.5))
                .isEqualTo("response time p50: 3.2 % higher over SSE on HTTP/2 than over SSE on HTTP/1.1 (between less"
                        + " than 0.1 % lower and 50 % higher)");
        assertThat(ratio("ws/1.1+binary+8k ÷ sse/1.1+binary+8k", 0.75))
                .isEqualTo("response time p50: 25 % lower over WebSocket than over SSE on HTTP/1.1 (+binary+8k)");
        assertThat(ratio("sse/2+client-slow ÷ sse/2+client", 12.14))
                .isEqualTo("response time p50: a factor of 12.1 higher for sse/2+client-slow than for sse/2+client");
    }

    @Test
    void whatIsTheSameIsSaidToBe() {
        assertThat(ratio("ws/1.1 ÷ sse/1.1", 1, 1.0, 2.0))
                .isEqualTo("response time p50: the same over WebSocket as over SSE on HTTP/1.1 (between the same and a"
                        + " factor of 2 higher)");
    }

    @Test
    void aDifferenceKeepsItsUnit() {
        Effect effect = new Effect("response time p99, ws/2 − sse/2", "ms", -0.3123, 0.0, List.of());

        assertThat(EffectWords.sentence(effect, List.of(-0.5, 0.02)))
                .isEqualTo("response time p99: 0.312 ms lower over WebSocket than over SSE on HTTP/2 (between 0.5 ms"
                        + " lower and 0.02 ms higher)");
    }

    @Test
    void whatIsHeldAgainstALimitNamesIt() {
        Effect effect = new Effect("server memory, idle, sse/1.1", "KB", 13.1, 20.0, List.of());

        assertThat(EffectWords.sentence(effect, List.of(12.0, 30.0)))
                .isEqualTo("server memory, idle, sse/1.1: 13.1 KB, 35 % lower than 20 KB (between 40 % lower and 50 %"
                        + " higher)");
    }

    @Test
    void anOldResultThatDoesNotSayWhatDiffersIsToldAsItStands() {
        Effect effect = new Effect("response time p50, ws/1.1 ÷ sse/1.1", "ratio", 0.71, null, null);

        assertThat(EffectWords.sentence(effect, List.of(0.6, 0.8)))
                .isEqualTo("response time p50, ws/1.1 ÷ sse/1.1: 0.71 (between 0.6 and 0.8)");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.06712, 0.0671", "14, 14", "1536.4, 1536", "-0.5, -0.5", "99.96, 100", "1e-7, 0.0000001"})
    void figuresHaveThreeDigits(double value, String digits) {
        assertThat(EffectWords.digits(value)).isEqualTo(digits);
    }
}
