package dev.pushbench.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinaryMessageEncoderTest {

    private static final int MIN = BinaryMessageEncoder.MIN_PAYLOAD_BYTES;

    @Test
    void theSmallestMessageIsTheThreeNumbersBigEndian() {
        assertThat(BinaryMessageEncoder.encode(0x0102030405060708L, 0x11, 0x7fff_ffff_ffff_ffffL, 24))
                .asHexString()
                .isEqualTo("0102030405060708" + "0000000000000011" + "7FFFFFFFFFFFFFFF");
    }

    @Property(tries = 1_000)
    void theNumbersStandInFrontAndTheSizeIsExactlyTheAskedOne(
            @ForAll @LongRange(min = 0) long sequence,
            @ForAll @LongRange(min = 0) long intendedNs,
            @ForAll @LongRange(min = 0) long sentNs,
            @ForAll @IntRange(min = 0, max = 200_000) int extraBytes) {
        byte[] encoded = BinaryMessageEncoder.encode(sequence, intendedNs, sentNs, MIN + extraBytes);

        assertThat(encoded).hasSize(MIN + extraBytes);
        ByteBuffer numbers = ByteBuffer.wrap(encoded).order(ByteOrder.BIG_ENDIAN);
        assertThat(numbers.getLong()).isEqualTo(sequence);
        assertThat(numbers.getLong()).isEqualTo(intendedNs);
        assertThat(numbers.getLong()).isEqualTo(sentNs);
    }

    @ParameterizedTest
    @CsvSource({"100,1000", "4096,100", "16384,30", "65560,5", "200000,3"})
    void compressionFindsNothingInMessagesThatFollowEachOther(int payloadBytes, int messages) {
        ByteArrayOutputStream fill = new ByteArrayOutputStream();
        for (int i = 0; i < messages; i++) {
            byte[] message = BinaryMessageEncoder.encode(i, 0, 0, payloadBytes);
            fill.writeBytes(Arrays.copyOfRange(message, MIN, message.length));
        }

        assertThat(deflatedBytes(fill.toByteArray())).isGreaterThanOrEqualTo(fill.size());
    }

    @Test
    void aPayloadWithoutRoomForTheNumbersIsRefusedWithBothSizes() {
        assertThatThrownBy(() -> BinaryMessageEncoder.encode(0, 0, 0, MIN - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("23")
                .hasMessageContaining("24");
    }

    @Test
    void aNegativeNumberIsRefusedByItsValue() {
        assertThatThrownBy(() -> BinaryMessageEncoder.encode(0, 7, -5, MIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-5");
    }

    private static int deflatedBytes(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] into = new byte[2 * bytes.length];
            return deflater.deflate(into);
        } finally {
            deflater.end();
        }
    }
}
