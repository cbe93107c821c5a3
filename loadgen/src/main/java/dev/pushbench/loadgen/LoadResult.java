package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Recorded.Counts;
import dev.pushbench.loadgen.Recorded.Exchanged;
import dev.pushbench.loadgen.Recorded.Growth;
import dev.pushbench.loadgen.limits.Locality;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.loadgen.measure.Health.Vitals;
import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.loadgen.measure.MessageFields.Clock;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.loadgen.workload.Interaction;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Exchange;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.publish.SendSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns what was recorded into a result. Owned by the control thread, after everything has ended. */
final class LoadResult {

    private static final double NS_PER_SECOND = 1e9;

    private final LoadConfig config;
    private final Placement placement;
    private final SendSchedule published;
    private final Recorded recorded;
    private final long expected;
    private final ClockOffset clock;
    private final ServerCost cost;
    private final String cell;
    private final SlowOutcome slow;

    /**
     * @param published what the targets were told to publish, or null
     * @param expected messages due in the window, or -1 where nobody knows
     * @param clock of the target whose clock is known worst
     */
    LoadResult(
            LoadConfig config,
            Placement placement,
            SendSchedule published,
            Recorded recorded,
            long expected,
            ClockOffset clock,
            ServerCost cost) {
        this.config = config;
        this.placement = placement;
        this.published = published;
        this.recorded = recorded;
        Long due = recorded.exchanged().due();
        // Whoever sends knows best what was due, also in a run that was cut short.
        this.expected = expected < 0 || due == null ? expected : due;
        this.clock = clock;
        this.cost = cost;
        this.cell = config.transport().cell();
        this.slow = new SlowOutcome(recorded, expected, cost.slow());
    }

    Contents contents(long startedMillis, boolean interrupted, List<AgentLost> losses) {
        CellResult result = cell();
        List<Gate> gates = gates(result, losses);
        boolean valid = !interrupted && gates.stream().allMatch(Gate::passed);
        RunResult run = new RunResult(
                RunResult.SCHEMA_VERSION,
                "load",
                valid,
                interrupted,
                Instant.ofEpochMilli(startedMillis).toString(),
                "",
                config.profile().seed(),
                Machine.describe(targetSharesCores()),
                config.resolved(placement, published),
                gates,
                warnings(),
                List.of(result),
                List.of(new BlockResult(1, List.of(result))),
                List.of(),
                failures());
        return new Contents(run, histograms(startedMillis));
    }

    private CellResult cell() {
        return new CellResult(
                cell,
                config.connections() - slow.connections(),
                recorded.subscriptions().tcpConnections(),
                recorded.flow().windowNs(),
                messages(),
                summary(Metric.RESPONSE_TIME),
                summary(Metric.SERVICE_TIME),
                summary(Metric.SCHEDULE_LAG),
                summary(Metric.CONNECT_TIME),
                summary(Metric.HEADERS_TIME),
                summary(Metric.FIRST_MESSAGE),
                summary(Metric.GAP),
                summary(Metric.LAST_DELIVERY),
                connectsPerSecond(),
                new Cpu(
                        inWindow(Vitals::cpuNs),
                        perMessage(cost.cpuNs(), recorded.flow().windowMessages())),
                memory(),
                inWindow(Vitals::allocatedBytes),
                perMessage(recorded.flow().bytes(), recorded.flow().messages()),
                errors(),
                recorded.counts().excluded(),
                exchange(),
                recorded.turnover(),
                slow.result());
    }

    /** Null for a run that only listened, and heard nothing but messages. */
    private Exchange exchange() {
        Exchanged exchanged = recorded.exchanged();
        if (config.interaction().equals(Interaction.NONE) && exchanged.heartbeats() == 0) {
            return null;
        }
        return new Exchange(
                config.interaction().sends() ? exchanged.sent() : null,
                exchanged.matched(),
                exchanged.unmatched(),
                exchanged.heartbeats(),
                summary(Metric.HEARTBEAT_GAP),
                summary(Metric.PING_TIME),
                perConnectionSecond(
                        recorded.vitals() == null ? null : recorded.vitals().cpuNs()),
                perConnectionSecond(cost.cpuNs()));
    }

    private Double perConnectionSecond(Long cpuNs) {
        double connectionSeconds =
                recorded.subscriptions().openAtStart() * (recorded.flow().windowNs() / NS_PER_SECOND);
        return cpuNs == null || !config.interaction().idle() || connectionSeconds == 0
                ? null
                : cpuNs / connectionSeconds;
    }

    private LatencySummary summary(Metric metric) {
        return LatencySummary.of(recorded.total(metric));
    }

    /** Of what the generator used while the window was open, the share of one message. */
    private Double inWindow(Function<Vitals, Long> figure) {
        return recorded.vitals() == null
                ? null
                : perMessage(figure.apply(recorded.vitals()), recorded.flow().windowMessages());
    }

    private static Double perMessage(Long sum, long messages) {
        return sum == null || messages == 0 ? null : (double) sum / messages;
    }

    /** {@code received − duplicated + lost = expected}; the gate "accounting" checks it where expected is known. */
    private Messages messages() {
        Counts counts = recorded.counts();
        if (!recorded.sequenced()) {
            return new Messages(null, counts.unique(), null, null, null, counts.clamped());
        }
        long unique = counts.received() - counts.duplicated();
        if (counts.expected() >= 0) {
            return new Messages(
                    counts.expected(),
                    counts.received(),
                    counts.missing(),
                    counts.duplicated(),
                    counts.reordered(),
                    counts.clamped());
        }
        long due = expected < 0 ? unique + counts.missing() : expected;
        return new Messages(
                due,
                counts.received(),
                Math.max(0, due - unique),
                counts.duplicated(),
                counts.reordered(),
                counts.clamped());
    }

    private Memory memory() {
        int opened = recorded.subscriptions().opened();
        if (opened < LocalAgent.CONNECTIONS_FOR_MEMORY || !config.profile().isSteady()) {
            return new Memory(null, null, null, null);
        }
        Growth client = recorded.growth();
        return new Memory(
                perSubscription(cost.heapGrowthBytes()),
                perSubscription(cost.residentGrowthBytes()),
                client == null ? null : perSubscription(client.heapBytes()),
                client == null ? null : perSubscription(client.residentBytes()));
    }

    /** Each agent's first one is there before the growth begins. */
    private Double perSubscription(Long growthBytes) {
        return growthBytes == null
                ? null
                : growthBytes / (double) (recorded.subscriptions().opened() - placement.agents());
    }

    private Double connectsPerSecond() {
        int opened = recorded.subscriptions().opened() - placement.agents();
        return opened == 0 || !config.profile().isSteady()
                ? null
                : opened * NS_PER_SECOND / recorded.subscriptions().openingNs();
    }

    private Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        recorded.failures().forEach((cause, failure) -> errors.put(cause, failure.count()));
        return errors;
    }

    private List<Failure> failures() {
        return recorded.failures().entrySet().stream()
                .map(each -> new Failure(
                        cell,
                        each.getKey(),
                        each.getValue().count(),
                        each.getValue().example(),
                        Cause.remedy(each.getKey())))
                .toList();
    }

    private List<Gate> gates(CellResult result, List<AgentLost> losses) {
        Gates gates = new Gates(cell);
        if (recorded.turnover() == null) {
            gates.subscriptions(
                    config.connections() - slow.connections(),
                    recorded.subscriptions().opened() - slow.opened(),
                    recorded.subscriptions().openAtEnd());
        } else {
            gates.turnover(recorded.turnover(), config.profile().reconnect());
        }
        if (slow.any()) {
            gates.slowSubscriptions(slow.connections(), slow.opened());
        }
        if (!config.interaction().idle()) {
            gates.messages(result.messages());
            gates.samples(recorded.timed() ? result.responseTime() : result.gap());
        }
        if (recorded.exchanged().unmatched() != null) {
            gates.expectations(
                    recorded.exchanged().matched(), recorded.exchanged().unmatched());
        }
        gates.resources(slow.errorsWith(result.errors()));
        if (recorded.timed()) {
            gates.clock(clock);
        }
        gates.scheduleLag(
                config.interaction().roundTrip() ? "load generator" : "publisher",
                result.scheduleLag(),
                published == null ? null : published.ratePerSecond());
        if (recorded.vitals() != null) {
            gates.generator(recorded.vitals(), Runtime.getRuntime().availableProcessors());
        }
        List<Gate> all = new ArrayList<>(gates.all());
        losses.forEach(loss -> all.add(new Gate("processes", cell, null, false, loss.getMessage())));
        if (losses.isEmpty() && placement.agents() > 1) {
            all.add(new Gate(
                    "processes", cell, null, true, "all " + placement.agents() + " processes measured to the end"));
        }
        return all;
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (targetSharesCores()) {
            warnings.add("Client and server share the cores of one machine: latency holds their competition too, so"
                    + " read it beside the CPU per message.");
        }
        if (!recorded.timed() && !config.interaction().idle()) {
            warnings.add("The target's messages carry no times that this run knows of, so there is no latency: connect"
                    + " time, time to the first message, gaps and throughput are all that can be measured. Name the"
                    + " field with --time-field if there is one.");
        } else if (config.fields() != null) {
            warnings.add(
                    config.fields().clock() == Clock.EPOCH
                            ? "One-way times rest on the wall clocks of both sides: they are as good as those agree."
                            : "One-way times rest on the target reading the monotonic clock of this host.");
        }
        Integer streamLimit = recorded.subscriptions().peerStreamLimit();
        if (streamLimit != null && streamLimit < config.transport().streamsPerConnection()) {
            warnings.add("The target allows only " + streamLimit
                    + " streams on one HTTP/2 connection, so there are more connections than asked for.");
        }
        if (recorded.notes().redirects() > 0) {
            warnings.add("The target redirected: " + recorded.notes().redirects() + " redirects were followed, to "
                    + recorded.notes().redirectedTo() + " for one. Times until a subscription is open hold them.");
        }
        if (recorded.notes().uncompressed() > 0) {
            warnings.add("The target declined compression: it sends to "
                    + recorded.notes().uncompressed()
                    + " subscriptions without, although the cell's name says it was asked for.");
        }
        long unreadable = recorded.counts().excluded().unreadable();
        if (unreadable > 0) {
            warnings.add(unreadable + " messages had no readable fields and are in no figure.");
        }
        warnings.addAll(slow.examples());
        return warnings;
    }

    private boolean targetSharesCores() {
        return placement.urls().stream().anyMatch(Locality::onThisMachine);
    }

    private List<TaggedHistogram> histograms(long startedMillis) {
        Metric headline = recorded.timed() ? Metric.RESPONSE_TIME : Metric.GAP;
        List<TaggedHistogram> histograms = new ArrayList<>();
        recorded.intervals()
                .forEach(interval -> histograms.add(new TaggedHistogram(
                        cell, headline, interval.startMillis(), interval.endMillis(), interval.histogram())));
        long endMillis = System.currentTimeMillis();
        for (Metric metric : Metric.values()) {
            if (metric != headline && recorded.total(metric).getTotalCount() > 0) {
                histograms.add(new TaggedHistogram(cell, metric, startedMillis, endMillis, recorded.total(metric)));
            }
        }
        return histograms;
    }
}
