package dev.pushbench.loadgen.workload;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Which of a run's connections are an agent's own.
 *
 * @param first of them, from 0
 * @param own how many
 * @param all how many the run has
 */
public record Connections(int first, int own, int all) {

    /** A turn of all connections of the run at every interval from now on, evenly spaced over it. */
    OpenLoop.Schedule every(Duration interval, LongSupplier nanoClock) {
        return OpenLoop.every(nanoClock.getAsLong(), interval.toNanos(), first, all);
    }
}
