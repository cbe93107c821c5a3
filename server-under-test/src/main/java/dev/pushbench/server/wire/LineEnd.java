package dev.pushbench.server.wire;

import java.nio.ByteBuffer;

/**
 * Finds the next CR or LF, which is what ends a line of an event stream (WHATWG HTML, section 9.2.5): 32 bytes at a time
 * while they hold nothing but what text is made of, then 8.
 */
public final class LineEnd {

    private static final int STRIDE = 4 * Long.BYTES;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LFS = '\n' * ONES;
    private static final long CRS = '\r' * ONES;
    /** CR is the higher of the two. */
    private static final long ABOVE_CRS = ('\r' + 1) * ONES;

    private LineEnd() {}

    /**
     * Looks at the bytes between two absolute positions, and leaves the buffer's own as they are.
     *
     * @return the index of the first CR or LF in {@code [from, to)}, or -1
     */
    public static int find(ByteBuffer in, int from, int to) {
        int i = from;
        while (i < to) {
            i = skipText(in, i, to);
            int stop = Math.min(i + STRIDE, to);
            int end = findByWord(in, i, stop);
            if (end >= 0) {
                return end;
            }
            // It was a tab, say.
            i = stop;
        }
        return -1;
    }

    /** Where the first 32 bytes begin that have a control character among them, or that are no more 32. */
    private static int skipText(ByteBuffer in, int from, int to) {
        int i = from;
        while (i <= to - STRIDE) {
            long suspects = upToCr(in.getLong(i))
                    | upToCr(in.getLong(i + Long.BYTES))
                    | upToCr(in.getLong(i + 2 * Long.BYTES))
                    | upToCr(in.getLong(i + 3 * Long.BYTES));
            if ((suspects & HIGHS) != 0) {
                return i;
            }
            i += STRIDE;
        }
        return i;
    }

    private static int findByWord(ByteBuffer in, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            // Little-endian, so that the first byte is the lowest: borrows of the trick below only disturb later ones.
            long word = Long.reverseBytes(in.getLong(i));
            long hits = zeroBytes(word ^ LFS) | zeroBytes(word ^ CRS);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; i < to; i++) {
            byte b = in.get(i);
            if (b == '\n' || b == '\r') {
                return i;
            }
        }
        return -1;
    }

    /** A high bit is set if any byte is CR or below, and only then; not always that byte's (Hacker's Delight, 6–1). */
    private static long upToCr(long word) {
        return (word - ABOVE_CRS) & ~word;
    }

    /** The high bit of each zero byte, and perhaps of bytes above the lowest zero byte (Hacker's Delight, 6–1). */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
