package dev.pushbench.loadgen;

/** Hears how a run goes on; called on the control thread, about once a second. */
@FunctionalInterface
public interface Progress {

    /** Nobody listens. */
    Progress NONE = update -> {};

    /** Something happened, or a second has passed. */
    void report(Update update);

    /**
     * The run at one moment.
     *
     * @param phase what it does now
     * @param cell that it measures
     * @param open subscriptions open now
     * @param wanted subscriptions asked for
     * @param elapsedMillis of this phase
     * @param lengthMillis of this phase, or 0 where that is not known
     * @param messagesPerSecond since the last update
     * @param p50Ns median response time since the last update, or null
     * @param p99Ns 99th percentile since the last update, or null
     * @param errors subscriptions failed or lost so far
     */
    record Update(
            Phase phase,
            String cell,
            int open,
            int wanted,
            long elapsedMillis,
            long lengthMillis,
            long messagesPerSecond,
            Long p50Ns,
            Long p99Ns,
            long errors) {}

    /** The phases of a run, in order. */
    enum Phase {
        CONNECTING,
        WARMUP,
        MEASURING,
        DRAINING
    }
}
