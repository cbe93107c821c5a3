package dev.pushbench.server.publish;

import dev.pushbench.server.wire.PushMessage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Sends the messages of one schedule on a thread of its own, in open loop: it waits for the time, never for a receiver.
 * When it is late (a stall, an overload) it sends at once, with the time at which the message was due still in it, so
 * that the delay shows up in the response time and in {@link #lag()}.
 *
 * <p>Who subscribes is looked at once per index: all messages of an index go to the same subscriptions, and a
 * subscription sees consecutive sequence numbers from the first one it gets.
 */
public final class Publisher implements AutoCloseable {

    private final Topic topic;
    private final SendSchedule schedule;
    private final long startNs;
    private final LongSupplier nanoClock;
    private final Thread thread;
    private final Recorder lagNs = new Recorder(3);
    /** All lags so far; guarded by itself. */
    private final Histogram lagTotalNs = new Histogram(3);

    private volatile boolean closed;

    Publisher(Topic topic, SendSchedule schedule, long startNs, LongSupplier nanoClock) {
        this.topic = topic;
        this.schedule = schedule;
        this.startNs = startNs;
        this.nanoClock = nanoClock;
        this.thread = new Thread(this::run, "publisher-" + topic.name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What it follows. */
    public SendSchedule schedule() {
        return schedule;
    }

    /** When index 0 was due, on the clock of {@link System#nanoTime()}. */
    public long startNs() {
        return startNs;
    }

    /** Whether it still has something to send. */
    public boolean running() {
        return thread.isAlive();
    }

    /** Actually sent − intended of every send so far, in nanoseconds; a copy. */
    public Histogram lag() {
        synchronized (lagTotalNs) {
            lagTotalNs.add(lagNs.getIntervalHistogram());
            return lagTotalNs.copy();
        }
    }

    /** Stops sending; returns when the thread sends no more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (long index = 0; schedule.has(index) && !closed; index++) {
            Subscriber[] subscribers = subscribersOf(index);
            if (schedule.pattern() == Pattern.BROADCAST) {
                broadcast(index, subscribers);
            } else {
                spread(index, subscribers);
            }
        }
    }

    private Subscriber[] subscribersOf(long index) {
        awaitUntil(startNs + schedule.dueNs(index, 0, 1));
        return topic.snapshot();
    }

    private void broadcast(long index, Subscriber[] subscribers) {
        if (closed || subscribers.length == 0) {
            return;
        }
        PushMessage message = messageDueAt(index, startNs + schedule.dueNs(index, 0, 1));
        for (Subscriber subscriber : subscribers) {
            subscriber.offer(message);
        }
    }

    private void spread(long index, Subscriber[] subscribers) {
        for (int slot = 0; slot < subscribers.length && !closed; slot++) {
            long dueNs = startNs + schedule.dueNs(index, slot, subscribers.length);
            awaitUntil(dueNs);
            subscribers[slot].offer(messageDueAt(index, dueNs));
        }
    }

    private PushMessage messageDueAt(long index, long intendedNs) {
        long sentNs = nanoClock.getAsLong();
        lagNs.recordValue(Math.max(0, sentNs - intendedNs));
        return schedule.format().encode(index, intendedNs, sentNs, schedule.payloadBytes());
    }

    private void awaitUntil(long timeNs) {
        for (long waitNs = timeNs - nanoClock.getAsLong(); waitNs > 0 && !closed; ) {
            LockSupport.parkNanos(waitNs);
            waitNs = timeNs - nanoClock.getAsLong();
        }
    }
}
