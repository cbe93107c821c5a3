package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.workload.OptionText;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.reports.slo.Evidence;
import dev.pushbench.reports.slo.Figure;
import dev.pushbench.reports.slo.Slo;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Ends a run once an SLO has been missed for too long. In the window it judges by the response times and the rate of the
 * last second, and by the losses and errors so far; other SLOs, and percentiles that a second has too few samples for,
 * are judged at the end only. A second that says nothing about an SLO changes nothing. Owned by the control thread.
 */
final class SloWatch implements Progress {

    private final List<Slo> slos;
    private final Duration delay;
    private final Runnable stop;
    private final LongSupplier nanoClock;
    /** Since when each SLO has been missed without a break. */
    private final Map<Slo, Long> missedSinceNs = new HashMap<>();

    private String reason;

    /**
     * @param delay how long an SLO may be missed without a break
     * @param stop ends the run
     */
    SloWatch(List<Slo> slos, Duration delay, Runnable stop, LongSupplier nanoClock) {
        this.slos = slos;
        this.delay = delay;
        this.stop = stop;
        this.nanoClock = nanoClock;
    }

    /** Why it ended the run, or null if it did not. */
    String reason() {
        return reason;
    }

    @Override
    public void report(Update update) {
        report(update, new Histogram(1));
    }

    @Override
    public void report(Update update, Histogram responseTimes) {
        if (update.phase() == Phase.MEASURING && reason == null) {
            Evidence evidence = new Evidence(Map.of(Metric.RESPONSE_TIME, responseTimes), figures(update));
            slos.forEach(slo -> judge(slo, evidence));
        }
    }

    private static Map<Figure, Double> figures(Update update) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.RATE, (double) update.messagesPerSecond());
        if (update.lost() != null) {
            figures.put(Figure.LOST, (double) update.lost());
        }
        Evidence.putErrors(figures, update.errors(), update.wanted());
        return figures;
    }

    private void judge(Slo slo, Evidence evidence) {
        if (slo.isMissedBy(evidence)) {
            long nowNs = nanoClock.getAsLong();
            long missedNs = nowNs - missedSinceNs.computeIfAbsent(slo, key -> nowNs);
            if (missedNs >= delay.toNanos() && reason == null) {
                reason = slo + " was missed for " + OptionText.of(delay) + " without a break";
                stop.run();
            }
        } else if (slo.isJudgedBy(evidence)) {
            missedSinceNs.remove(slo);
        }
    }
}
