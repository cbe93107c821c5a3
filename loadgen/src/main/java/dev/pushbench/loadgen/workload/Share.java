package dev.pushbench.loadgen.workload;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One agent's share of the subscriptions. The shares of all agents add up, whatever the number that is shared.
 *
 * @param before subscriptions of the agents before this one
 * @param own subscriptions of this one
 * @param whole subscriptions of all
 */
public record Share(int before, int own, int whole) {

    /** The share of that many. */
    public int of(int all) {
        return (int) ((long) all * (before + own) / whole - (long) all * before / whole);
    }

    /** A turn of all connections of the run at every interval from now on, evenly spaced over it; these have theirs. */
    OpenLoop.Schedule every(Duration interval, LongSupplier nanoClock) {
        return OpenLoop.every(nanoClock.getAsLong(), interval.toNanos(), before, whole);
    }
}
