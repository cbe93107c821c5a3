package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import java.util.concurrent.atomic.AtomicBoolean;

/** One attempt of a population, and the subscription that came of it. Its thread writes; the control thread reads. */
final class Member implements SubscriptionRecorder.Lifecycle {

    private final Population population;
    private final int connection;
    private final AtomicBoolean connectionGivenUp = new AtomicBoolean();
    private final boolean holdsPermit;
    private final boolean slow;
    /** How many attempts of this place have failed in a row before this one; the control thread's. */
    private final int failuresBefore;

    private volatile boolean open;
    /** Null until it is over. */
    private volatile SubscriptionEnd end;

    private volatile SubscriptionRecorder recorder;

    /** @param connection its number, which others may have had before and may have after it */
    Member(Population population, int connection, boolean holdsPermit, boolean slow, int failuresBefore) {
        this.population = population;
        this.connection = connection;
        this.holdsPermit = holdsPermit;
        this.slow = slow;
        this.failuresBefore = failuresBefore;
    }

    void recordedBy(SubscriptionRecorder recorder) {
        this.recorder = recorder;
    }

    SubscriptionRecorder recorder() {
        return recorder;
    }

    boolean holdsPermit() {
        return holdsPermit;
    }

    int connection() {
        return connection;
    }

    /** True once, for whoever comes first. */
    boolean givesUpConnection() {
        return connectionGivenUp.compareAndSet(false, true);
    }

    boolean hasGivenUpConnection() {
        return connectionGivenUp.get();
    }

    boolean isSlow() {
        return slow;
    }

    boolean isOpen() {
        return open;
    }

    boolean isThere() {
        return open && end == null;
    }

    SubscriptionEnd end() {
        return end;
    }

    /** Failed attempts in a row, this one included if it never opened. */
    int failures() {
        return open ? 0 : failuresBefore + 1;
    }

    @Override
    public void opened(Subscription subscription, String serverHeader) {
        open = true;
        population.opened(this, subscription, serverHeader);
    }

    @Override
    public void ended(boolean wasOpen, SubscriptionEnd how) {
        end = how;
        population.ended(this, wasOpen);
    }
}
