package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.loadgen.measure.Health.Vitals;
import dev.pushbench.loadgen.measure.MessageFields.Clock;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Failure;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.publish.SendSchedule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a cell showed, and what is to be thought of it: figures, gates, warnings, failures, histograms. Owned by the control
 * thread, after everything has ended.
 */
final class CellOutcome {

    private final GroupRun group;
    private final String cell;
    private final LoadConfig config;
    private final Recorded recorded;
    /** Of every metric. */
    private final Map<Metric, Histogram> totals = new EnumMap<>(Metric.class);

    private final SlowOutcome slow;
    private final CellResult result;

    /**
     * @param group of which at least one agent has handed over
     * @param expected messages due in the window, or -1 where nobody knows
     * @param cost of its servers
     */
    CellOutcome(GroupRun group, long expected, ServerCost cost) {
        this.group = group;
        this.cell = group.cell();
        this.config = group.config();
        this.recorded = group.recorded();
        this.slow = new SlowOutcome(recorded, expected, cost.slow());
        for (Metric metric : Metric.values()) {
            totals.put(metric, recorded.total(metric));
        }
        this.result = new CellFigures(group, totals, slow, expected, cost).result();
    }

    CellResult result() {
        return result;
    }

    /**
     * The checks on its measurement.
     *
     * @param generatorCpuNs processor time of the processes of all cells over the window: they share the cores
     */
    List<Gate> gates(long generatorCpuNs) {
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
            gates.clock(group.clock());
        }
        SendSchedule published = group.feeds().get(0).schedule();
        gates.scheduleLag(
                config.interaction().roundTrip() ? "load generator" : "publisher",
                result.scheduleLag(),
                published == null ? null : published.ratePerSecond());
        if (recorded.vitals() != null) {
            Vitals vitals = recorded.vitals().withCpuNs(generatorCpuNs);
            gates.generator(vitals, Runtime.getRuntime().availableProcessors());
        }
        return gates.all();
    }

    /** What a reader must know although it does not invalidate the run. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
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

    /** Subscriptions that failed or were lost, by cause. */
    List<Failure> failures() {
        return recorded.failures().entrySet().stream()
                .map(each -> new Failure(
                        cell,
                        each.getKey(),
                        each.getValue().count(),
                        each.getValue().example(),
                        Cause.remedy(each.getKey())))
                .toList();
    }

    /** All that is not empty. */
    List<TaggedHistogram> histograms(long startedMillis) {
        Metric headline = recorded.timed() ? Metric.RESPONSE_TIME : Metric.GAP;
        List<TaggedHistogram> histograms = new ArrayList<>();
        recorded.intervals()
                .forEach(interval -> histograms.add(new TaggedHistogram(
                        cell, headline, interval.startMillis(), interval.endMillis(), interval.histogram())));
        long endMillis = System.currentTimeMillis();
        totals.forEach((metric, total) -> {
            if (metric != headline && total.getTotalCount() > 0) {
                histograms.add(new TaggedHistogram(cell, metric, startedMillis, endMillis, total));
            }
        });
        return histograms;
    }
}
