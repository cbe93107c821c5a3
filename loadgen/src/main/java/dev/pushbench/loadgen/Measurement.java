package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Recorded.Flow;
import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.Health;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.workload.Population;
import dev.pushbench.loadgen.workload.Steering;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The part of a run in which messages flow: warm-up, window, drain. Owned by the agent's thread; everything that arrives
 * meanwhile is the event loops' business.
 */
final class Measurement {

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Where subscriptions come and go: the grain of when. */
    private static final long STEERING_POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** In the drain, whose end is waited for. */
    private static final long DRAIN_POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** A drain ends when nothing has come for this long. */
    private static final long DRAIN_SILENCE_NS = TimeUnit.SECONDS.toNanos(2);
    /** Where nobody knows how much is still to come. */
    private static final long DRAIN_UNKNOWN_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long MAX_DRAIN_UNKNOWN_NS = TimeUnit.SECONDS.toNanos(30);
    /** Whoever knows how much is to come hears of news that often. */
    private static final long NEWS_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Transport transport;
    private final CellRecorder recorder;
    private final Population population;
    private final Steering steering;
    private final Health health;
    private final Sampler sampler;
    private final ClockOffset clock;
    private final Window window;
    private final LongSupplier latestEndNs;
    private final BooleanSupplier finished;

    private long endNs;
    private boolean deserted;
    private int openAtStart;
    private int tcpConnections;
    private OptionalInt peerStreamLimit = OptionalInt.empty();
    private Flow flow = new Flow(0, 0, 0, 0, 0);
    private Health.Vitals vitals;

    /**
     * @param steering null where nobody comes or goes
     * @param latestEndNs when the window closes at the latest, on the target's clock; asked again and again
     * @param finished whether there is nothing more to wait for; asked again and again
     */
    Measurement(
            Transport transport,
            CellRecorder recorder,
            Population population,
            Steering steering,
            Health health,
            Sampler sampler,
            ClockOffset clock,
            Window window,
            LongSupplier latestEndNs,
            BooleanSupplier finished) {
        this.transport = transport;
        this.recorder = recorder;
        this.population = population;
        this.steering = steering;
        this.health = health;
        this.sampler = sampler;
        this.clock = clock;
        this.window = window;
        this.latestEndNs = latestEndNs;
        this.finished = finished;
    }

    /** Lets messages flow and measures them. */
    void run() throws InterruptedException {
        recorder.expect(window.due(), window.broadcast());
        if (steering != null) {
            steering.begin();
        }
        tcpConnections = transport.tcpConnections();
        peerStreamLimit = transport.peerStreamLimit();
        long bytesBefore = transport.bytesReceived();
        long sentBefore = transport.bytesSent();
        long arrivalsBefore = recorder.arrivals();
        applyEnd();
        sampler.phase(Phase.WARMUP, untilNs(window.startNs()));
        await(window::startNs);
        if (!window.scheduled()) {
            bytesBefore = transport.bytesReceived();
            sentBefore = transport.bytesSent();
            arrivalsBefore = recorder.arrivals();
        }
        openAtStart = population.openNow();
        sampler.openAtStart(openAtStart);

        sampler.phase(Phase.MEASURING, Math.max(0, endNs - window.startNs()));
        health.begin();
        long windowArrivals = recorder.arrivals();
        await(() -> endNs);
        if (steering != null) {
            steer();
        }
        vitals = health.end();
        windowArrivals = recorder.arrivals() - windowArrivals;
        long windowNs = Math.max(0, endNs - window.startNs());
        drain();
        flow = new Flow(
                transport.bytesReceived() - bytesBefore,
                transport.bytesSent() - sentBefore,
                recorder.arrivals() - arrivalsBefore,
                windowArrivals,
                windowNs);
        sampler.tell();
    }

    private long untilNs(long targetNs) {
        return targetNs - clock.offsetNs() - System.nanoTime();
    }

    /** Not beyond the end, where the profile says nothing. */
    private void steer() {
        long nowNs = Math.min(System.nanoTime(), endNs - clock.offsetNs());
        steering.steer(nowNs + clock.offsetNs() - window.startNs(), nowNs);
        tcpConnections = Math.max(tcpConnections, transport.tcpConnections());
    }

    private void applyEnd() {
        long latestNs = Math.min(window.endNs(), latestEndNs.getAsLong());
        if (latestNs != endNs) {
            endNs = latestNs;
            recorder.window(window.startNs(), endNs);
        }
    }

    /** Waits until a moment on the target's clock, or until the window ends early. */
    private void await(LongSupplier targetNs) throws InterruptedException {
        applyEnd();
        for (long leftNs = untilNs(Math.min(targetNs.getAsLong(), endNs)); leftNs > 0; ) {
            if (steering != null) {
                steer();
            }
            if (!deserted && sampler.isDeserted()) {
                deserted = true;
                sampler.tell();
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(leftNs, steering == null ? POLL_NS : STEERING_POLL_NS));
            sampler.tick();
            applyEnd();
            leftNs = untilNs(Math.min(targetNs.getAsLong(), endNs));
        }
    }

    /** Late messages still count: waits for them as long as they come, up to a deadline. */
    private void drain() throws InterruptedException {
        boolean known = window.expectedIsKnown();
        long silenceNs = known || recorder.hasTimes() ? DRAIN_SILENCE_NS : DRAIN_UNKNOWN_NS;
        long lastNews = recorder.uniqueInWindow();
        long told = lastNews;
        sampler.phase(Phase.DRAINING, silenceNs);
        long startNs = System.nanoTime();
        long lastNewsNs = startNs;
        long toldNs = startNs;
        while (!finished.getAsBoolean() && population.openNow() > 0 && System.nanoTime() - lastNewsNs < silenceNs) {
            long news = recorder.uniqueInWindow();
            if (!known && isPastWindow(System.nanoTime() - startNs)) {
                return;
            }
            if (news != lastNews) {
                lastNews = news;
                lastNewsNs = System.nanoTime();
            }
            if (news != told && System.nanoTime() - toldNs >= NEWS_NS) {
                told = news;
                toldNs = System.nanoTime();
                sampler.tell();
            }
            TimeUnit.NANOSECONDS.sleep(DRAIN_POLL_NS);
            sampler.tick();
        }
    }

    /** Where nobody knows how many are still to come: when everyone hears of later ones, or it takes too long. */
    private boolean isPastWindow(long drainedNs) {
        return drainedNs >= DRAIN_UNKNOWN_NS && recorder.pastWindow() >= population.openNow()
                || drainedNs >= MAX_DRAIN_UNKNOWN_NS;
    }

    int openAtStart() {
        return openAtStart;
    }

    int tcpConnections() {
        return tcpConnections;
    }

    /** How many streams the target allows on one HTTP/2 connection, where it says so. */
    OptionalInt peerStreamLimit() {
        return peerStreamLimit;
    }

    Flow flow() {
        return flow;
    }

    /** Null if the window never opened. */
    Health.Vitals vitals() {
        return vitals;
    }
}
