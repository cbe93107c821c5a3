package dev.pushbench.loadgen.measure;

import java.util.Arrays;

/**
 * Accounts for the sequence numbers of one subscription: exactly, in any order of arrival.
 *
 * <p>Numbers between the lowest and the highest that have not arrived are kept as ranges, of which there are none in a
 * healthy stream. A number that arrives below the highest is <em>reordered</em> if it was missing, and
 * <em>duplicated</em> if it was not. Owned by one thread at a time.
 */
final class SequenceTracker {

    /**
     * A hostile peer could make a range with every message. Beyond this many the oldest one is taken as lost for good;
     * should one of its numbers arrive after all, it counts as duplicated.
     */
    private static final int MAX_RANGES = 1_024;

    private static final long[] NO_RANGES = {};

    private long lowest = Long.MAX_VALUE;
    private long highest = Long.MIN_VALUE;
    private long received;
    private long duplicated;
    private long reordered;

    /** Pairs of first and last missing number, ascending. */
    private long[] missing = NO_RANGES;

    private int missingLength;

    /** Takes a number in; true unless it is a repeat. */
    boolean take(long sequence) {
        received++;
        if (sequence > highest) {
            // The first one takes the same way as all others: what is new in a measurement is compiled in it.
            if (sequence - highest > 1 && received > 1) {
                addRange(missingLength, highest + 1, sequence - 1);
            }
            highest = sequence;
            lowest = Math.min(lowest, sequence);
        } else if (sequence < lowest) {
            if (lowest - sequence > 1) {
                addRange(0, sequence + 1, lowest - 1);
            }
            lowest = sequence;
            reordered++;
        } else if (takeMissing(sequence)) {
            reordered++;
        } else {
            duplicated++;
            return false;
        }
        return true;
    }

    private boolean takeMissing(long sequence) {
        for (int i = 0; i < missingLength; i += 2) {
            long first = missing[i];
            long last = missing[i + 1];
            if (sequence < first) {
                return false;
            }
            if (sequence > last) {
                continue;
            }
            if (first == last) {
                removeRange(i);
            } else if (sequence == first) {
                missing[i] = sequence + 1;
            } else {
                missing[i + 1] = sequence - 1;
                if (sequence < last) {
                    addRange(i + 2, sequence + 1, last);
                }
            }
            return true;
        }
        return false;
    }

    private void addRange(int at, long first, long last) {
        int place = at;
        if (missingLength == 2 * MAX_RANGES) {
            removeRange(0);
            place = Math.max(0, at - 2);
        }
        if (missingLength + 2 > missing.length) {
            missing = Arrays.copyOf(missing, Math.max(4, 2 * missing.length));
        }
        System.arraycopy(missing, place, missing, place + 2, missingLength - place);
        missing[place] = first;
        missing[place + 1] = last;
        missingLength += 2;
    }

    private void removeRange(int at) {
        System.arraycopy(missing, at + 2, missing, at, missingLength - at - 2);
        missingLength -= 2;
    }

    /** The lowest number that has arrived; meaningless before one has. */
    long lowest() {
        return lowest;
    }

    /** The highest number that has arrived; meaningless before one has. */
    long highest() {
        return highest;
    }

    /** Every arrival, repeats too. */
    long received() {
        return received;
    }

    /** Arrivals of a number that had arrived before. */
    long duplicated() {
        return duplicated;
    }

    /** Arrivals below a number that had arrived before, repeats not counted. */
    long reordered() {
        return reordered;
    }

    /** Numbers between the lowest and the highest that have not arrived, those taken as lost for good among them. */
    long missing() {
        return received == 0 ? 0 : highest - lowest + 1 - (received - duplicated);
    }
}
