package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One run, from the first connection to the result: tells the agents when to do what, and the targets what to publish.
 * Owned by the control thread; {@link #stop} comes from any thread.
 */
final class LoadRun {

    /** How far ahead something is announced to an agent in this JVM, and to agents in others. */
    private static final long LEAD_MILLIS = 100;

    private static final long LEAD_OF_PROCESSES_MILLIS = 500;

    private final List<GroupRun> groups;
    private final Agents agents;
    private final int size;
    private final int connections;
    private final Map<String, TargetServer> servers = new LinkedHashMap<>();
    private final Crew crew = new Crew(this::onSample, (agent, loss) -> onLoss(agent));
    private final LiveLine live;
    private volatile boolean stopped;
    private boolean ended;
    private Phase phase;

    LoadRun(List<LoadGroup> groups, Agents agents, Progress progress) {
        this.groups = GroupRun.of(groups);
        this.agents = agents;
        this.size = LoadGroup.agents(groups);
        this.connections = LoadGroup.connections(groups);
        int slow = parts().stream().mapToInt(Part::slowConnections).sum();
        String cells = this.groups.stream().map(GroupRun::cell).collect(Collectors.joining(", "));
        this.live = new LiveLine(progress, cells, connections - slow, size);
    }

    private List<Part> parts() {
        return groups.stream()
                .flatMap(group -> group.parts(size, connections).stream())
                .toList();
    }

    void stop() {
        stopped = true;
        crew.soon(this::end);
    }

    Contents contents() throws UnusableTarget, IOException, InterruptedException {
        long startedMillis = System.currentTimeMillis();
        try (crew) {
            crew.start(agents, parts());
            meetServers(openFirst());
            crew.all((index, agent) -> agent.openRest(feedOf(index).expectation()));
            for (TargetServer server : servers.values()) {
                server.crowded();
            }
            begin();
            crew.all((index, agent) -> agent.measure(feedOf(index).window()));
            if (groups.stream()
                    .anyMatch(group -> !group.config().slow().groups().isEmpty())) {
                servers.values().forEach(TargetServer::burdened);
            }
            boolean interrupted = stopped;
            recorded();
            return new LoadResult(groups, crew).contents(startedMillis, interrupted);
        } finally {
            servers.values().forEach(TargetServer::close);
        }
    }

    private GroupRun groupOf(int agent) {
        return groups.stream().filter(group -> group.has(agent)).findFirst().orElseThrow();
    }

    private Feed feedOf(int agent) {
        return groupOf(agent).feedOf(agent);
    }

    /** One subscription of each agent first: it tells whether a target can be used at all, and whose it is. */
    private String[] openFirst() throws UnusableTarget, IOException, InterruptedException {
        String[] headers = new String[size];
        crew.all((index, agent) -> headers[index] = agent.openFirst());
        if (!crew.losses().isEmpty()) {
            throw crew.losses().get(0);
        }
        return headers;
    }

    private void meetServers(String[] headers) throws UnusableTarget {
        for (GroupRun group : groups) {
            for (int i = 0; i < group.feeds().size(); i++) {
                Feed feed = group.feeds().get(i);
                feed.of(serverOf(group.config(), feed.target(), headers[group.firstAgentOf(i)]));
                refuseOtherMessages(feed, group.feeds().get(0));
            }
        }
    }

    private TargetServer serverOf(LoadConfig config, TransportConfig target, String header) throws UnusableTarget {
        TargetServer server = servers.get(TargetServer.addressOf(target));
        if (server == null) {
            server = TargetServer.meet(config, target, header);
            servers.put(TargetServer.addressOf(target), server);
        }
        return server;
    }

    /** One cell has one kind of figures. */
    private static void refuseOtherMessages(Feed feed, Feed first) throws UnusableTarget {
        if (!feed.expectation().fields().equals(first.expectation().fields())) {
            throw new UnusableTarget("the messages of " + feed.target().target() + " are not those of "
                    + first.target().target() + ": one is a pushbench server and the other is not, so load"
                    + " them one by one, or name the fields with --time-field");
        }
    }

    /** All servers are told at the same time: no agent hears of its window before the last of them has answered. */
    private void begin() throws UnusableTarget, IOException, InterruptedException {
        long leadMillis = size == 1 ? LEAD_MILLIS : LEAD_OF_PROCESSES_MILLIS;
        if (!ended) {
            crew.all((index, agent) -> {
                if (groupOf(index).isFirstOfFeed(index)) {
                    feedOf(index).start(leadMillis);
                }
            });
        }
        groups.forEach(group -> group.feeds().forEach(ended ? Feed::beginNothing : Feed::begin));
    }

    private void onSample(int agent, Sample sample) {
        groupOf(agent).accept(agent, sample);
        live.accept(agent, sample);
        advance();
    }

    private void onLoss(int agent) {
        live.lost(agent);
        end();
        advance();
    }

    private void advance() {
        Phase now = live.phase();
        if (now == Phase.WARMUP && size == 1) {
            // In the JVM that measures, what it takes to ask must not run for the first time when the window opens.
            servers.values().forEach(TargetServer::rehearse);
        }
        if (now != phase) {
            if (now == Phase.MEASURING) {
                servers.values().forEach(TargetServer::windowOpens);
            } else if (now == Phase.DRAINING) {
                servers.values().forEach(TargetServer::windowCloses);
                stopEarlySchedules();
            }
            phase = now;
        }
        live.reportIfDue();
        if ((phase == Phase.WARMUP || phase == Phase.MEASURING) && live.isDeserted()) {
            end();
        }
        if (phase == Phase.DRAINING && crew.losses().isEmpty()) {
            List<GroupRun> complete =
                    groups.stream().filter(GroupRun::isComplete).toList();
            forEachAgent((index, agent) -> {
                if (complete.contains(groupOf(index))) {
                    agent.finish();
                }
            });
        }
    }

    /** Ends early, a moment from now: what is due until then is still sent, and counts. */
    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAD_MILLIS);
        groups.forEach(group -> group.feeds().forEach(feed -> feed.end(endNs)));
        forEachAgent((index, agent) -> {
            TargetServer server = feedOf(index).server();
            agent.end(server == null ? endNs : server.targetNs(endNs));
        });
    }

    private void stopEarlySchedules() {
        if (ended) {
            servers.values().forEach(TargetServer::stopPublishing);
        }
    }

    private interface Order {
        void give(int index, Agent agent);
    }

    private void forEachAgent(Order order) {
        for (int i = 0; i < crew.size(); i++) {
            if (crew.isThere(i)) {
                order.give(i, crew.agent(i));
            }
        }
    }

    /** One after another, so that only one agent's records are in memory beside the sums. */
    private void recorded() throws UnusableTarget, IOException, InterruptedException {
        Recorded[] own = {null};
        for (int i = 0; i < size; i++) {
            int turn = i;
            own[0] = null;
            crew.all((index, agent) -> {
                if (index == turn) {
                    own[0] = agent.recorded();
                }
            });
            if (own[0] != null) {
                groupOf(turn).add(own[0]);
            }
        }
    }
}
