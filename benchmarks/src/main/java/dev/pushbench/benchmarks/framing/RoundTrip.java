package dev.pushbench.benchmarks.framing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A payload, and what teardown checks of it. A check that fails throws, and so fails the run. */
public final class RoundTrip {

    private RoundTrip() {}

    /**
     * Text of one line whose characters take as many bytes of UTF-8 (RFC 3629, section 3) as its name says.
     *
     * @param text {@code ascii}, {@code two-byte} or {@code four-byte}
     * @param bytes of the result; what is no multiple is filled up with ASCII
     */
    static byte[] payload(String text, int bytes) {
        int first = switch (text) {
            case "ascii" -> 'a';
            case "two-byte" -> 0x3B1;
            case "four-byte" -> 0x1F600;
            default -> throw new IllegalArgumentException("no text is called '" + text + "'");
        };
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) '.');
        int at = 0;
        for (int i = 0; ; i++) {
            byte[] character = Character.toString(first + i % 24).getBytes(StandardCharsets.UTF_8);
            if (at + character.length > bytes) {
                return payload;
            }
            System.arraycopy(character, 0, payload, at, character.length);
            at += character.length;
        }
    }

    /** ASCII text of one line, in which no two neighbours are alike. */
    public static byte[] payload(int bytes) {
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = (byte) ('a' + i % 26);
        }
        return text;
    }

    static void checkFraming(long expectedBytes, int bytes, int payloadBytes) {
        if (bytes != expectedBytes) {
            throw new IllegalStateException("a payload of " + payloadBytes + " bytes got " + bytes
                    + " bytes of framing; the standard says " + expectedBytes);
        }
    }

    /** Leaves the position of {@code decoded} as it is. */
    public static void checkPayload(byte[] expected, ByteBuffer decoded) {
        int difference = ByteBuffer.wrap(expected).mismatch(decoded);
        if (difference >= 0) {
            throw new IllegalStateException("a payload of " + expected.length + " bytes came back as "
                    + decoded.remaining() + " bytes that differ at index " + difference);
        }
    }
}
