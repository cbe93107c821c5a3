package dev.pushbench.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.wire.BinaryMessageEncoder;
import dev.pushbench.server.wire.PayloadFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryScannerTest {

    private final MessageScanner raw = scanner(true);
    private final MessageScanner base64 = scanner(false);

    @Property
    void readsWhatTheServersEncoderWrites(
            @ForAll @LongRange(min = 0) long sequence,
            @ForAll @LongRange(min = 0) long intended,
            @ForAll @LongRange(min = 0) long sent,
            @ForAll @IntRange(min = 24, max = 300) int payloadBytes,
            @ForAll @IntRange(min = 0, max = 9) int offset,
            @ForAll boolean direct) {
        byte[] message = BinaryMessageEncoder.encode(sequence, intended, sent, payloadBytes);

        assertNumbers(raw, within(message, offset, direct), sequence, intended, sent);
        assertNumbers(base64, within(Base64.getEncoder().encode(message), offset, direct), sequence, intended, sent);
    }

    private static void assertNumbers(
            MessageScanner scanner, ByteBuffer payload, long sequence, long intended, long sent) {
        int position = payload.position();
        int limit = payload.limit();

        scanner.scan(payload);

        assertThat(scanner.sequence()).isEqualTo(sequence);
        assertThat(scanner.intendedNs()).isEqualTo(intended);
        assertThat(scanner.sentNs()).isEqualTo(sent);
        assertThat(payload.position()).isEqualTo(position);
        assertThat(payload.limit()).isEqualTo(limit);
    }

    /** As a read buffer has it: other bytes before and after. */
    private static ByteBuffer within(byte[] message, int offset, boolean direct) {
        int capacity = message.length + 2 * offset;
        ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
        return buffer.put(offset, message).limit(offset + message.length).position(offset);
    }

    @Test
    void fewerThanTwentyFourBytesHoldNothing() {
        byte[] message = BinaryMessageEncoder.encode(1, 2, 3, 24);
        for (int length = 0; length < 24; length++) {
            byte[] cut = new byte[length];
            System.arraycopy(message, 0, cut, 0, length);
            assertNothing(raw, ByteBuffer.wrap(cut));
            assertNothing(base64, ByteBuffer.wrap(Base64.getEncoder().encode(cut)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 31, 32, 50, 134})
    void whatIsNoBase64HoldsNothingWhereverItIsWrong(int place) {
        byte[] encoded = Base64.getEncoder().encode(BinaryMessageEncoder.encode(1, 2, 3, 100));
        encoded[place] = '-';

        assertNothing(base64, ByteBuffer.wrap(encoded));
    }

    @Test
    void aLineBreakIsNoBase64() {
        byte[] twoLines =
                Base64.getMimeEncoder(40, new byte[] {'\n'}).encode(BinaryMessageEncoder.encode(1, 2, 3, 100));

        assertNothing(base64, ByteBuffer.wrap(twoLines));
    }

    @Test
    void aNegativeNumberIsNone() {
        byte[] message =
                ByteBuffer.allocate(24).putLong(-1).putLong(-2).putLong(-3).array();

        assertNothing(raw, ByteBuffer.wrap(message));
    }

    @Test
    void whatCannotBeReadLeavesNothingBehind() {
        raw.scan(ByteBuffer.wrap(BinaryMessageEncoder.encode(1, 2, 3, 24)));
        base64.scan(ByteBuffer.wrap(Base64.getEncoder().encode(BinaryMessageEncoder.encode(1, 2, 3, 24))));
        assertThat(base64.sequence()).isEqualTo(1);

        assertNothing(raw, ByteBuffer.allocate(0));
        assertNothing(base64, ByteBuffer.wrap("{\"seq\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertNothing(MessageScanner scanner, ByteBuffer payload) {
        scanner.scan(payload);

        assertThat(scanner.sequence()).isEqualTo(MessageScanner.ABSENT);
        assertThat(scanner.intendedNs()).isEqualTo(MessageScanner.ABSENT);
        assertThat(scanner.sentNs()).isEqualTo(MessageScanner.ABSENT);
    }

    private static MessageScanner scanner(boolean webSocket) {
        return MessageScanner.of(MessageFields.ofPushbench(PayloadFormat.BINARY, webSocket));
    }
}
