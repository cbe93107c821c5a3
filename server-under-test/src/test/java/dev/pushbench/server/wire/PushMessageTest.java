package dev.pushbench.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class PushMessageTest {

    private final byte[] payload = "hello".getBytes(StandardCharsets.UTF_8);
    private final PushMessage message = new PushMessage(payload);

    @Test
    void theEventIsEncodedOnceAndItsBytesAreShared() {
        assertThat(message.sseEvent().array()).isSameAs(message.sseEvent().array());
        assertThat(message.payload().array()).isSameAs(payload);
    }

    @Test
    void readingOneViewLeavesTheOthersWhole() {
        ByteBuffer first = message.sseEvent();
        first.position(first.limit());
        ByteBuffer frame = message.payload();
        frame.get();

        assertThat(message.sseEvent().remaining()).isEqualTo(message.sseEventBytes());
        assertThat(StandardCharsets.UTF_8.decode(message.sseEvent()).toString()).isEqualTo("data: hello\n\n");
        assertThat(message.payload().remaining()).isEqualTo(payload.length);
    }

    @Test
    void theEventOfABinaryMessageIsTheBase64OfTheBytesThatAFrameHolds() {
        PushMessage binary = PayloadFormat.BINARY.encode(1, 2, 3, 100);

        String base64 = Base64.getEncoder().encodeToString(binary.payload().array());
        assertThat(base64).hasSize(136).endsWith("==");
        assertThat(StandardCharsets.US_ASCII.decode(binary.sseEvent()).toString())
                .isEqualTo("data: " + base64 + "\n\n");
        assertThat(binary.sseEvent().array()).isSameAs(binary.sseEvent().array());
        assertThat(binary.sseEventBytes()).isEqualTo(136 + 8);
    }
}
