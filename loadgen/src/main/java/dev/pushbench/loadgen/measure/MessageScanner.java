package dev.pushbench.loadgen.measure;

import dev.pushbench.loadgen.measure.MessageFields.Encoding;
import java.nio.ByteBuffer;

/** Finds the numbers in the bytes of a message and keeps them until the next one. Owned by one thread at a time. */
sealed interface MessageScanner permits FieldScanner, BinaryScanner {

    /** What a number is that was not found. */
    long ABSENT = Long.MIN_VALUE;

    /** One for messages of that kind. */
    static MessageScanner of(MessageFields fields) {
        return fields.encoding() == Encoding.JSON
                ? new FieldScanner(fields)
                : new BinaryScanner(fields.encoding() == Encoding.BASE64);
    }

    /** Looks for the numbers between position and limit; changes neither. */
    void scan(ByteBuffer payload);

    /** The sequence that {@link #scan} found, or {@link #ABSENT}. */
    long sequence();

    /** The intended time in nanoseconds, or {@link #ABSENT}. */
    long intendedNs();

    /** The time of sending in nanoseconds, or {@link #ABSENT}. */
    long sentNs();
}
