package dev.pushbench.loadgen.measure;

import java.nio.ByteBuffer;

/** How to read a message. The scanners are one a thread, because a scanner keeps what it found. */
final class MessageFormat {

    private final MessageFields fields;
    private final ClockOffset clock;
    private final ThreadLocal<FieldScanner> scanners;

    MessageFormat(MessageFields fields, ClockOffset clock) {
        this.fields = fields;
        this.clock = clock;
        this.scanners = ThreadLocal.withInitial(() -> new FieldScanner(fields));
    }

    boolean hasTimes() {
        return fields.intendedPath() != null;
    }

    boolean hasSequence() {
        return fields.sequencePath() != null;
    }

    /** From our clock to the target's. */
    long targetNs(long nanoTime) {
        return nanoTime + clock.offsetNs();
    }

    FieldScanner scan(ByteBuffer payload) {
        FieldScanner scanner = scanners.get();
        scanner.scan(payload);
        return scanner;
    }
}
