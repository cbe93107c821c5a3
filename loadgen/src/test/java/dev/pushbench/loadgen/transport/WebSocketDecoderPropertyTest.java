package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Messages that were put into any fragments, with pings between, and cut anywhere, come out as they went in. */
class WebSocketDecoderPropertyTest {

    private static final int FIN = 0x80;
    private static final int BINARY = 2;
    private static final int PING = 9;

    /** One message: its kind, its text, where it is cut into fragments, and whether pings come before each. */
    private record Sent(boolean text, String payload, List<Integer> fragments, boolean pings) {

        private String told() {
            return (text ? "text " : "binary ") + payload;
        }
    }

    @Provide
    Arbitrary<List<Sent>> messages() {
        Arbitrary<String> payload = Arbitraries.strings()
                .withChars("aé€😀\u0000".toCharArray())
                .ofMaxLength(80)
                // Half of a pair of surrogates is no text.
                .map(any -> new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        Arbitrary<List<Integer>> cuts =
                Arbitraries.integers().between(0, 300).list().ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(true, false), payload, cuts, Arbitraries.of(true, false))
                .as(Sent::new)
                .list()
                .ofMaxSize(5);
    }

    @Property(tries = 1000)
    void messagesComeOutAsTheyWentIn(@ForAll("messages") List<Sent> sent, @ForAll List<@IntRange(min = 0) Integer> cuts)
            throws ProtocolViolation {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        sent.forEach(message -> write(message, wire, expected));
        List<String> told = new ArrayList<>();
        WebSocketDecoder decoder = new WebSocketDecoder(new Telling(told), 1 << 16, null);

        for (byte[] read : cut(wire.toByteArray(), cuts)) {
            decoder.feed(ByteBuffer.wrap(read), 1);
        }

        assertThat(told).isEqualTo(expected);
    }

    private static void write(Sent message, ByteArrayOutputStream wire, List<String> expected) {
        List<byte[]> fragments = cut(message.payload.getBytes(StandardCharsets.UTF_8), message.fragments);
        for (int i = 0; i < fragments.size(); i++) {
            if (message.pings) {
                frame(FIN | PING, new byte[] {(byte) ('a' + i)}, wire);
                expected.add("ping " + (char) ('a' + i));
            }
            int opcode = i > 0 ? 0 : message.text ? 1 : BINARY;
            frame(opcode | (i == fragments.size() - 1 ? FIN : 0), fragments.get(i), wire);
        }
        expected.add(message.told());
    }

    private static void frame(int first, byte[] payload, ByteArrayOutputStream wire) {
        wire.write(first);
        if (payload.length < 126) {
            wire.write(payload.length);
        } else {
            wire.write(126);
            wire.write(payload.length >> 8);
            wire.write(payload.length);
        }
        wire.writeBytes(payload);
    }

    private static List<byte[]> cut(byte[] bytes, List<Integer> cuts) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int to :
                cuts.stream().mapToInt(cut -> cut % (bytes.length + 1)).sorted().toArray()) {
            parts.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        parts.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return parts;
    }

    private record Telling(List<String> told) implements WebSocketDecoder.Sink {

        @Override
        public void onMessage(boolean text, ByteBuffer payload, long receivedNs) {
            told.add((text ? "text " : "binary ") + StandardCharsets.UTF_8.decode(payload));
        }

        @Override
        public void onPing(ByteBuffer payload, long receivedNs) {
            told.add("ping " + StandardCharsets.UTF_8.decode(payload));
        }

        @Override
        public void onPong(ByteBuffer payload, long receivedNs) {}

        @Override
        public void onClose(int code, String reason) {
            told.add("close");
        }
    }
}
