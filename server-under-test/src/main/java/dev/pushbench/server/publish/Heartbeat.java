package dev.pushbench.server.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Tells every connection at an interval that it is still wanted. Without it nobody would notice that the reader of a
 * silent event stream has gone. Any thread may call any method.
 */
public final class Heartbeat implements AutoCloseable {

    /** Unless told otherwise. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(15);

    private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    private final Topics topics;
    private final Scheduler scheduler;

    /** Guarded by this. */
    private Duration interval;
    /** Guarded by this. When the next one is due; computed from the one before, so that nothing drifts. */
    private long dueNs;
    /** Guarded by this. Null before the first interval, and at the end. */
    private Scheduler.Task task;
    /** Guarded by this. Which interval it is: a task of an earlier one does nothing. */
    private int generation;

    /** @param scheduler runs by the time of the first interval */
    public Heartbeat(Topics topics, Scheduler scheduler) {
        this.topics = topics;
        this.scheduler = scheduler;
    }

    /** @throws IllegalArgumentException unless it is from 1 ms to 24 h; the message names it "heartbeat" */
    public static void check(Duration interval) {
        if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException(
                    "heartbeat is " + interval.toMillis() + "ms: it must be from 1ms to 24h");
        }
    }

    /**
     * Goes on at that interval; the next one is due one interval from now.
     *
     * @return the interval before, or null if there was none
     * @throws IllegalArgumentException as {@link #check}
     */
    public synchronized Duration every(Duration next) {
        check(next);
        close();
        Duration before = interval;
        interval = next;
        dueNs = System.nanoTime() + next.toNanos();
        schedule();
        return before;
    }

    private synchronized void schedule() {
        int own = generation;
        task = scheduler.schedule(() -> beat(own), dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void beat(int own) {
        synchronized (this) {
            if (own != generation) {
                return;
            }
            // One that comes too late to be followed in time is not made up for: it says nothing twice.
            dueNs = Math.max(dueNs + interval.toNanos(), System.nanoTime());
            schedule();
        }
        topics.heartbeat();
    }

    @Override
    public synchronized void close() {
        generation++;
        if (task != null) {
            task.cancel();
            task = null;
        }
    }
}
