package dev.pushbench.loadgen;

import dev.pushbench.loadgen.limits.Locality;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
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

    /** What it takes to open that many. */
    public Plan plan(int connections) {
        TransportConfig transport = config.transport();
        // A client that POSTs over HTTP/1.1 has a connection for it beside its event stream.
        boolean posts = config.interaction().roundTrip()
                && !transport.webSocket()
                && transport.httpVersion() == HttpVersion.HTTP_1_1;
        return new Plan(
                posts ? 2 * connections : connections,
                placement.agents(),
                placement.urls().size(),
                transport.httpVersion(),
                transport.streamsPerConnection(),
                transport.network().bindAddresses().size(),
                placement.urls().stream().anyMatch(Locality::onThisMachine) ? Plan.Server.HERE : Plan.Server.ELSEWHERE);
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
