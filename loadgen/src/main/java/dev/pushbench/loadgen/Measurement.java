package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Progress.Update;
import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.Health;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.workload.Population;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.admin.ScheduleStarted;
import dev.pushbench.server.admin.ServerStats;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * The part of a run in which messages flow: warm-up, window, drain. Owned by the control thread, which samples the
 * recorders at intervals; everything that arrives meanwhile is the event loops' business.
 */
final class Measurement {

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    /** A drain ends when nothing has come for this long. */
    private static final long DRAIN_SILENCE_NS = 2 * SECOND_NS;
    /** Where nobody knows how much is still to come. */
    private static final long DRAIN_UNKNOWN_NS = SECOND_NS / 2;

    private static final long MAX_DRAIN_UNKNOWN_NS = 30 * SECOND_NS;
    /** More intervals than this say no more in a chart, and would fill the heap in a long run. */
    private static final int MAX_INTERVALS = 600;

    private final LoadConfig config;
    private final CellRecorder recorder;
    private final Transport transport;
    private final Population population;
    private final Health health;
    private final Progress progress;
    private final Metric headline;
    private final List<TaggedHistogram> intervals = new ArrayList<>();

    private Phase phase = Phase.CONNECTING;
    private long phaseStartNs = System.nanoTime();
    private long phaseLengthNs;
    private long lastTickNs = System.nanoTime();
    private long lastTickArrivals;
    private long intervalStartMillis;
    private Histogram sinceTick = new Histogram(3);

    private long flowBytes;
    private long flowMessages;
    private long windowMessages;
    private long windowNs;
    private long expected;
    private int tcpConnections;
    private OptionalInt peerStreamLimit = OptionalInt.empty();
    private Health.Vitals vitals;
    private Long serverCpuNs;

    Measurement(
            LoadConfig config,
            CellRecorder recorder,
            Transport transport,
            Population population,
            Health health,
            Progress progress) {
        this.config = config;
        this.recorder = recorder;
        this.transport = transport;
        this.population = population;
        this.health = health;
        this.progress = progress;
        this.headline = recorder.hasTimes() ? Metric.RESPONSE_TIME : Metric.GAP;
    }

    void phase(Phase next, long lengthNs) {
        phase = next;
        phaseStartNs = System.nanoTime();
        phaseLengthNs = lengthNs;
        report();
    }

    /** Called often; reports once a second. */
    void tick() {
        if (System.nanoTime() - lastTickNs >= SECOND_NS) {
            sample();
            report();
        }
    }

    /**
     * Lets messages flow and measures them.
     *
     * @param push what the target publishes for this run
     * @param admin of the target, or null
     */
    void run(Push push, AdminClient admin, ClockOffset clock, BooleanSupplier stopped)
            throws UnusableTarget, InterruptedException {
        tcpConnections = transport.tcpConnections();
        peerStreamLimit = transport.peerStreamLimit();
        long bytesBefore = transport.bytesReceived();
        long arrivalsBefore = recorder.arrivals();
        long flowStartNs = System.nanoTime() + clock.offsetNs();
        long startNs = flowStartNs + config.warmup().toNanos();
        long endNs = startNs + config.duration().toNanos();
        if (push.schedule() != null) {
            ScheduleStarted started = admin.start(push.topic(), push.schedule());
            flowStartNs = started.startNs();
            startNs = flowStartNs + push.windowStartNs();
            endNs = flowStartNs + push.windowEndNs();
        }
        intervalStartMillis = System.currentTimeMillis();
        recorder.window(startNs, endNs);
        phase(Phase.WARMUP, startNs - clock.offsetNs() - System.nanoTime());
        await(startNs, clock, stopped);
        if (push.schedule() == null) {
            bytesBefore = transport.bytesReceived();
            arrivalsBefore = recorder.arrivals();
        }
        long openAtStart = population.openNow();

        boolean early = measure(startNs, endNs, admin, clock, stopped);
        if (early) {
            endNs = System.nanoTime() + clock.offsetNs();
            recorder.window(startNs, endNs);
        }
        windowNs = Math.max(0, endNs - startNs);
        expected = push.schedule() == null ? -1 : push.expected((int) openAtStart, endNs - flowStartNs);
        if (early && push.schedule() != null) {
            stopQuietly(admin, push.topic());
        }
        drain();
        flowBytes = transport.bytesReceived() - bytesBefore;
        flowMessages = recorder.arrivals() - arrivalsBefore;
        sample();
    }

    /** True if the window was cut short. */
    private boolean measure(long startNs, long endNs, AdminClient admin, ClockOffset clock, BooleanSupplier stopped)
            throws InterruptedException {
        phase(Phase.MEASURING, endNs - startNs);
        health.begin();
        long arrivals = recorder.arrivals();
        ServerStats before = statsOrNull(admin);
        boolean early = await(endNs, clock, stopped);
        ServerStats after = statsOrNull(admin);
        vitals = health.end();
        windowMessages = recorder.arrivals() - arrivals;
        if (before != null && after != null) {
            serverCpuNs = after.process().cpuNs() - before.process().cpuNs();
        }
        return early;
    }

    /** Waits until a moment on the target's clock; true if stopped before, or if nobody is left to listen. */
    private boolean await(long targetNs, ClockOffset clock, BooleanSupplier stopped) throws InterruptedException {
        for (long leftNs = targetNs - clock.offsetNs() - System.nanoTime(); leftNs > 0; ) {
            if (stopped.getAsBoolean() || population.openNow() == 0) {
                return true;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(leftNs, POLL_NS));
            tick();
            leftNs = targetNs - clock.offsetNs() - System.nanoTime();
        }
        return false;
    }

    /** Late messages still count: waits for them as long as they come, up to a deadline. */
    private void drain() throws InterruptedException {
        long silenceNs = expected < 0 && !recorder.hasTimes() ? DRAIN_UNKNOWN_NS : DRAIN_SILENCE_NS;
        phase(Phase.DRAINING, silenceNs);
        long startNs = System.nanoTime();
        long lastNews = recorder.uniqueInWindow();
        long lastNewsNs = startNs;
        while (population.openNow() > 0 && System.nanoTime() - lastNewsNs < silenceNs) {
            long news = recorder.uniqueInWindow();
            if (expected < 0 ? isPastWindow(System.nanoTime() - startNs) : news >= expected) {
                return;
            }
            if (news != lastNews) {
                lastNews = news;
                lastNewsNs = System.nanoTime();
            }
            TimeUnit.NANOSECONDS.sleep(POLL_NS);
            tick();
        }
    }

    /** Where nobody knows how many are still to come: when everyone hears of later ones, or it takes too long. */
    private boolean isPastWindow(long drainedNs) {
        return drainedNs >= DRAIN_UNKNOWN_NS && recorder.pastWindow() >= population.openNow()
                || drainedNs >= MAX_DRAIN_UNKNOWN_NS;
    }

    /** A server that has died cannot say how it fared; the run is still worth keeping. */
    private static ServerStats statsOrNull(AdminClient admin) {
        try {
            return admin == null ? null : admin.stats(false);
        } catch (UnusableTarget e) {
            return null;
        }
    }

    private static void stopQuietly(AdminClient admin, String topic) {
        try {
            admin.stop(topic);
        } catch (UnusableTarget e) {
            // The topic dies with its server, or ends by itself.
        }
    }

    private void sample() {
        Histogram recorded = recorder.interval(headline);
        sinceTick.add(recorded);
        long nowMillis = System.currentTimeMillis();
        long length = Math.max(1_000, config.duration().toMillis() / MAX_INTERVALS);
        keep(recorded, nowMillis, length);
    }

    /** Adds to the last interval while that is short, so that a long run has few. */
    private void keep(Histogram recorded, long nowMillis, long lengthMillis) {
        if (recorded.getTotalCount() == 0) {
            return;
        }
        int last = intervals.size() - 1;
        Histogram compact = new Histogram(recorded.getLowestDiscernibleValue(), 2 * recorded.getMaxValue() + 1_000, 3);
        compact.setAutoResize(true);
        compact.add(recorded);
        if (last >= 0 && nowMillis - intervals.get(last).startMillis() <= lengthMillis) {
            TaggedHistogram open = intervals.get(last);
            compact.add(open.histogram());
            intervals.set(last, interval(open.startMillis(), nowMillis, compact));
        } else {
            intervals.add(interval(intervalStartMillis, nowMillis, compact));
        }
        intervalStartMillis = nowMillis;
    }

    private TaggedHistogram interval(long startMillis, long endMillis, Histogram histogram) {
        return new TaggedHistogram(config.transport().cell(), headline, startMillis, endMillis, histogram);
    }

    private void report() {
        long nowNs = System.nanoTime();
        long arrivals = recorder.arrivals();
        long elapsedNs = Math.max(1, nowNs - lastTickNs);
        boolean known = sinceTick.getTotalCount() > 0 && headline == Metric.RESPONSE_TIME;
        progress.report(new Update(
                phase,
                config.transport().cell(),
                population.openNow(),
                config.connections(),
                TimeUnit.NANOSECONDS.toMillis(nowNs - phaseStartNs),
                TimeUnit.NANOSECONDS.toMillis(phaseLengthNs),
                Math.round((arrivals - lastTickArrivals) * (double) SECOND_NS / elapsedNs),
                known ? sinceTick.getValueAtPercentile(50) : null,
                known ? sinceTick.getValueAtPercentile(99) : null,
                recorder.errors().values().stream().mapToLong(Long::longValue).sum()));
        lastTickNs = nowNs;
        lastTickArrivals = arrivals;
        sinceTick.reset();
    }

    /** The headline's histograms, one an interval of the window and the drain. */
    List<TaggedHistogram> intervals() {
        return intervals;
    }

    /** What the window should have brought, or -1 where nobody knows. */
    long expected() {
        return expected;
    }

    long windowNs() {
        return windowNs;
    }

    int tcpConnections() {
        return tcpConnections;
    }

    /** How many streams the target allows on one HTTP/2 connection, where it says so. */
    OptionalInt peerStreamLimit() {
        return peerStreamLimit;
    }

    /** Null if the window never opened. */
    Health.Vitals vitals() {
        return vitals;
    }

    /** Bytes that crossed the sockets for each message while messages flowed, or null. */
    Double bytesPerMessage() {
        return flowMessages == 0 ? null : (double) flowBytes / flowMessages;
    }

    Double clientCpuNsPerMessage() {
        return windowMessages == 0 || vitals == null ? null : (double) vitals.cpuNs() / windowMessages;
    }

    Double serverCpuNsPerMessage() {
        return windowMessages == 0 || serverCpuNs == null ? null : (double) serverCpuNs / windowMessages;
    }
}
