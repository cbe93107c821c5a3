package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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

    @Test
    void compressedEventsAreHeardAsSoonAsTheSenderHasFlushedThem() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (StreamDecoder decoder = StreamDecoder.ofGzipEventStream(this::hear, 100);
                GZIPOutputStream gzip = new GZIPOutputStream(body, true)) {
            for (String event : List.of("data: a\n\nda", "ta: b\n\n")) {
                gzip.write(event.getBytes(StandardCharsets.US_ASCII));
                gzip.flush();
                decoder.feed(ByteBuffer.wrap(body.toByteArray()), heard.size());
                body.reset();
            }
            assertThat(heard).containsExactly("0 a", "1 b");

            gzip.write(("data: " + "x".repeat(101) + "\n\n").getBytes(StandardCharsets.US_ASCII));
            gzip.flush();
            assertThatThrownBy(() -> decoder.feed(ByteBuffer.wrap(body.toByteArray()), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("event larger than 100 bytes");
        }
    }

    @Test
    void whatIsNotGzipIsRefused() {
        try (StreamDecoder decoder = StreamDecoder.ofGzipEventStream(this::hear, 100)) {
            assertThatThrownBy(() -> decoder.feed(bytes("data: a\n\n"), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("gzip");
        }
    }

    /** The example of RFC 7692, section 7.2.3.2: the second "Hello" refers to the first. */
    @Test
    void compressedMessagesReferToThoseBeforeIfThatWasAgreed() {
        String hello = "\u00c1\u0007\u00f2\u0048\u00cd\u00c9\u00c9\u0007\u0000";
        String again = "\u00c1\u0005\u00f2\u0000\u0011\u0000\u0000";
        try (StreamDecoder decoder = StreamDecoder.ofDeflatedWebSocket(this::hear, 100, true)) {
            decoder.feed(bytes(hello + again), 1);
        }
        assertThat(heard).containsExactly("1 Hello", "1 Hello");

        try (StreamDecoder decoder = StreamDecoder.ofDeflatedWebSocket(this::hear, 100, false)) {
            decoder.feed(bytes(hello), 2);
            assertThatThrownBy(() -> decoder.feed(bytes(again), 3)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(heard).hasSize(3).last().isEqualTo("2 Hello");
    }
}
