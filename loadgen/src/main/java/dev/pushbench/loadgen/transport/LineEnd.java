package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;

/** Finds the next CR or LF, eight bytes at a time. */
final class LineEnd {

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LFS = '\n' * ONES;
    private static final long CRS = '\r' * ONES;

    private LineEnd() {}

    /** The index of the first CR or LF in {@code [from, to)}, or -1. */
    static int find(ByteBuffer in, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to) {
            // Little-endian, so that the first byte is the lowest: borrows of the trick below only disturb later ones.
            long word = Long.reverseBytes(in.getLong(i));
            long hits = zeroBytes(word ^ LFS) | zeroBytes(word ^ CRS);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            i += Long.BYTES;
        }
        for (; i < to; i++) {
            byte b = in.get(i);
            if (b == '\n' || b == '\r') {
                return i;
            }
        }
        return -1;
    }

    /** The high bit of each zero byte, and perhaps of bytes above the lowest zero byte (Hacker's Delight, 6–1). */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
