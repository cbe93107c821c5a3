package dev.pushbench.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTest {

    static Stream<Claim> claims() {
        return ClaimCatalogue.all().stream();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aClaimIsShownByArmsThatAreMeasuredForIt(Claim claim) {
        List<String> measured = claim.arms(new Conditions(1_000, 10, 19_900, false)).stream()
                .map(Arm::label)
                .toList();

        if (claim.picture() instanceof Picture.Spectrum spectrum) {
            assertThat(measured).containsAll(spectrum.arms());
        } else if (claim.picture() instanceof Picture.Steps steps) {
            assertThat(measured).containsAll(steps.arms());
        } else if (claim.picture() instanceof Picture.Bars bars) {
            assertThat(measured).containsAll(bars.arms());
        } else if (claim.picture() instanceof Picture.Line line) {
            assertThat(line.cells())
                    .isNotEmpty()
                    .allSatisfy(cell -> assertThat(measured).anyMatch(arm -> arm.startsWith(cell + "+idle-")));
        }
    }

    @Test
    void theArmsOfASpectrumComeInPairs() {
        assertThatThrownBy(() -> Picture.Spectrum.of("ws/1.1", "ws/2", "sse/1.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in pairs");
    }
}
