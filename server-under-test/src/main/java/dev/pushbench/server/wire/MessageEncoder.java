package dev.pushbench.server.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the JSON of a message straight into bytes: no String, no JSON tree. */
public final class MessageEncoder {

    private static final byte[] SEQ = ascii("{\"seq\":");
    private static final byte[] INTENDED = ascii(",\"intended\":");
    private static final byte[] SENT = ascii(",\"sent\":");
    private static final byte[] PAD = ascii(",\"pad\":\"");
    private static final byte[] END = ascii("\"}");
    private static final int MAX_DIGITS = 19;

    /** Room for the fields with three numbers of 19 digits each, in bytes: no payload can be smaller. */
    public static final int MIN_PAYLOAD_BYTES =
            SEQ.length + INTENDED.length + SENT.length + PAD.length + END.length + 3 * MAX_DIGITS;

    private MessageEncoder() {}

    /**
     * Encodes one message.
     *
     * @param sequence counts from 0 within a topic; not negative
     * @param intendedNs when the schedule says that it is due, on the clock of {@link System#nanoTime()}; not negative
     * @param sentNs when it is actually sent, on the same clock; not negative
     * @param payloadBytes exact length of the result, at least {@link #MIN_PAYLOAD_BYTES}
     */
    public static byte[] encode(long sequence, long intendedNs, long sentNs, int payloadBytes) {
        if (payloadBytes < MIN_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("payload of " + payloadBytes + " bytes is too small: a message needs "
                    + MIN_PAYLOAD_BYTES + " for its sequence and times");
        }
        byte[] json = new byte[payloadBytes];
        int at = put(json, 0, SEQ);
        at = putNumber(json, at, sequence);
        at = put(json, at, INTENDED);
        at = putNumber(json, at, intendedNs);
        at = put(json, at, SENT);
        at = putNumber(json, at, sentNs);
        at = put(json, at, PAD);
        Arrays.fill(json, at, payloadBytes - END.length, (byte) 'x');
        put(json, payloadBytes - END.length, END);
        return json;
    }

    private static int put(byte[] into, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, into, at, bytes.length);
        return at + bytes.length;
    }

    private static int putNumber(byte[] into, int at, long number) {
        if (number < 0) {
            throw new IllegalArgumentException("negative number in a message: " + number);
        }
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
