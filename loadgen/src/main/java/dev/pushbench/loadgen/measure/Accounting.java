package dev.pushbench.loadgen.measure;

/** The sums of the sequence accounting over subscriptions. Guarded by whoever owns it. */
public final class Accounting {

    private long received;
    private long duplicated;
    private long reordered;
    private long missing;

    void add(SequenceTracker tracker) {
        received += tracker.received();
        duplicated += tracker.duplicated();
        reordered += tracker.reordered();
        missing += tracker.missing();
    }

    Accounting copy() {
        Accounting copy = new Accounting();
        copy.received = received;
        copy.duplicated = duplicated;
        copy.reordered = reordered;
        copy.missing = missing;
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

    /** Numbers that are missing between others of the same subscription. */
    public long missing() {
        return missing;
    }
}
