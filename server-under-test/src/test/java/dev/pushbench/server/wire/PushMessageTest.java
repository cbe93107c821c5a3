package dev.pushbench.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
}
