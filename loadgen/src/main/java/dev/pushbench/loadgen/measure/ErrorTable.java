package dev.pushbench.loadgen.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What went wrong, by cause, with one example of each. Any thread counts and reads. */
public final class ErrorTable {

    /** Guarded by this. */
    private final Map<String, Long> counts = new TreeMap<>();
    /** Guarded by this. In the order in which they came. */
    private final Map<String, String> examples = new LinkedHashMap<>();

    /**
     * Counts something that went wrong.
     *
     * @param cause by which it is counted
     * @param detail one line that tells of this one
     */
    public synchronized void count(String cause, String detail) {
        if (counts.merge(cause, 1L, Long::sum) == 1) {
            examples.put(cause, detail);
        }
    }

    /** How many there are of each cause. */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** One line for each cause, in the order in which they came. */
    public synchronized Map<String, String> examples() {
        return new LinkedHashMap<>(examples);
    }

    /** How many there are of all causes. */
    public synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
