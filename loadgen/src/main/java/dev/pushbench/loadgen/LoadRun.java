package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.SlowResult;
import dev.pushbench.server.admin.ServerStats;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One run, from the first connection to the result: tells the agents when to do what, and the targets what to publish.
 * Owned by the control thread; {@link #stop} comes from any thread.
 */
final class LoadRun {

    /** How far ahead something is announced to an agent in this JVM, and to agents in others. */
    private static final long LEAD_MILLIS = 100;

    private static final long LEAD_OF_PROCESSES_MILLIS = 500;

    private final LoadConfig config;
    private final Placement placement;
    private final Agents agents;
    private final List<Feed> feeds = new ArrayList<>();
    private final Map<String, TargetServer> servers = new LinkedHashMap<>();
    private final Crew crew = new Crew(this::onSample, (agent, loss) -> onLoss(agent));
    private final LiveLine live;
    private final int[] openAtStart;
    private volatile boolean stopped;
    private boolean ended;
    private Phase phase;

    LoadRun(LoadConfig config, Placement placement, Agents agents, Progress progress) {
        this.config = config;
        this.placement = placement;
        this.agents = agents;
        for (URI url : placement.urls()) {
            feeds.add(new Feed(config.withTransport(config.transport().withTarget(url))));
        }
        int size = placement.agents();
        int slow = placement.parts(config, feeds.stream().map(Feed::target).toList()).stream()
                .mapToInt(Part::slowConnections)
                .sum();
        this.openAtStart = new int[size];
        this.live = new LiveLine(progress, config.transport().cell(), config.connections() - slow, size);
    }

    void stop() {
        stopped = true;
        crew.soon(this::end);
    }

    Contents contents() throws UnusableTarget, IOException, InterruptedException {
        long startedMillis = System.currentTimeMillis();
        try (crew) {
            crew.start(
                    agents,
                    placement.parts(config, feeds.stream().map(Feed::target).toList()));
            meetServers(openFirst());
            crew.all((index, agent) -> agent.openRest(serverOf(index).expectation()));
            for (TargetServer server : servers.values()) {
                server.crowded();
            }
            begin();
            crew.all((index, agent) -> agent.measure(feedOf(index).window()));
            if (!config.slow().groups().isEmpty()) {
                servers.values().forEach(TargetServer::burdened);
            }
            boolean interrupted = stopped;
            Recorded recorded = recorded();
            return new LoadResult(config, placement, feeds.get(0).schedule(), recorded, expected(), clock(), cost())
                    .contents(startedMillis, interrupted, crew.losses());
        } finally {
            servers.values().forEach(TargetServer::close);
        }
    }

    private Feed feedOf(int agent) {
        return feeds.get(placement.targetOf(agent));
    }

    private TargetServer serverOf(int agent) {
        return feedOf(agent).server();
    }

    /** One subscription of each agent first: it tells whether a target can be used at all, and whose it is. */
    private String[] openFirst() throws UnusableTarget, IOException, InterruptedException {
        String[] headers = new String[placement.agents()];
        crew.all((index, agent) -> headers[index] = agent.openFirst());
        if (!crew.losses().isEmpty()) {
            throw crew.losses().get(0);
        }
        return headers;
    }

    private void meetServers(String[] headers) throws UnusableTarget {
        for (int i = 0; i < feeds.size(); i++) {
            Feed feed = feeds.get(i);
            TransportConfig target = feed.target();
            TargetServer server = servers.get(target.target().getRawAuthority());
            if (server == null) {
                server = TargetServer.meet(config, target, headers[i]);
                servers.put(target.target().getRawAuthority(), server);
            }
            feed.of(server);
            if (!server.expectation()
                    .fields()
                    .equals(feeds.get(0).server().expectation().fields())) {
                throw new UnusableTarget("the messages of " + target.target() + " are not those of "
                        + feeds.get(0).target().target() + ": one is a pushbench server and the other is not, so load"
                        + " them one by one, or name the fields with --time-field");
            }
        }
    }

    private void begin() throws UnusableTarget {
        long leadMillis = placement.agents() == 1 ? LEAD_MILLIS : LEAD_OF_PROCESSES_MILLIS;
        for (Feed feed : feeds) {
            if (ended) {
                feed.beginNothing();
            } else {
                feed.begin(leadMillis);
            }
        }
    }

    private void onSample(int agent, Sample sample) {
        openAtStart[agent] = sample.openAtStart();
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
        long expected = phase == Phase.DRAINING ? expected() : -1;
        if (expected >= 0 && live.unique() >= expected) {
            forEachAgent((index, agent) -> agent.finish());
        }
    }

    /** Ends early, a moment from now: what is due until then is still sent, and counts. */
    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAD_MILLIS);
        feeds.forEach(feed -> feed.end(endNs));
        forEachAgent((index, agent) ->
                agent.end(serverOf(index) == null ? endNs : serverOf(index).targetNs(endNs)));
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

    /**
     * Messages due in the window, or -1 where nobody knows. Nobody does where an agent was lost: what its subscriptions
     * received went with it, and which of the messages due in a window cut short were theirs only the server could say.
     */
    private long expected() {
        if (!crew.losses().isEmpty()) {
            return -1;
        }
        long sum = 0;
        for (int i = 0; i < feeds.size(); i++) {
            int subscriptions = 0;
            for (int agent = i; agent < openAtStart.length; agent += feeds.size()) {
                subscriptions += openAtStart[agent];
            }
            long expected = feeds.get(i).expected(subscriptions);
            if (expected < 0) {
                return -1;
            }
            sum += expected;
        }
        return sum;
    }

    /** One after another, so that only one agent's records are in memory beside the sum. */
    private Recorded recorded() throws UnusableTarget, IOException, InterruptedException {
        Recorded[] sum = {null};
        for (int i = 0; i < crew.size(); i++) {
            int turn = i;
            crew.all((index, agent) -> {
                if (index == turn) {
                    Recorded own = agent.recorded();
                    sum[0] = sum[0] == null ? own : sum[0].plus(own);
                }
            });
        }
        return sum[0];
    }

    /** The one that is known worst. */
    private ClockOffset clock() {
        return servers.values().stream()
                .map(server -> server.expectation().clock())
                .max(Comparator.comparing((ClockOffset clock) -> !clock.sharedClock())
                        .thenComparingLong(ClockOffset::boundNs))
                .orElseThrow();
    }

    /** What a server spent on the subscriptions of an agent that was lost cannot be told from the rest. */
    private ServerCost cost() {
        if (!crew.losses().isEmpty()) {
            return new ServerCost(null, null, null, new SlowResult.Server(null, null, null, null));
        }
        return new ServerCost(
                sum(TargetServer::cpuNs),
                sum(TargetServer::heapGrowthBytes),
                sum(TargetServer::residentGrowthBytes),
                new SlowResult.Server(
                        underLoad(stats -> stats.process().heapUsedBytes()),
                        underLoad(stats -> stats.process().residentBytes()),
                        underLoad(ServerStats::messagesDropped),
                        underLoad(ServerStats::overflowDisconnects)));
    }

    private Long underLoad(Function<ServerStats, Long> figure) {
        return sum(server -> server.growthUnderLoad(figure));
    }

    /** Null where any server does not tell. */
    private Long sum(Function<TargetServer, Long> figure) {
        List<Long> figures = servers.values().stream().map(figure).toList();
        return figures.stream().anyMatch(Objects::isNull)
                ? null
                : Long.valueOf(figures.stream().mapToLong(Long::longValue).sum());
    }
}
