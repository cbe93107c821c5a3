package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Recorded.Counts;
import dev.pushbench.loadgen.Recorded.Exchanged;
import dev.pushbench.loadgen.Recorded.Failure;
import dev.pushbench.loadgen.Recorded.Flow;
import dev.pushbench.loadgen.Recorded.Growth;
import dev.pushbench.loadgen.Recorded.Subscriptions;
import dev.pushbench.loadgen.measure.Accounting;
import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.Health;
import dev.pushbench.loadgen.measure.MessageCheck;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Conversation;
import dev.pushbench.loadgen.workload.Conversations;
import dev.pushbench.loadgen.workload.Population;
import dev.pushbench.loadgen.workload.SlowGroup;
import dev.pushbench.loadgen.workload.Steering;
import dev.pushbench.reports.result.CellResult.Turnover;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.admin.ProcessStats;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** An agent in this JVM: its steps run on the thread that calls them. */
final class LocalAgent implements Agent {

    private static final long CLOSE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    /** Growth of a heap says something of one connection only where there are many. */
    static final int CONNECTIONS_FOR_MEMORY = 100;

    private final Part part;
    private final CellRecorder recorder;
    private final Transport transport;
    private final Health health;
    private final Conversation conversation;
    private final Population population;
    /** Null where nobody comes or goes. */
    private final Steering steering;

    private final Sampler sampler;
    private ClockOffset clock = ClockOffset.ASSUMED_SHARED;
    /** Null before the window. */
    private Measurement measurement;
    /** With one subscription; null where it is of no use. */
    private ProcessStats alone;

    private volatile boolean stopped;
    private volatile boolean finished;
    private volatile long latestEndNs = Long.MAX_VALUE;

    LocalAgent(Part part, Consumer<Sample> samples, Function<TransportConfig, Transport> transports) {
        this.part = part;
        String expect = part.interaction().expect();
        this.recorder = new CellRecorder(expect == null ? null : new MessageCheck(expect));
        this.transport = transports.apply(part.transport());
        this.health = new Health(transport);
        this.conversation = Conversations.of(
                part.interaction(),
                part.roundTrips(),
                part.share(),
                part.transport().webSocket(),
                this::onFailedPost);
        this.population = new Population(
                transport, recorder, conversation, part.slow(), part.profile().reconnect());
        this.steering = part.profile().isSteady() ? null : new Steering(part.profile(), part.share(), population);
        this.sampler = new Sampler(recorder, population, steering, samples, part.intervalMillis());
    }

    /** Those that are under way when everything is closed are lost messages, and no failures. */
    private void onFailedPost(SubscriptionEnd failure) {
        if (failure.cause() != SubscriptionEnd.Cause.CLOSED_BY_US) {
            recorder.errors().count("POST: " + failure.cause().label(), failure.detail());
        }
    }

    @Override
    public String name() {
        return "process " + part.number() + " of " + part.of();
    }

    @Override
    public String openFirst() throws UnusableTarget, InterruptedException {
        population.open(1, new ConnectSchedule(0), () -> stopped);
        if (population.opened() == 0) {
            throw new UnusableTarget(
                    recorder.errors().examples().isEmpty()
                            ? "stopped before the first subscription was open"
                            : recorder.errors().examples().values().iterator().next());
        }
        return population.serverHeader();
    }

    @Override
    public void openRest(Expectation expectation) throws InterruptedException {
        clock = expectation.clock();
        recorder.expect(expectation.fields(), clock);
        if (part.share().own() >= CONNECTIONS_FOR_MEMORY && steering == null) {
            alone = ProcessStats.afterCollection();
        }
        sampler.phase(Phase.CONNECTING, 0);
        if (!part.profile().isStaged()) {
            population.open(part.share().own() - 1, part.connectSchedule(), () -> {
                sampler.tick();
                return stopped;
            });
        }
    }

    @Override
    public void measure(Window window) throws InterruptedException {
        measurement = new Measurement(
                transport,
                recorder,
                population,
                steering,
                health,
                sampler,
                clock,
                window,
                () -> latestEndNs,
                () -> finished);
        conversation.begin(
                window.flowStartNs() - clock.offsetNs(),
                window.startNs() - clock.offsetNs(),
                () -> Math.min(window.endNs(), latestEndNs) - clock.offsetNs());
        measurement.run();
    }

    @Override
    public void end(long endNs) {
        latestEndNs = endNs;
        stopped = true;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public Recorded recorded() throws InterruptedException {
        int openAtEnd = population.openNow();
        Turnover turnover = steering == null ? null : steering.turnover();
        Growth growth = alone == null ? null : Growth.between(alone, ProcessStats.afterCollection());
        conversation.close();
        // A subscription adds its accounting when it ends.
        population.close(CLOSE_TIMEOUT_NS);
        boolean measured = measurement != null;
        return new Recorded(
                recorder.hasTimes(),
                recorder.hasSequence(),
                totals(),
                sampler.intervals(),
                recorder.lastDeliveriesNs(),
                counts(recorder),
                new Subscriptions(
                        population.opened(),
                        population.openingNs(),
                        measured ? measurement.openAtStart() : 0,
                        openAtEnd,
                        measured ? measurement.tcpConnections() : 0,
                        measured && measurement.peerStreamLimit().isPresent()
                                ? measurement.peerStreamLimit().getAsInt()
                                : null),
                measured ? measurement.flow() : new Flow(0, 0, 0, 0, 0),
                failures(recorder),
                turnover,
                measured ? measurement.vitals() : null,
                growth,
                exchanged(),
                slow(),
                transport.notes());
    }

    private List<SlowRecorded> slow() {
        List<SlowRecorded> recorded = new ArrayList<>();
        for (int i = 0; i < population.slowGroups().size(); i++) {
            SlowGroup group = population.slowGroups().get(i);
            recorded.add(new SlowRecorded(
                    group.kind().what(),
                    part.slow().count(i, part.share().own()),
                    group.opened(),
                    group.ended(),
                    group.recorder().arrivals(),
                    counts(group.recorder()),
                    group.recorder().total(Metric.RESPONSE_TIME),
                    failures(group.recorder())));
        }
        return recorded;
    }

    private Exchanged exchanged() {
        MessageCheck check = recorder.check();
        return new Exchanged(
                conversation.due(),
                conversation.sent(),
                check == null ? null : check.matched(),
                check == null ? null : check.unmatched(),
                recorder.heartbeats());
    }

    private Map<Metric, Histogram> totals() {
        Map<Metric, Histogram> totals = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            Histogram total = recorder.total(metric);
            if (total.getTotalCount() > 0) {
                totals.put(metric, total);
            }
        }
        return totals;
    }

    private static Counts counts(CellRecorder recorder) {
        Accounting accounting = recorder.accounting();
        return new Counts(
                accounting.received(),
                accounting.duplicated(),
                accounting.reordered(),
                accounting.missing(),
                recorder.expected(),
                recorder.uniqueInWindow(),
                recorder.clamped(),
                recorder.excluded());
    }

    private static Map<String, Failure> failures(CellRecorder recorder) {
        Map<String, String> examples = recorder.errors().examples();
        Map<String, Failure> failures = new TreeMap<>();
        recorder.errors()
                .counts()
                .forEach((cause, count) -> failures.put(cause, new Failure(count, examples.get(cause))));
        return failures;
    }

    @Override
    public void close() {
        conversation.close();
        health.close();
        transport.close();
    }
}
