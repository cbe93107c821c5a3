package dev.pushbench.loadgen;

import dev.pushbench.loadgen.limits.Locality;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /** What it takes to open that many, if that were all of the run. */
    public Plan plan(int connections) {
        TransportConfig transport = config.transport();
        // A client that POSTs over HTTP/1.1 has a connection for it beside its event stream.
        boolean posts = config.interaction().roundTrip()
                && !transport.webSocket()
                && transport.httpVersion() == HttpVersion.HTTP_1_1;
        return new Plan(
                posts ? 2 * connections : connections,
                placement.agents(),
                ports().size(),
                transport.httpVersion(),
                transport.streamsPerConnection(),
                transport.network().bindAddresses().size(),
                placement.urls().stream().anyMatch(Locality::onThisMachine) ? Plan.Server.HERE : Plan.Server.ELSEWHERE,
                0);
    }

    /** What it takes to open all groups of a run, in their order. Those with a target in common share its port. */
    public static List<Plan> plans(List<LoadGroup> groups) {
        List<Plan> alone = groups.stream()
                .map(group -> group.plan(group.config().connections()))
                .toList();
        return IntStream.range(0, groups.size())
                .mapToObj(i -> alone.get(i)
                        .beside(IntStream.range(0, groups.size())
                                .filter(other -> other != i)
                                .mapToLong(other -> groups.get(other).toPortsOf(groups.get(i), alone.get(other)))
                                .sum()))
                .toList();
    }

    /** How many of its TCP connections use up the same local ports as those of another group. */
    private long toPortsOf(LoadGroup other, Plan plan) {
        if (plan.sources() > 0) {
            // A port that is bound before is taken for every target.
            return plan.tcpConnections();
        }
        Set<String> common = ports();
        int own = common.size();
        common.retainAll(other.ports());
        return plan.tcpConnections() * common.size() / own;
    }

    /** Host and port of each target, once. */
    private Set<String> ports() {
        return placement.urls().stream()
                .map(url -> url.getHost().toLowerCase(Locale.ROOT) + ":" + port(url))
                .collect(Collectors.toSet());
    }

    private int port(URI url) {
        int ofScheme = config.transport().withTarget(url).secure() ? 443 : 80;
        return url.getPort() < 0 ? ofScheme : url.getPort();
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
