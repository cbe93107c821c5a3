package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Recorded.Counts;
import dev.pushbench.loadgen.Recorded.Exchanged;
import dev.pushbench.loadgen.Recorded.Failure;
import dev.pushbench.loadgen.Recorded.Growth;
import dev.pushbench.loadgen.measure.Health.Vitals;
import dev.pushbench.loadgen.workload.Interaction;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Exchange;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Works out a cell's figures from what its agents recorded. Owned by the control thread, after everything has ended. */
final class CellFigures {

    private static final double NS_PER_SECOND = 1e9;

    private final GroupRun group;
    private final LoadConfig config;
    private final Recorded recorded;
    private final Map<Metric, Histogram> totals;
    private final SlowOutcome slow;
    private final long expected;
    private final ServerCost cost;

    /**
     * @param totals the histogram of each metric, which may be empty
     * @param expected messages due in the window, or -1 where nobody knows
     * @param cost of its servers
     */
    CellFigures(GroupRun group, Map<Metric, Histogram> totals, SlowOutcome slow, long expected, ServerCost cost) {
        this.group = group;
        this.config = group.config();
        this.recorded = group.recorded();
        this.totals = totals;
        this.slow = slow;
        Long due = recorded.exchanged().due();
        // Whoever sends knows best what was due, also in a run that was cut short.
        this.expected = expected < 0 || due == null ? expected : due;
        this.cost = cost;
    }

    CellResult result() {
        return new CellResult(
                group.cell(),
                config.connections() - slow.connections(),
                clients(),
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
                Failure.counts(recorded.failures()),
                recorded.counts().excluded(),
                exchange(),
                recorded.turnover(),
                slow.result(),
                null);
    }

    /** As many as it takes; the last one may have fewer subscriptions. */
    private int clients() {
        int each = config.transport().streamsPerConnection();
        return (config.connections() - slow.connections() + each - 1) / each;
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
                config.interaction().roundTrip()
                        ? perMessage(
                                recorded.flow().bytesSent(), recorded.flow().messages())
                        : null,
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
        return LatencySummary.of(totals.get(metric));
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
        long due = counts.expected();
        long lost = counts.missing();
        if (due < 0) {
            due = expected < 0 ? unique + counts.missing() : expected;
            lost = Math.max(0, due - unique);
        }
        return new Messages(due, counts.received(), lost, counts.duplicated(), counts.reordered(), counts.clamped());
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
                client == null ? null : perSubscription(client.residentBytes()),
                perSubscription(cost.kernelGrowthBytes()));
    }

    /** Each agent's first one is there before the growth begins. */
    private Double perSubscription(Long growthBytes) {
        return growthBytes == null || openedBesideFirst() == 0 ? null : (double) growthBytes / openedBesideFirst();
    }

    private int openedBesideFirst() {
        return recorded.subscriptions().opened() - group.placement().agents();
    }

    private Double connectsPerSecond() {
        int opened = openedBesideFirst();
        return opened == 0 || !config.profile().isSteady()
                ? null
                : opened * NS_PER_SECOND / recorded.subscriptions().openingNs();
    }
}
