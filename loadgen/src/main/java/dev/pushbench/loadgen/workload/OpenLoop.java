package dev.pushbench.loadgen.workload;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Does something for each of several slots again and again on a schedule, in open loop: what is late is done at once, and
 * nothing is left out. One thread of its own calls {@link #advance}.
 */
final class OpenLoop implements AutoCloseable {

    /** When something is due. Pure. */
    interface Schedule {
        /**
         * On {@link System#nanoTime()}'s clock; ascending in the order (0, slot 0), (0, slot 1), …, (1, slot 0), ….
         *
         * @param index of the turn, from 0
         */
        long dueNs(long index, int slot);
    }

    /** What is to be done. */
    interface Action {
        void run(long index, int slot, long dueNs);
    }

    private final int slots;
    private final Schedule schedule;
    private final Action action;
    private final LongSupplier nanoClock;
    private final Thread thread;
    private volatile boolean closed;
    /** The thread's. */
    private long index;

    private int slot;

    /**
     * @param slots at least 1
     * @param nanoClock {@code System::nanoTime} outside of tests
     */
    OpenLoop(String name, int slots, Schedule schedule, Action action, LongSupplier nanoClock) {
        this.slots = slots;
        this.schedule = schedule;
        this.action = action;
        this.nanoClock = nanoClock;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** A turn every so often, the slots evenly spaced within it. */
    static Schedule every(long startNs, long intervalNs, double firstSlot, double allSlots) {
        return (index, slot) -> startNs + index * intervalNs + Math.round((firstSlot + slot) / allSlots * intervalNs);
    }

    OpenLoop start() {
        thread.start();
        return this;
    }

    private void run() {
        while (!closed) {
            long waitNs = advance() - nanoClock.getAsLong();
            if (waitNs > 0) {
                LockSupport.parkNanos(waitNs);
            }
        }
    }

    /** Does what is due by now; returns when the next is. */
    long advance() {
        long dueNs = schedule.dueNs(index, slot);
        while (!closed && dueNs - nanoClock.getAsLong() <= 0) {
            action.run(index, slot, dueNs);
            if (++slot == slots) {
                slot = 0;
                index++;
            }
            dueNs = schedule.dueNs(index, slot);
        }
        return dueNs;
    }

    /** Does nothing any more after this; for the action itself to call. */
    void finish() {
        closed = true;
    }

    /** Returns when nothing is being done any more. */
    @Override
    public void close() {
        finish();
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
