package dev.pushbench.loadgen;

import java.util.List;

/**
 * One cell of a run: subscriptions of one kind, and which processes hold them.
 *
 * @param config of these subscriptions; warm-up, duration and profile are those of all groups of the run
 * @param placement which of the group's processes loads which target
 * @param hybrid what asked for a group beside the first one, as {@code wss://x/live=10%}; null for the first one
 */
public record LoadGroup(LoadConfig config, Placement placement, String hybrid) {

    /** The only group of a run, or the first one. */
    public LoadGroup(LoadConfig config, Placement placement) {
        this(config, placement, null);
    }

    /** How many processes groups of a run have in all. */
    static int agents(List<LoadGroup> groups) {
        return groups.stream().mapToInt(group -> group.placement().agents()).sum();
    }

    /** How many subscriptions they have in all. */
    static int connections(List<LoadGroup> groups) {
        return groups.stream().mapToInt(group -> group.config().connections()).sum();
    }
}
