package dev.pushbench.loadgen.experiment;

import java.util.List;
import java.util.OptionalLong;

/**
 * Which load to try next, so that few probes tell how much a target bears: doubled until a probe misses, then bisected.
 * Where the first one misses already, it is halved until one does not. Pure: the outcomes so far in, the next probe out.
 *
 * <p>A miss is believed only when the same load misses twice in a row, because a busy machine makes any target miss now
 * and then. What was met is believed at once: noise hardly ever makes a run look better than the target is. Outcomes that
 * contradict each other end the search all the same, for it never looks outside of the interval between the largest load
 * that was met and the smallest that was missed.
 *
 * @param least the smallest load that may be tried; at least 1
 * @param start the first one
 * @param most the largest one
 * @param resolutionPercent the search ends when the smallest load that was missed is at most so much above the largest
 *     that was met; or one above it
 * @param probes how many there are at most, repeats included
 */
public record CapacitySearch(long least, long start, long most, int resolutionPercent, int probes) {

    /** No load was missed twice. */
    static final long NONE = Long.MAX_VALUE;

    private static final long PER_CENT = 100;

    public CapacitySearch {
        if (least < 1 || start < least || most < start) {
            throw new IllegalArgumentException(
                    "a search from " + start + " needs bounds around it, not " + least + " and " + most);
        }
        if (resolutionPercent < 1 || resolutionPercent > PER_CENT) {
            throw new IllegalArgumentException(
                    "--find-resolution is " + resolutionPercent + ": it must be from 1 to 100 per cent");
        }
        if (probes < 1) {
            throw new IllegalArgumentException("--find-probes is " + probes + ": it must be at least 1");
        }
    }

    /** What came of one probe. */
    record Outcome(long load, boolean met) {}

    /**
     * The next load.
     *
     * @param outcomes of all probes so far, in their order
     * @return empty when the search is over
     */
    OptionalLong next(List<Outcome> outcomes) {
        if (outcomes.size() >= probes) {
            return OptionalLong.empty();
        }
        if (outcomes.isEmpty()) {
            return OptionalLong.of(start);
        }
        Outcome last = outcomes.get(outcomes.size() - 1);
        long missed = missed(outcomes);
        if (!last.met() && last.load() < missed) {
            return OptionalLong.of(last.load());
        }
        return between(met(outcomes), missed);
    }

    private OptionalLong between(long met, long missed) {
        if (missed == NONE) {
            return met == most ? OptionalLong.empty() : OptionalLong.of(met > most / 2 ? most : 2 * met);
        }
        if (met == 0) {
            return missed == least ? OptionalLong.empty() : OptionalLong.of(Math.max(least, missed / 2));
        }
        boolean fine = missed - met <= Math.max(1, met * resolutionPercent / PER_CENT);
        return fine ? OptionalLong.empty() : OptionalLong.of(met + (missed - met) / 2);
    }

    /** The largest load that was met, or 0. */
    static long met(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome::met)
                .mapToLong(Outcome::load)
                .max()
                .orElse(0);
    }

    /** The smallest load that was missed twice in a row, or {@link #NONE}. */
    static long missed(List<Outcome> outcomes) {
        long missed = NONE;
        for (int i = 1; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (!outcome.met() && outcomes.get(i - 1).equals(outcome)) {
                missed = Math.min(missed, outcome.load());
            }
        }
        return missed;
    }
}
