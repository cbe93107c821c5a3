package dev.pushbench.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class MessageEncoderTest {

    private static final int MIN = MessageEncoder.MIN_PAYLOAD_BYTES;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void theFieldsStandInTheOrderOfTheDocumentedForm() {
        assertThat(text(MessageEncoder.encode(17, 123456789, 123456790, MIN)))
                .startsWith("{\"seq\":17,\"intended\":123456789,\"sent\":123456790,\"pad\":\"xx")
                .endsWith("x\"}");
    }

    @Property(tries = 1_000)
    void anIndependentJsonParserReadsBackWhatWasEncodedInExactlyTheAskedSize(
            @ForAll @LongRange(min = 0) long sequence,
            @ForAll @LongRange(min = 0) long intendedNs,
            @ForAll @LongRange(min = 0) long sentNs,
            @ForAll @IntRange(min = 0, max = 2_000) int extraBytes) {
        byte[] encoded = MessageEncoder.encode(sequence, intendedNs, sentNs, MIN + extraBytes);

        assertThat(encoded).hasSize(MIN + extraBytes);
        JsonNode message = JSON.readTree(encoded);
        assertThat(message.propertyNames()).containsExactly("seq", "intended", "sent", "pad");
        assertThat(message.get("seq").longValue()).isEqualTo(sequence);
        assertThat(message.get("intended").longValue()).isEqualTo(intendedNs);
        assertThat(message.get("sent").longValue()).isEqualTo(sentNs);
        assertThat(message.get("pad").stringValue()).matches("x*");
    }

    @Test
    void theSmallestPayloadHasRoomForTheLargestNumbersAndNotAByteMore() {
        byte[] encoded = MessageEncoder.encode(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, MIN);

        assertThat(text(encoded))
                .isEqualTo(
                        "{\"seq\":9223372036854775807,\"intended\":9223372036854775807,\"sent\":9223372036854775807,\"pad\":\"\"}");
    }

    @Test
    void aPayloadWithoutRoomForTheFieldsIsRefusedWithBothSizes() {
        assertThatThrownBy(() -> MessageEncoder.encode(0, 0, 0, MIN - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(MIN - 1))
                .hasMessageContaining(Integer.toString(MIN));
    }

    @Test
    void aNegativeNumberIsRefusedByItsValue() {
        assertThatThrownBy(() -> MessageEncoder.encode(0, -5, 0, MIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-5");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
