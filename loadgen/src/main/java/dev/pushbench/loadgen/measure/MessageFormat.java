package dev.pushbench.loadgen.measure;

import java.nio.ByteBuffer;

/** How to read a message. The scanners are one a thread, because a scanner keeps what it found. */
final class MessageFormat {

    private final MessageFields fields;
    private final ClockOffset clock;
    private final ThreadLocal<MessageScanner> scanners;

    MessageFormat(MessageFields fields, ClockOffset clock) {
        this.fields = fields;
        this.clock = clock;
        this.scanners = ThreadLocal.withInitial(() -> MessageScanner.of(fields));
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

    MessageScanner scan(ByteBuffer payload) {
        MessageScanner scanner = scanners.get();
        scanner.scan(payload);
        return scanner;
    }
}
