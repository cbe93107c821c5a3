package dev.pushbench.loadgen.measure;

import com.google.re2j.Pattern;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the messages that match a regular expression and those that do not. RE2 takes time linear in the message,
 * whatever the expression; and only the first {@value #MAX_BYTES} bytes are looked at. Any thread.
 */
public final class MessageCheck {

    /** More of a message is not looked at. */
    public static final int MAX_BYTES = 64 << 10;

    private final Pattern expected;
    private final LongAdder matched = new LongAdder();
    private final LongAdder unmatched = new LongAdder();

    /** @param expected an expression that has been checked */
    public MessageCheck(String expected) {
        this.expected = Pattern.compile(expected);
    }

    /** Takes a message; changes neither position nor limit. */
    void take(ByteBuffer payload) {
        byte[] utf8 = new byte[Math.min(MAX_BYTES, payload.remaining())];
        payload.get(payload.position(), utf8);
        (expected.matcher(utf8).find() ? matched : unmatched).increment();
    }

    /** Messages that matched so far. */
    public long matched() {
        return matched.sum();
    }

    /** Messages that did not, so far. */
    public long unmatched() {
        return unmatched.sum();
    }
}
