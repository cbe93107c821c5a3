package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import java.util.concurrent.TimeUnit;

/** One attempt of a population, and the subscription that came of it. Its thread writes; the control thread reads. */
final class Member implements SubscriptionRecorder.Lifecycle {

    private final Population population;
    private final int connection;
    private final boolean holdsPermit;
    private final boolean slow;
    private final Place place;

    /** Guarded by this. */
    private boolean connectionGivenUp;

    private volatile boolean open;
    /** Null until it is over. */
    private volatile SubscriptionEnd end;

    private volatile SubscriptionRecorder recorder;
    private volatile Resumption resumption;

    /** @param connection its number, which others may have had before and may have after it */
    Member(Population population, int connection, boolean holdsPermit, boolean slow, Place place) {
        this.population = population;
        this.connection = connection;
        this.holdsPermit = holdsPermit;
        this.slow = slow;
        this.place = place;
    }

    /** @param said null unless another one is to go on where this one ends */
    void recordedBy(SubscriptionRecorder recorder, Resumption said) {
        this.recorder = recorder;
        this.resumption = said;
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

    /** True once, for whoever comes first. Whoever acts on it holds this member's lock until that is done. */
    synchronized boolean givesUpConnection() {
        boolean first = !connectionGivenUp;
        connectionGivenUp = true;
        return first;
    }

    /** Likewise. */
    synchronized boolean hasGivenUpConnection() {
        return connectionGivenUp;
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

    /** What it leaves to the next one. */
    Place left() {
        int failures = open ? 0 : place.failures() + 1;
        Resumption said = resumption;
        return said != null && open
                ? new Place(
                        failures,
                        said.lastEventId(),
                        said.retryMillis() < 0 ? place.retryNs() : TimeUnit.MILLISECONDS.toNanos(said.retryMillis()))
                : new Place(failures, place.lastEventId(), place.retryNs());
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
