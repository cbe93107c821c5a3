package dev.pushbench.benchmarks.framing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramingBytesTest {

    /** The table that everybody cites as "2 to 14 bytes". */
    @ParameterizedTest
    @CsvSource({"0,2,6", "16,2,6", "125,2,6", "126,4,8", "1024,4,8", "65535,4,8", "65536,10,14"})
    void aFrameHasTwoToFourteenBytesOfHeader(int payloadBytes, int unmasked, int masked) {
        assertThat(FramingBytes.ofFrame(payloadBytes, false)).isEqualTo(unmasked);
        assertThat(FramingBytes.ofFrame(payloadBytes, true)).isEqualTo(masked);
    }

    @Test
    void anEventHasEight() {
        assertThat(FramingBytes.ofEvent()).isEqualTo(8);
    }
}
