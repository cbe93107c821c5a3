package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import org.HdrHistogram.Histogram;

/**
 * One agent at one moment: told when a phase begins, once a second of the wall clock, when nobody is left to listen, and
 * during the drain with every news.
 *
 * @param phase what it does now
 * @param elapsedMillis of this phase
 * @param lengthMillis of this phase, or 0 where that is not known
 * @param open subscriptions open now
 * @param deserted nobody is there, and nobody will come
 * @param openAtStart subscriptions that were open when the window opened; 0 before
 * @param arrivals messages so far, whether they count or not
 * @param unique messages so far that count, repeats left out
 * @param lost messages missing between others so far; null where messages are not numbered
 * @param errors subscriptions failed or lost so far
 * @param responseTimes since the last sample; null where there are none
 */
public record Sample(
        Phase phase,
        long elapsedMillis,
        long lengthMillis,
        int open,
        boolean deserted,
        int openAtStart,
        long arrivals,
        long unique,
        Long lost,
        long errors,
        Histogram responseTimes) {

    /** The same agent after it was lost: what it had received stays, but it holds nothing and does nothing more. */
    Sample afterLoss() {
        return new Sample(
                Phase.DRAINING,
                elapsedMillis,
                lengthMillis,
                0,
                true,
                openAtStart,
                arrivals,
                unique,
                lost,
                errors,
                null);
    }
}
