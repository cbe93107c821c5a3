package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamDecoderTest {

    private final List<String> heard = new ArrayList<>();

    private void hear(ByteBuffer payload, long receivedNs) {
        heard.add(receivedNs + " " + StandardCharsets.UTF_8.decode(payload));
    }

    private static ByteBuffer bytes(String latin1) {
        return ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void eventsAreHeardWithTheTimeOfTheReadThatEndsThem() {
        StreamDecoder decoder = StreamDecoder.ofEventStream(this::hear, 100);
        decoder.feed(bytes("data: a\n\nda"), 1);
        decoder.feed(bytes("ta: b\n\n"), 2);
        assertThat(heard).containsExactly("1 a", "2 b");
    }

    @Test
    void messagesAreHeardAndControlFramesAreNot() {
        StreamDecoder decoder = StreamDecoder.ofWebSocket(this::hear, 100);
        decoder.feed(bytes("\u0081\u0001a\u0089\u0000\u0081\u0001"), 1);
        decoder.feed(bytes("b\u0088\u0000"), 2);
        assertThat(heard).containsExactly("1 a", "2 b");
    }

    @Test
    void bytesThatBreakTheProtocolAreRefused() {
        StreamDecoder decoder = StreamDecoder.ofWebSocket(this::hear, 100);
        assertThatThrownBy(() -> decoder.feed(bytes("\u0083\u0000"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reserved opcode");
    }
}
