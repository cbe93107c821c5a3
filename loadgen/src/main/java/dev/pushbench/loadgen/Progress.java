package dev.pushbench.loadgen;

import java.util.List;
import org.HdrHistogram.Histogram;

/** Hears how a run goes on; called on the control thread, about once a second. */
@FunctionalInterface
public interface Progress {

    /** Nobody listens. */
    Progress NONE = update -> {};

    /** Each of them hears everything, in that order. */
    static Progress all(List<Progress> each) {
        return new Progress() {
            @Override
            public void report(Update update) {
                each.forEach(one -> one.report(update));
            }

            @Override
            public void report(Update update, Histogram responseTimes) {
                each.forEach(one -> one.report(update, responseTimes));
            }
        };
    }

    /** Something happened, or a second has passed. */
    void report(Update update);

    /**
     * The same.
     *
     * @param responseTimes since the last update, in nanoseconds; empty where there are none, and the caller's again
     *     afterwards
     */
    default void report(Update update, Histogram responseTimes) {
        report(update);
    }

    /**
     * The run at one moment.
     *
     * @param phase what it does now
     * @param cell that it measures
     * @param open subscriptions open now
     * @param wanted subscriptions asked for
     * @param elapsedMillis of this phase
     * @param lengthMillis of this phase, or 0 where that is not known
     * @param messages received so far, whether they count or not
     * @param messagesPerSecond since the last update
     * @param p50Ns median response time since the last update, or null
     * @param p99Ns 99th percentile since the last update, or null
     * @param lost messages missing between others so far; null where messages are not numbered
     * @param errors subscriptions failed or lost so far
     */
    record Update(
            Phase phase,
            String cell,
            int open,
            int wanted,
            long elapsedMillis,
            long lengthMillis,
            long messages,
            long messagesPerSecond,
            Long p50Ns,
            Long p99Ns,
            Long lost,
            long errors) {}

    /** The phases of a run, in order. */
    enum Phase {
        CONNECTING,
        WARMUP,
        MEASURING,
        DRAINING
    }
}
