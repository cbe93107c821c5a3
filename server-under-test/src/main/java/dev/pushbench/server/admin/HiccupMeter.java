package dev.pushbench.server.admin;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * A thread that sleeps a little, again and again, and records how much too late it wakes: what the machine, the kernel
 * and the JVM do to a thread that has nothing else to do (Gil Tene's jHiccup). Whatever waits longer than this was held
 * up by something else.
 *
 * <p>Any thread reads.
 */
public final class HiccupMeter implements AutoCloseable {

    /** Often enough to see what a message would, seldom enough to take no share of a core itself. */
    private static final long INTERVAL_NS = 10_000_000;

    private final DelayRecorder hiccups = new DelayRecorder();
    private final LongConsumer onTick;
    private final Thread thread;
    private volatile boolean closed;

    /** Starts to measure. */
    public HiccupMeter() {
        this(now -> {});
    }

    /**
     * Starts to measure.
     *
     * @param onTick called at each wake-up on the meter's own thread, with {@link System#nanoTime()}; must be quick
     */
    public HiccupMeter(LongConsumer onTick) {
        this.onTick = onTick;
        thread = new Thread(this::run, "hiccup-meter");
        thread.setDaemon(true);
        thread.start();
    }

    /** Everything since the start or the last {@link #reset}, in nanoseconds; a copy. */
    public Histogram hiccups() {
        return hiccups.total();
    }

    /** Forgets what it has seen. */
    public void reset() {
        hiccups.reset();
    }

    private void run() {
        while (!closed) {
            long wakeAtNs = System.nanoTime() + INTERVAL_NS;
            long nowNs;
            do {
                LockSupport.parkNanos(wakeAtNs - System.nanoTime());
                nowNs = System.nanoTime();
            } while (nowNs < wakeAtNs && !closed);
            hiccups.record(nowNs - wakeAtNs);
            onTick.accept(nowNs);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
