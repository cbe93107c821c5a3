package dev.pushbench.loadgen;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Progress.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * The latest sample of each agent, and the run as their sum: counts add, histograms merge. The run is in the phase of the
 * agent that is farthest behind. Owned by the control thread.
 */
final class LiveLine {

    private static final double NS_PER_SECOND = 1e9;
    /** An agent that says nothing does not silence the others for longer than this. */
    private static final long PATIENCE_NS = 2_000_000_000L;
    /** A rate over less is a matter of luck. */
    private static final long MIN_RATE_NS = 250_000_000;
    /** Less than a second, because agents tell at whole seconds and not a nanosecond later. */
    private static final long MIN_NS = 900_000_000;

    private final Progress progress;
    private final String cell;
    private final int wanted;
    private final Sample[] latest;
    private final boolean[] news;
    private final boolean[] lost;

    /** Each agent's rate is over its own time between samples: they do not tell at the same moment. */
    private final double[] ratePerSecond;

    private final long[] rateSinceNs;
    private final long[] rateSinceArrivals;

    private Phase told;
    private long lastReportNs = System.nanoTime();
    private final Histogram responseTimes = new Histogram(3);

    LiveLine(Progress progress, String cell, int wanted, int agents) {
        this.progress = progress;
        this.cell = cell;
        this.wanted = wanted;
        this.latest = new Sample[agents];
        this.news = new boolean[agents];
        this.lost = new boolean[agents];
        this.ratePerSecond = new double[agents];
        this.rateSinceArrivals = new long[agents];
        this.rateSinceNs = new long[agents];
        Arrays.fill(rateSinceNs, System.nanoTime());
    }

    void accept(int agent, Sample sample) {
        latest[agent] = sample;
        news[agent] = true;
        long nowNs = System.nanoTime();
        long overNs = nowNs - rateSinceNs[agent];
        if (overNs >= MIN_RATE_NS) {
            ratePerSecond[agent] = (sample.arrivals() - rateSinceArrivals[agent]) * NS_PER_SECOND / overNs;
            rateSinceArrivals[agent] = sample.arrivals();
            rateSinceNs[agent] = nowNs;
        }
        if (sample.responseTimes() != null) {
            responseTimes.add(sample.responseTimes());
        }
    }

    void lost(int agent) {
        lost[agent] = true;
        ratePerSecond[agent] = 0;
        if (latest[agent] != null) {
            latest[agent] = latest[agent].afterLoss();
        }
    }

    /** Null until every agent has told something. */
    Phase phase() {
        for (int agent = 0; agent < latest.length; agent++) {
            if (latest[agent] == null && !lost[agent]) {
                return null;
            }
        }
        return samples().stream().map(Sample::phase).min(Phase::compareTo).orElse(null);
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>(Arrays.asList(latest));
        samples.removeIf(Objects::isNull);
        return samples;
    }

    private long sum(ToLongFunction<Sample> count) {
        return samples().stream().mapToLong(count).sum();
    }

    /** Whether no agent has a subscription, or will have one. */
    boolean isDeserted() {
        return samples().stream().allMatch(Sample::deserted);
    }

    /** Null where an agent does not know. */
    private Long lostMessages() {
        return samples().stream().anyMatch(sample -> sample.lost() == null) ? null : Long.valueOf(sum(Sample::lost));
    }

    /** Reports if a phase has begun, and else once a second, when every agent has told something. */
    void reportIfDue() {
        Phase phase = phase();
        long sinceNs = System.nanoTime() - lastReportNs;
        if (phase != null && (phase != told || sinceNs > (allHaveNews() ? MIN_NS : PATIENCE_NS))) {
            told = phase;
            report(phase);
        }
    }

    private boolean allHaveNews() {
        for (int agent = 0; agent < news.length; agent++) {
            if (!news[agent] && !lost[agent]) {
                return false;
            }
        }
        return true;
    }

    private void report(Phase phase) {
        Sample behind = samples().stream()
                .filter(sample -> sample.phase() == phase)
                .findFirst()
                .orElseThrow();
        boolean timed = responseTimes.getTotalCount() > 0;
        Update update = new Update(
                phase,
                cell,
                (int) sum(Sample::open),
                wanted,
                behind.elapsedMillis(),
                behind.lengthMillis(),
                sum(Sample::arrivals),
                Math.round(Arrays.stream(ratePerSecond).sum()),
                timed ? responseTimes.getValueAtPercentile(50) : null,
                timed ? responseTimes.getValueAtPercentile(99) : null,
                lostMessages(),
                sum(Sample::errors));
        progress.report(update, responseTimes);
        Arrays.fill(news, false);
        lastReportNs = System.nanoTime();
        responseTimes.reset();
    }
}
