package dev.pushbench.loadgen.measure;

/** The sums of the sequence accounting over subscriptions. Guarded by whoever owns it. */
public final class Accounting {

    private long received;
    private long duplicated;
    private long reordered;
    private long missing;
    private long expected;

    void add(SequenceTracker tracker) {
        received += tracker.received();
        duplicated += tracker.duplicated();
        reordered += tracker.reordered();
        missing += tracker.missing();
    }

    /**
     * A subscription for which it is known which numbers it must have got: those missing at either end are missing too.
     *
     * @param first of those numbers
     * @param last of those numbers; less than {@code first} if there are none
     */
    void add(SequenceTracker tracker, long first, long last) {
        add(tracker);
        long unique = tracker.received() - tracker.duplicated();
        boolean any = unique > 0;
        long from = any ? Math.min(first, tracker.lowest()) : first;
        long to = any ? Math.max(last, tracker.highest()) : last;
        long due = Math.max(0, to - from + 1);
        expected += due;
        missing += any ? tracker.lowest() - from + to - tracker.highest() : due;
    }

    Accounting copy() {
        Accounting copy = new Accounting();
        copy.received = received;
        copy.duplicated = duplicated;
        copy.reordered = reordered;
        copy.missing = missing;
        copy.expected = expected;
        return copy;
    }

    /** Every arrival that counts, repeats too. */
    public long received() {
        return received;
    }

    public long duplicated() {
        return duplicated;
    }

    public long reordered() {
        return reordered;
    }

    /** Numbers that are missing: between others of the same subscription, or of those that it must have got. */
    public long missing() {
        return missing;
    }

    /** Numbers that those subscriptions must have got of which that is known. */
    public long expected() {
        return expected;
    }
}
