package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Recorded.Interval;
import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.workload.Population;
import dev.pushbench.loadgen.workload.Steering;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Tells how an agent goes on, and keeps the headline's histograms by intervals. Owned by the agent's thread.
 *
 * <p>Intervals begin at whole multiples of their length on the wall clock, so that those of several agents fit together.
 */
final class Sampler {

    private static final long SECOND_MILLIS = 1_000;

    private final CellRecorder recorder;
    private final Population population;
    private final Steering steering;
    private final Consumer<Sample> samples;
    private final long intervalMillis;
    private final List<Interval> intervals = new ArrayList<>();

    private Phase phase = Phase.CONNECTING;
    private long phaseStartNs = System.nanoTime();
    private long phaseLengthNs;
    private long lastMillis = System.currentTimeMillis();
    private int openAtStart;

    /** @param steering null where nobody comes or goes */
    Sampler(
            CellRecorder recorder,
            Population population,
            Steering steering,
            Consumer<Sample> samples,
            long intervalMillis) {
        this.recorder = recorder;
        this.population = population;
        this.steering = steering;
        this.samples = samples;
        this.intervalMillis = intervalMillis;
    }

    /** A phase begins. */
    void phase(Phase next, long lengthNs) {
        phase = next;
        phaseStartNs = System.nanoTime();
        phaseLengthNs = lengthNs;
        tell();
    }

    void openAtStart(int subscriptions) {
        openAtStart = subscriptions;
    }

    /** Called often; tells once a second of the wall clock. */
    void tick() {
        if (System.currentTimeMillis() / SECOND_MILLIS != lastMillis / SECOND_MILLIS) {
            tell();
        }
    }

    void tell() {
        if (phase == Phase.WARMUP) {
            // What is done to recorders in the window must not run for the first time there.
            compact(recorder.unreadInterval(headline()));
        }
        Histogram recorded = recorder.interval(headline());
        long nowMillis = System.currentTimeMillis();
        boolean any = recorded.getTotalCount() > 0;
        if (any) {
            keep(new Interval(lastMillis / intervalMillis, lastMillis, nowMillis, compact(recorded)));
        }
        lastMillis = nowMillis;
        samples.accept(new Sample(
                phase,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - phaseStartNs),
                TimeUnit.NANOSECONDS.toMillis(phaseLengthNs),
                population.openNow(),
                isDeserted(),
                openAtStart,
                recorder.arrivals(),
                recorder.uniqueInWindow(),
                recorder.missing(),
                recorder.errors().total(),
                any && recorder.hasTimes() ? recorded : null));
    }

    /** Whether nobody is there, and nobody will come. */
    boolean isDeserted() {
        return steering == null ? population.openNow() == 0 : steering.isDeserted();
    }

    private Metric headline() {
        return recorder.hasTimes() ? Metric.RESPONSE_TIME : Metric.GAP;
    }

    private void keep(Interval interval) {
        int last = intervals.size() - 1;
        if (last >= 0 && intervals.get(last).slot() == interval.slot()) {
            intervals.set(last, intervals.get(last).plus(interval));
        } else {
            intervals.add(interval);
        }
    }

    /** The recorder's histograms span an hour; one that is kept for each interval of a long run must not. */
    private static Histogram compact(Histogram recorded) {
        Histogram compact = new Histogram(recorded.getLowestDiscernibleValue(), 2 * recorded.getMaxValue() + 1_000, 3);
        compact.setAutoResize(true);
        compact.add(recorded);
        return compact;
    }

    /** The headline's histograms so far. */
    List<Interval> intervals() {
        return List.copyOf(intervals);
    }
}
