package dev.pushbench.loadgen.measure;

/**
 * The messages of a window that go to all subscriptions at once.
 *
 * @param firstIndex of them
 * @param messages how many there are
 */
public record Broadcast(long firstIndex, int messages) {

    /** The messages before it: as many as it has, or all there are. */
    Broadcast before() {
        int many = (int) Math.min(firstIndex, messages);
        return new Broadcast(firstIndex - many, many);
    }
}
