package dev.pushbench.loadgen.measure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds up to three numbers in a JSON object by scanning its bytes once: no tree, no String, no allocation. It stops as
 * soon as it has them all, which in the messages of our own server is after the third field.
 *
 * <p>It trusts that what it scans is JSON; in something else it finds nothing, or a number that happens to stand behind
 * the same key. A value may be a number, with or without a fraction, or a number in quotes; with an exponent it counts as
 * absent. Objects inside of arrays are not looked into. Owned by one thread at a time.
 */
final class FieldScanner implements MessageScanner {

    /** Deeper nesting is skipped over: the set of open containers is one long. */
    private static final int MAX_DEPTH = 62;

    private static final int FIELDS = 3;

    private final byte[][][] paths = new byte[FIELDS][][];
    private final long[] units = new long[FIELDS];
    private final long[] values = new long[FIELDS];
    /** How many keys of each path lead to the object that is being scanned. */
    private final int[] matched = new int[FIELDS];

    private final int wanted;

    FieldScanner(MessageFields fields) {
        paths[0] = keys(fields.sequencePath());
        paths[1] = keys(fields.intendedPath());
        paths[2] = keys(fields.sentPath());
        units[0] = 1;
        units[1] = fields.unit().nanos();
        units[2] = fields.unit().nanos();
        int count = 0;
        for (byte[][] path : paths) {
            count += path == null ? 0 : 1;
        }
        wanted = count;
    }

    private static byte[][] keys(String path) {
        if (path == null) {
            return null;
        }
        String[] parts = path.split("\\.");
        byte[][] keys = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            keys[i] = parts[i].getBytes(StandardCharsets.UTF_8);
        }
        return keys;
    }

    @Override
    public long sequence() {
        return values[0];
    }

    @Override
    public long intendedNs() {
        return values[1];
    }

    @Override
    public long sentNs() {
        return values[2];
    }

    @Override
    public void scan(ByteBuffer json) {
        for (int field = 0; field < FIELDS; field++) {
            values[field] = ABSENT;
            matched[field] = 0;
        }
        if (wanted > 0) {
            scan(json, json.position(), json.limit());
        }
    }

    private void scan(ByteBuffer json, int from, int end) {
        int left = wanted;
        int depth = 0;
        long objects = 0;
        boolean keyNext = false;
        int at = from;
        while (at < end) {
            switch (json.get(at)) {
                case '{' -> {
                    if (++depth > MAX_DEPTH) {
                        return;
                    }
                    objects |= 1L << depth;
                    keyNext = true;
                }
                case '[' -> {
                    if (++depth > MAX_DEPTH) {
                        return;
                    }
                    objects &= ~(1L << depth);
                    keyNext = false;
                }
                case '}', ']' -> {
                    leave(depth);
                    if (--depth <= 0) {
                        return;
                    }
                    keyNext = false;
                }
                case ',' -> keyNext = (objects & 1L << depth) != 0;
                case '"' -> {
                    int close = endOfString(json, at + 1, end);
                    if (keyNext) {
                        int value = startOfValue(json, close + 1, end);
                        left -= take(json, at + 1, close, value, end, depth);
                        if (left == 0) {
                            return;
                        }
                        keyNext = false;
                    }
                    at = close;
                }
                default -> {
                    // White space, colons, digits, literals: nothing to do.
                }
            }
            at++;
        }
    }

    /** Leaving a container on a path leaves one key of the path behind. */
    private void leave(int depth) {
        for (int field = 0; field < FIELDS; field++) {
            if (matched[field] > 0 && matched[field] == depth - 1) {
                matched[field]--;
            }
        }
    }

    /** Compares a key of the object at that depth with each path; returns how many fields its value was. */
    private int take(ByteBuffer json, int keyFrom, int keyEnd, int value, int end, int depth) {
        int taken = 0;
        for (int field = 0; field < FIELDS; field++) {
            byte[][] path = paths[field];
            if (path == null
                    || values[field] != ABSENT
                    || matched[field] != depth - 1
                    || matched[field] >= path.length) {
                continue;
            }
            if (!isKey(json, keyFrom, keyEnd, path[matched[field]])) {
                continue;
            }
            if (depth == path.length) {
                values[field] = number(json, value, end, units[field]);
                taken += values[field] == ABSENT ? 0 : 1;
            } else if (value < end && json.get(value) == '{') {
                matched[field] = depth;
            }
        }
        return taken;
    }

    private static boolean isKey(ByteBuffer json, int from, int end, byte[] key) {
        if (end - from != key.length) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (json.get(from + i) != key[i]) {
                return false;
            }
        }
        return true;
    }

    private static int endOfString(ByteBuffer json, int from, int end) {
        int at = from;
        while (at < end && json.get(at) != '"') {
            at += json.get(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, end);
    }

    private static int startOfValue(ByteBuffer json, int from, int end) {
        int at = from;
        while (at < end && (json.get(at) == ':' || json.get(at) == ' ')) {
            at++;
        }
        return at;
    }

    /** The number at a place, in nanoseconds or as it is; {@link #ABSENT} if there is none that fits into a long. */
    private static long number(ByteBuffer json, int from, int end, long unit) {
        int at = from < end && json.get(from) == '"' ? from + 1 : from;
        boolean negative = at < end && json.get(at) == '-';
        if (negative) {
            at++;
        }
        int firstDigit = at;
        long whole = 0;
        for (; at < end && isDigit(json.get(at)); at++) {
            whole = whole * 10 + (json.get(at) - '0');
            if (whole < 0 || at - firstDigit > 18) {
                return ABSENT;
            }
        }
        if (at == firstDigit || Math.multiplyHigh(whole, unit) != 0) {
            return ABSENT;
        }
        long value = whole * unit;
        if (at < end && json.get(at) == '.') {
            long weight = unit;
            for (at++; at < end && isDigit(json.get(at)); at++) {
                weight /= 10;
                value += weight * (json.get(at) - '0');
            }
        }
        if (value < 0 || at < end && (json.get(at) | 0x20) == 'e') {
            return ABSENT;
        }
        return negative ? -value : value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
