package dev.pushbench.benchmarks.framing;

import java.nio.ByteBuffer;

/** A payload, and what teardown checks of it. A check that fails throws, and so fails the run. */
final class RoundTrip {

    private RoundTrip() {}

    /** ASCII text of one line, in which no two neighbours are alike. */
    static byte[] payload(int bytes) {
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
    static void checkPayload(byte[] expected, ByteBuffer decoded) {
        int difference = ByteBuffer.wrap(expected).mismatch(decoded);
        if (difference >= 0) {
            throw new IllegalStateException("a payload of " + expected.length + " bytes came back as "
                    + decoded.remaining() + " bytes that differ at index " + difference);
        }
    }
}
