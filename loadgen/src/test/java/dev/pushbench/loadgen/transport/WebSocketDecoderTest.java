package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, sections 5 and 7, as seen by a client; each frame sequence at every split point. */
class WebSocketDecoderTest {

    private static final int MAX_BYTES = 1 << 20;
    private static final int FIN = 0x80;

    private static final class Heard implements WebSocketDecoder.Sink {

        final List<String> told = new ArrayList<>();

        @Override
        public void onMessage(boolean text, ByteBuffer payload, long receivedNs) {
            told.add((text ? "text " : "binary ") + shown(payload));
        }

        @Override
        public void onPing(ByteBuffer payload, long receivedNs) {
            told.add("ping " + shown(payload));
        }

        @Override
        public void onPong(ByteBuffer payload, long receivedNs) {}

        @Override
        public void onClose(int code, String reason) {
            told.add("close " + code + " " + reason);
        }

        private static String shown(ByteBuffer payload) {
            String text = StandardCharsets.UTF_8.decode(payload).toString();
            return text.length() > 40 ? text.length() + " bytes" : text;
        }
    }

    private static List<String> decode(byte[]... reads) throws ProtocolViolation {
        Heard heard = new Heard();
        WebSocketDecoder decoder = new WebSocketDecoder(heard, MAX_BYTES, null);
        for (byte[] read : reads) {
            decoder.feed(ByteBuffer.wrap(read), 1);
        }
        return heard.told;
    }

    private static void assertDecoded(byte[] wire, String... expected) throws ProtocolViolation {
        int step = Math.max(1, wire.length / 300);
        for (int split = 0; split <= wire.length; split += split < 40 ? 1 : step) {
            assertThat(decode(Arrays.copyOf(wire, split), Arrays.copyOfRange(wire, split, wire.length)))
                    .as("split at %d", split)
                    .containsExactly(expected);
        }
        byte[][] single = new byte[wire.length][];
        for (int i = 0; i < wire.length; i++) {
            single[i] = new byte[] {wire[i]};
        }
        assertThat(decode(single)).containsExactly(expected);
    }

    private static byte[] frame(int first, byte[] payload) {
        int header = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
        ByteBuffer frame = ByteBuffer.allocate(header + payload.length).put((byte) first);
        switch (header) {
            case 2 -> frame.put((byte) payload.length);
            case 4 -> frame.put((byte) 126).putShort((short) payload.length);
            default -> frame.put((byte) 127).putLong(payload.length);
        }
        return frame.put(payload).array();
    }

    private static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] wire(byte[]... frames) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            wire.writeBytes(frame);
        }
        return wire.toByteArray();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void theExamplesOfTheRfc() throws ProtocolViolation {
        assertDecoded(hex("81 05 48 65 6c 6c 6f"), "text Hello");
        assertDecoded(hex("01 03 48 65 6c 80 02 6c 6f"), "text Hello");
        assertDecoded(hex("89 05 48 65 6c 6c 6f"), "ping Hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000})
    void everyFormOfLength(int length) throws ProtocolViolation {
        byte[] wire = wire(frame(FIN | 1, "x".repeat(length)), frame(FIN | 2, "y"));
        String shown = length > 40 ? length + " bytes" : "x".repeat(length);
        assertDecoded(wire, "text " + shown, "binary y");
    }

    @Test
    void controlFramesMayComeBetweenFragments() throws ProtocolViolation {
        byte[] wire = wire(
                frame(1, "one "),
                frame(FIN | 9, "ping"),
                frame(0, ""),
                frame(0, "two "),
                frame(FIN | 10, "pong"),
                frame(FIN, "three"),
                frame(FIN | 9, ""),
                frame(FIN | 1, "four"));
        assertDecoded(wire, "ping ping", "text one two three", "ping ", "text four");
    }

    @Test
    void aPayloadInOneReadIsHandedOnWithoutACopy() throws ProtocolViolation {
        ByteBuffer read = ByteBuffer.wrap(wire(frame(FIN | 1, "one"), frame(FIN | 2, "two")));
        List<Boolean> views = new ArrayList<>();
        WebSocketDecoder decoder = new WebSocketDecoder(
                new WebSocketDecoder.Sink() {
                    @Override
                    public void onMessage(boolean text, ByteBuffer payload, long receivedNs) {
                        views.add(payload == read);
                        payload.clear();
                    }

                    @Override
                    public void onPing(ByteBuffer payload, long receivedNs) {}

                    @Override
                    public void onPong(ByteBuffer payload, long receivedNs) {}

                    @Override
                    public void onClose(int code, String reason) {}
                },
                MAX_BYTES,
                null);
        decoder.feed(read, 1);
        assertThat(views).containsExactly(true, true);
        assertThat(read.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "c1 00, reserved bit",
        "a1 00, reserved bit",
        "91 00, reserved bit",
        "01 00 c0 00, reserved bit",
        "c9 00, reserved bit",
        "a8 00, reserved bit",
        "83 00, reserved opcode 3",
        "84 00, reserved opcode 4",
        "85 00, reserved opcode 5",
        "86 00, reserved opcode 6",
        "87 00, reserved opcode 7",
        "8b 00, reserved opcode 11",
        "8c 00, reserved opcode 12",
        "8d 00, reserved opcode 13",
        "8e 00, reserved opcode 14",
        "8f 00, reserved opcode 15",
        "89 80 00 00 00 00, masked",
        "01 00 80 80 00 00 00 00, masked",
        "81 80 00 00 00 00, masked",
        "09 00, fragmented a control frame",
        "08 00, fragmented a control frame",
        "89 7e 00 7e, more than 125 bytes",
        "88 7f 00 00 00 00 00 01 00 00, more than 125 bytes",
        "0a 00, fragmented a control frame",
        "80 00, nothing to continue",
        "00 00, nothing to continue",
        "01 00 80 00 80 00, nothing to continue",
        "01 00 81 00, in the midst of another",
        "01 00 82 00, in the midst of another",
        "81 7e 00 7d, longer form",
        "81 7f 00 00 00 00 00 00 ff ff, longer form",
        "81 7f 80 00 00 00 00 00 00 00, 2^63",
        "88 01 00, one byte",
        "88 02 03 e7, close code 999",
        "88 02 03 ec, close code 1004",
        "88 02 03 ed, close code 1005",
        "88 02 03 ee, close code 1006",
        "88 02 03 f7, close code 1015",
        "88 02 07 d0, close code 2000",
        "88 02 0b b7, close code 2999",
        "88 02 13 88, close code 5000"
    })
    void whatTheRfcForbidsIsAProtocolErrorHoweverItIsCut(String hex, String said) {
        byte[] wire = hex(hex);
        for (int split = 0; split <= wire.length; split++) {
            byte[] head = Arrays.copyOf(wire, split);
            byte[] tail = Arrays.copyOfRange(wire, split, wire.length);
            assertThatThrownBy(() -> decode(head, tail))
                    .isInstanceOfSatisfying(
                            ProtocolViolation.class,
                            violation -> assertThat(violation.closeCode()).isEqualTo(1002))
                    .hasMessageContaining(said);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void closeCodesThatMayBeSent(int code) throws ProtocolViolation {
        byte[] payload =
                ByteBuffer.allocate(5).putShort((short) code).put(hex("627965")).array();
        assertDecoded(frame(FIN | 8, payload), "close " + code + " bye");
    }

    @Test
    void aCloseFrameNeedNotSayWhy() throws ProtocolViolation {
        assertDecoded(frame(FIN | 8, ""), "close 1005 ");
        assertDecoded(hex("88 02 03 e8"), "close 1000 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0 af",
                "c1 80",
                "c2",
                "c3 28",
                "e0 80 af",
                "e0 9f bf",
                "e2 82",
                "e2 28 a1",
                "ed a0 80",
                "ed bf bf",
                "f0 80 80 af",
                "f0 8f bf bf",
                "f0 9f 98",
                "f0 28 8c bc",
                "f4 90 80 80",
                "f5 80 80 80",
                "ff"
            })
    void textThatIsNotUtf8IsFoundHoweverItIsCut(String invalid) {
        byte[] text = wire("long enough ".getBytes(StandardCharsets.US_ASCII), hex(invalid));
        byte[] whole = frame(FIN | 1, text);
        for (int split = 0; split <= whole.length; split++) {
            byte[] head = Arrays.copyOf(whole, split);
            byte[] tail = Arrays.copyOfRange(whole, split, whole.length);
            assertNotUtf8(head, tail);
        }
        for (int split = 0; split <= text.length; split++) {
            byte[] fragments = wire(
                    frame(1, Arrays.copyOf(text, split)), frame(FIN, Arrays.copyOfRange(text, split, text.length)));
            assertNotUtf8(fragments);
        }
    }

    private static void assertNotUtf8(byte[]... reads) {
        assertThatThrownBy(() -> decode(reads))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class,
                        violation -> assertThat(violation.closeCode()).isEqualTo(1007));
    }

    @Test
    void aCharacterMayBeCutByFragments() throws ProtocolViolation {
        byte[] text = "κόσμε €😀\u10ff퟿\uE000".getBytes(StandardCharsets.UTF_8);
        for (int split = 0; split <= text.length; split++) {
            byte[] wire = wire(
                    frame(1, Arrays.copyOf(text, split)),
                    frame(FIN | 9, ""),
                    frame(FIN, Arrays.copyOfRange(text, split, text.length)));
            assertDecoded(wire, "ping ", "text " + new String(text, StandardCharsets.UTF_8));
        }
    }

    @Test
    void invalidTextIsRefusedBeforeItsEnd() {
        // Fail fast: the rest of a message that is broken already is not waited for.
        byte[] begun = wire(hex("81 7e 10 00"), hex("61 ff"));
        assertNotUtf8(begun);
    }

    @Test
    void binaryMayBeAnything() throws ProtocolViolation {
        assertThat(decode(frame(FIN | 2, hex("ff fe fd 80")))).hasSize(1);
    }

    @Test
    void binaryFragmentsMayBeAnything() throws ProtocolViolation {
        byte[] wire = wire(frame(2, hex("ff")), frame(FIN | 9, "between"), frame(FIN, hex("fe c3")));
        assertDecoded(wire, "ping between", "binary " + "\uFFFD".repeat(3));
    }

    @Test
    void aCloseMayComeBetweenFragments() throws ProtocolViolation {
        assertDecoded(wire(frame(1, "one "), frame(FIN | 8, hex("03 e9 62 79 65"))), "close 1001 bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"03 e8 ff", "03 e8 c3 28", "03 e8 61 e2 82", "03 e8 ed a0 80"})
    void aCloseReasonMustBeUtf8HoweverItIsCut(String payload) {
        byte[] wire = frame(FIN | 8, hex(payload));
        for (int split = 0; split <= wire.length; split++) {
            assertNotUtf8(Arrays.copyOf(wire, split), Arrays.copyOfRange(wire, split, wire.length));
        }
    }

    @Test
    void aCloseReasonMayBeAnyText() throws ProtocolViolation {
        String reason = "tschüß € 😀";
        byte[] payload = wire(hex("0f a0"), reason.getBytes(StandardCharsets.UTF_8));
        assertDecoded(frame(FIN | 8, payload), "close 4000 " + reason);
    }

    @Test
    void aMessageThatIsTooLongIsRefusedAtItsHeader() {
        assertThatThrownBy(() -> decode(hex("82 7f 00 00 00 00 00 10 00 01")))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class,
                        violation -> assertThat(violation.closeCode()).isEqualTo(1009))
                .hasMessageContaining("message larger than 1048576 bytes");
        byte[] half = frame(2, "x".repeat(MAX_BYTES / 2));
        byte[] more = frame(0, "x".repeat(MAX_BYTES / 2 + 1));
        assertThatThrownBy(() -> decode(half, more)).hasMessageContaining("message larger than");
    }
}
