package dev.pushbench.loadgen.workload;

/**
 * One agent's share of the subscriptions. The shares of all agents add up, whatever the number that is shared.
 *
 * @param before subscriptions of the agents before this one
 * @param own subscriptions of this one
 * @param whole subscriptions of all
 */
public record Share(int before, int own, int whole) {

    /** The share of that many. */
    public int of(int all) {
        return (int) ((long) all * (before + own) / whole - (long) all * before / whole);
    }
}
