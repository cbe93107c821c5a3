package dev.pushbench.loadgen.measure;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the last subscriber had each message of a broadcast: the largest response time of each index. Any thread records.
 */
final class Deliveries {

    private final long firstIndex;
    private final AtomicLongArray lastNs;

    Deliveries(Broadcast broadcast) {
        this.firstIndex = broadcast.firstIndex();
        this.lastNs = new AtomicLongArray(broadcast.messages());
    }

    void record(long index, long responseNs) {
        long place = index - firstIndex;
        if (place < 0 || place >= lastNs.length()) {
            return;
        }
        int slot = (int) place;
        long before = lastNs.get(slot);
        while (responseNs > before && !lastNs.compareAndSet(slot, before, responseNs)) {
            before = lastNs.get(slot);
        }
    }

    /** In the order of the messages; 0 for one that nobody has. */
    long[] lastNs() {
        long[] values = new long[lastNs.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = lastNs.get(i);
        }
        return values;
    }
}
