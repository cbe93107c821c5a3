package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.Health;
import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.measure.MessageFields.Clock;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.transport.Transports;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.Population;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.server.admin.ServerStats;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Opens subscriptions to one target, lets them warm up, measures what arrives, and says what was found.
 *
 * <p>{@link #run} is called once, by the control thread; {@link #stop} comes from any thread.
 */
public final class LoadGenerator {

    private static final String PUSHBENCH = "pushbench";
    private static final long CLOSE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);

    private final LoadConfig config;
    private final Progress progress;
    private final Function<TransportConfig, Transport> transports;
    private volatile boolean stopped;

    /** A load generator over real sockets. */
    public LoadGenerator(LoadConfig config, Progress progress) {
        this(config, progress, Transports::open);
    }

    /**
     * A load generator over other transports.
     *
     * @param transports opens one
     */
    public LoadGenerator(LoadConfig config, Progress progress, Function<TransportConfig, Transport> transports) {
        this.config = config;
        this.progress = progress;
        this.transports = transports;
    }

    /** Ends the run early: what was measured so far becomes its result. */
    public void stop() {
        stopped = true;
    }

    /**
     * Measures.
     *
     * @return a run of one block with one cell, and its histograms
     * @throws UnusableTarget if there is nothing to measure
     */
    public Contents run() throws UnusableTarget, InterruptedException {
        long startedMillis = System.currentTimeMillis();
        Push push = Push.of(config);
        CellRecorder recorder = new CellRecorder();
        try (Transport transport = transports.apply(push.target());
                Health health = new Health(transport)) {
            Population population = new Population(transport, recorder);
            String server = openFirst(population, recorder);
            try (AdminClient admin = adminOf(server)) {
                ClockOffset clock = clockOf(admin);
                recorder.expect(fieldsOf(admin), clock);
                Measurement measurement = new Measurement(config, recorder, transport, population, health, progress);
                ServerStats alone = admin == null ? null : admin.stats(true);
                push = unlessSilent(push, alone);
                openRest(population, measurement);
                ServerStats crowded = admin == null ? null : admin.stats(true);
                measurement.run(push, admin, clock, () -> stopped);
                int openAtEnd = population.openNow();
                population.close(CLOSE_TIMEOUT_NS);
                return new LoadResult(config, push.schedule(), recorder, measurement, clock)
                        .contents(startedMillis, stopped, population.opened(), openAtEnd, alone, crowded);
            }
        }
    }

    /** One subscription first: it tells whether the target can be used at all, and whose it is. */
    private String openFirst(Population population, CellRecorder recorder) throws UnusableTarget, InterruptedException {
        population.open(1, new ConnectSchedule(0), () -> stopped);
        if (population.opened() == 0) {
            throw new UnusableTarget(
                    recorder.errorExamples().isEmpty()
                            ? "stopped before the first subscription was open"
                            : recorder.errorExamples().get(0));
        }
        return population.serverHeader();
    }

    private void openRest(Population population, Measurement measurement) throws InterruptedException {
        measurement.phase(Phase.CONNECTING, 0);
        population.open(config.connections() - 1, config.connectSchedule(), () -> {
            measurement.tick();
            return stopped;
        });
    }

    private AdminClient adminOf(String server) throws UnusableTarget {
        if (PUSHBENCH.equals(server)) {
            return new AdminClient(config.transport(), config.adminToken());
        }
        if (!config.pushOnlyIfSilent()) {
            throw new UnusableTarget("--rate tells a pushbench server what to publish, but "
                    + config.transport().target() + " is " + (server == null ? "none" : "'" + server + "'")
                    + ": leave --rate out to measure what the target publishes by itself");
        }
        return null;
    }

    /** A pushbench server with nothing to say on this topic is told to: silence cannot be measured. */
    private Push unlessSilent(Push push, ServerStats server) {
        if (push.schedule() != null || server == null) {
            return push;
        }
        String topic = Push.topicOf(config.transport());
        boolean publishes =
                server.topics().stream().anyMatch(each -> each.topic().equals(topic) && each.publishing());
        return publishes ? push : Push.onTopicOfUrl(config);
    }

    private MessageFields fieldsOf(AdminClient admin) {
        if (config.fields() != null) {
            return config.fields();
        }
        return admin == null ? MessageFields.NONE : MessageFields.OF_PUSHBENCH;
    }

    private ClockOffset clockOf(AdminClient admin) throws UnusableTarget {
        if (config.fields() != null && config.fields().clock() == Clock.EPOCH) {
            return ClockOffset.toEpoch();
        }
        return admin == null ? ClockOffset.ASSUMED_SHARED : admin.clockOffset();
    }
}
