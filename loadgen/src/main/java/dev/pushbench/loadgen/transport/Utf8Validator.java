package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/**
 * Checks UTF-8 piece by piece, to the letter of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
 * Runs of ASCII go by eight bytes at a time.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class Utf8Validator {

    private static final long NON_ASCII = 0x8080808080808080L;

    /** Continuation bytes that the current sequence still lacks. */
    private int missing;
    /** What the next continuation byte may be; narrower than 80..BF only right after some lead bytes. */
    private int lowest = 0x80;

    private int highest = 0xBF;

    /** @return false at the first byte that no valid text can have there */
    boolean accepts(ByteBuffer in, int from, int to) {
        int i = from;
        while (i < to) {
            if (missing == 0) {
                i = skipAscii(in, i, to);
                if (i == to) {
                    return true;
                }
            }
            if (!step(in.get(i++) & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text may end here. */
    boolean complete() {
        return missing == 0;
    }

    private static int skipAscii(ByteBuffer in, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && (in.getLong(i) & NON_ASCII) == 0) {
            i += Long.BYTES;
        }
        while (i < to && in.get(i) >= 0) {
            i++;
        }
        return i;
    }

    private boolean step(int b) {
        if (missing == 0) {
            return lead(b);
        }
        if (b < lowest || b > highest) {
            return false;
        }
        missing--;
        lowest = 0x80;
        highest = 0xBF;
        return true;
    }

    private boolean lead(int b) {
        if (b < 0x80) {
            return true;
        }
        if (b < 0xC2 || b > 0xF4) {
            return false;
        }
        if (b < 0xE0) {
            missing = 1;
        } else if (b < 0xF0) {
            missing = 2;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else {
            missing = 3;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        }
        return true;
    }
}
