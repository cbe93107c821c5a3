package dev.pushbench.loadgen.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many bytes a slow reader may have read by now: a token bucket, worked out from the clock by arithmetic. It holds
 * what two periods earn, so that a late timer costs nothing and a silent peer earns no burst.
 *
 * <p>Used by one thread.
 */
final class ReadBudget {

    /** How often a slow reader reads: rarely enough that a thousand of them cost little. */
    static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long NS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private final LongSupplier nanoClock;
    /** How long it takes to earn what is worth a read. */
    private final long earningNs;
    /** When the bucket was empty, or will be once its debt is paid. */
    private long emptyNs;

    /**
     * An empty bucket.
     *
     * @param bytesPerSecond from 0, for never, to {@value Subscription#MAX_BYTES_PER_SECOND}
     */
    ReadBudget(long bytesPerSecond, LongSupplier nanoClock) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoClock = nanoClock;
        this.earningNs = bytesPerSecond == 0 ? 0 : Math.max(PERIOD_NS, nsOf(1));
        this.emptyNs = nanoClock.getAsLong();
    }

    /** Whether there will never be anything to read. */
    boolean isNever() {
        return bytesPerSecond == 0;
    }

    /** Bytes that may be read now, at least 0. */
    int available() {
        if (isNever()) {
            return 0;
        }
        long nowNs = nanoClock.getAsLong();
        if (nowNs - emptyNs > 2 * earningNs) {
            emptyNs = nowNs - 2 * earningNs;
        }
        return (int) Math.max(0, (nowNs - emptyNs) * bytesPerSecond / NS_PER_SECOND);
    }

    /** So many were read; more than was available is a debt. */
    void taken(int bytes) {
        if (!isNever()) {
            emptyNs += nsOf(bytes);
        }
    }

    /** Nanoseconds until there is enough for a read to be worthwhile, at least 0. Never is no time: ask before. */
    long waitNs() {
        return Math.max(0, emptyNs + earningNs - nanoClock.getAsLong());
    }

    private long nsOf(long bytes) {
        return (bytes * NS_PER_SECOND + bytesPerSecond - 1) / bytesPerSecond;
    }
}
