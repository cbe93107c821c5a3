package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One cell of a run while it goes on: what its targets publish, which agents are its own, and what they recorded. Owned by
 * the control thread.
 */
final class GroupRun {

    private final String cell;
    private final LoadGroup group;
    private final int firstAgent;
    private final List<Feed> feeds = new ArrayList<>();
    private final Sample[] latest;
    /** Null until an agent has handed over. */
    private Recorded recorded;

    /**
     * @param cell its name
     * @param firstAgent index among those of the run
     */
    GroupRun(String cell, LoadGroup group, int firstAgent) {
        this.cell = cell;
        this.group = group;
        this.firstAgent = firstAgent;
        for (URI url : group.placement().urls()) {
            feeds.add(new Feed(
                    group.config().withTransport(group.config().transport().withTarget(url))));
        }
        this.latest = new Sample[group.placement().agents()];
    }

    /** All groups of a run. A cell that is there already has the number of the group behind its name. */
    static List<GroupRun> of(List<LoadGroup> groups) {
        List<GroupRun> all = new ArrayList<>();
        Set<String> cells = new LinkedHashSet<>();
        int agents = 0;
        for (LoadGroup group : groups) {
            String cell = group.config().cell();
            String name = cells.add(cell) ? cell : cell + "+" + (all.size() + 1);
            cells.add(name);
            all.add(new GroupRun(name, group, agents));
            agents += group.placement().agents();
        }
        return all;
    }

    String cell() {
        return cell;
    }

    LoadConfig config() {
        return group.config();
    }

    Placement placement() {
        return group.placement();
    }

    /** What asked for it beside the first one, or null. */
    String hybrid() {
        return group.hybrid();
    }

    /**
     * The share of each agent.
     *
     * @param agents of all groups
     * @param connections of all groups, which share the connect rate
     */
    List<Part> parts(int agents, int connections) {
        double ofRate = config().connections() / (double) connections;
        return placement().parts(config(), feeds.stream().map(Feed::target).toList()).stream()
                .map(part -> part.amongGroups(
                        firstAgent,
                        agents,
                        new ConnectSchedule(part.connectSchedule().ratePerSecond() * ofRate)))
                .toList();
    }

    boolean has(int agent) {
        return agent >= firstAgent && agent < firstAgent + latest.length;
    }

    List<Feed> feeds() {
        return feeds;
    }

    /** What that agent of the run listens to. */
    Feed feedOf(int agent) {
        return feeds.get(placement().targetOf(agent - firstAgent));
    }

    /** Whether that agent of the run is the first one that listens to its feed. */
    boolean isFirstOfFeed(int agent) {
        return agent < firstAgent + feeds.size();
    }

    /** The first agent of the run that listens to that feed. */
    int firstAgentOf(int feed) {
        return firstAgent + feed;
    }

    void accept(int agent, Sample sample) {
        latest[agent - firstAgent] = sample;
    }

    /** Messages due in the window, or -1 where nobody knows. */
    long expected() {
        long sum = 0;
        for (int i = 0; i < feeds.size(); i++) {
            int subscriptions = 0;
            for (int agent = i; agent < latest.length; agent += feeds.size()) {
                subscriptions += latest[agent] == null ? 0 : latest[agent].openAtStart();
            }
            long expected = feeds.get(i).expected(subscriptions);
            if (expected < 0) {
                return -1;
            }
            sum += expected;
        }
        return sum;
    }

    /** Whether every message has arrived that was due. */
    boolean isComplete() {
        long expected = expected();
        long unique = 0;
        for (Sample sample : latest) {
            unique += sample == null ? 0 : sample.unique();
        }
        return expected >= 0 && unique >= expected;
    }

    void add(Recorded ofAgent) {
        recorded = recorded == null ? ofAgent : recorded.plus(ofAgent);
    }

    /** The sum over its agents, or null if all are gone. */
    Recorded recorded() {
        return recorded;
    }

    /** Those that its targets are on. */
    Set<TargetServer> servers() {
        Set<TargetServer> servers = new LinkedHashSet<>();
        feeds.forEach(feed -> servers.add(feed.server()));
        return servers;
    }

    /** Whether what its servers spend may be for other groups too. */
    boolean sharesAServer(Collection<GroupRun> all) {
        return all.stream()
                .filter(other -> other != this)
                .flatMap(other -> other.servers().stream())
                .anyMatch(theirs -> servers().stream().anyMatch(theirs::mayBe));
    }

    /** The one that is known worst. */
    ClockOffset clock() {
        return feeds.stream()
                .map(feed -> feed.expectation().clock())
                .max(Comparator.comparing((ClockOffset clock) -> !clock.sharedClock())
                        .thenComparingLong(ClockOffset::boundNs))
                .orElseThrow();
    }
}
