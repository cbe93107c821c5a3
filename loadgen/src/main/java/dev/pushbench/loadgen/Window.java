package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.Broadcast;
import dev.pushbench.loadgen.measure.Due;

/**
 * Which messages count: those due from start (inclusive) to end (exclusive). What comes before is the warm-up.
 *
 * @param flowStartNs when the warm-up begins, on the target's clock
 * @param startNs on the target's clock
 * @param endNs on the target's clock
 * @param scheduled whether messages are sent for this run alone: then what is late is waited for as long as it comes
 * @param due what it publishes, if subscriptions come and go meanwhile; null where that is not known, or not needed
 * @param broadcast the messages that go to all at once; null where that is not so, or not known
 */
public record Window(long flowStartNs, long startNs, long endNs, boolean scheduled, Due due, Broadcast broadcast) {

    /** The same, closed at that time at the latest. */
    Window endingBy(long latestNs) {
        return new Window(flowStartNs, startNs, Math.min(endNs, latestNs), scheduled, due, broadcast);
    }

    /** Whether it can be told when everything has arrived. */
    boolean expectedIsKnown() {
        return scheduled && due == null;
    }
}
