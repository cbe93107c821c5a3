package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.Accounting;
import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.loadgen.measure.MessageFields.Clock;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.admin.ProcessStats;
import dev.pushbench.server.admin.ServerStats;
import dev.pushbench.server.publish.SendSchedule;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Turns what was recorded into a result. Owned by the control thread, after everything has ended. */
final class LoadResult {

    /** Growth of a heap says something of one connection only where there are many. */
    private static final int CONNECTIONS_FOR_MEMORY = 100;

    private final LoadConfig config;
    private final SendSchedule published;
    private final CellRecorder recorder;
    private final Measurement measurement;
    private final ClockOffset clock;
    private final String cell;

    LoadResult(
            LoadConfig config,
            SendSchedule published,
            CellRecorder recorder,
            Measurement measurement,
            ClockOffset clock) {
        this.config = config;
        this.published = published;
        this.recorder = recorder;
        this.measurement = measurement;
        this.clock = clock;
        this.cell = config.transport().cell();
    }

    Contents contents(
            long startedMillis,
            boolean interrupted,
            int opened,
            int openAtEnd,
            ServerStats alone,
            ServerStats crowded) {
        CellResult result = cell(memory(opened, alone, crowded));
        Gates gates = gates(result, opened, openAtEnd);
        boolean valid = !interrupted && gates.all().stream().allMatch(Gate::passed);
        RunResult run = new RunResult(
                RunResult.SCHEMA_VERSION,
                "load",
                valid,
                interrupted,
                Instant.ofEpochMilli(startedMillis).toString(),
                "",
                0,
                Machine.describe(targetSharesCores()),
                config.resolved(published),
                gates.all(),
                warnings(),
                List.of(result),
                List.of(new BlockResult(1, List.of(result))),
                List.of());
        return new Contents(run, histograms(startedMillis));
    }

    private CellResult cell(Memory memory) {
        return new CellResult(
                cell,
                config.connections(),
                measurement.tcpConnections(),
                measurement.windowNs(),
                messages(),
                summary(Metric.RESPONSE_TIME),
                summary(Metric.SERVICE_TIME),
                summary(Metric.SCHEDULE_LAG),
                summary(Metric.CONNECT_TIME),
                summary(Metric.HEADERS_TIME),
                summary(Metric.FIRST_MESSAGE),
                summary(Metric.GAP),
                new Cpu(measurement.clientCpuNsPerMessage(), measurement.serverCpuNsPerMessage()),
                memory,
                measurement.bytesPerMessage(),
                recorder.errors());
    }

    private LatencySummary summary(Metric metric) {
        return LatencySummary.of(recorder.total(metric));
    }

    /** {@code received − duplicated + lost = expected}; the gate "accounting" checks it where expected is known. */
    private Messages messages() {
        Accounting accounting = recorder.accounting();
        if (!recorder.hasSequence()) {
            return new Messages(
                    null, recorder.uniqueInWindow(), null, null, null, recorder.clamped(), recorder.excluded());
        }
        long unique = accounting.received() - accounting.duplicated();
        long expected = measurement.expected() < 0 ? unique + accounting.missing() : measurement.expected();
        return new Messages(
                expected,
                accounting.received(),
                Math.max(0, expected - unique),
                accounting.duplicated(),
                accounting.reordered(),
                recorder.clamped(),
                recorder.excluded());
    }

    private static Memory memory(int opened, ServerStats alone, ServerStats crowded) {
        if (alone == null || crowded == null || opened < CONNECTIONS_FOR_MEMORY) {
            return new Memory(null, null);
        }
        ProcessStats before = alone.process();
        ProcessStats after = crowded.process();
        double more = opened - 1;
        return new Memory(
                (after.heapUsedBytes() - before.heapUsedBytes()) / more,
                before.residentBytes() == null || after.residentBytes() == null
                        ? null
                        : (after.residentBytes() - before.residentBytes()) / more);
    }

    private Gates gates(CellResult result, int opened, int openAtEnd) {
        Gates gates = new Gates(cell);
        gates.subscriptions(config.connections(), opened, openAtEnd);
        gates.messages(result.messages());
        if (recorder.hasTimes()) {
            gates.clock(clock);
        }
        gates.scheduleLag(result.scheduleLag(), published == null ? null : published.ratePerSecond());
        if (measurement.vitals() != null) {
            gates.generator(measurement.vitals(), Runtime.getRuntime().availableProcessors());
        }
        return gates;
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (targetSharesCores()) {
            warnings.add("Client and server share the cores of one machine: latency holds their competition too, so"
                    + " read it beside the CPU per message.");
        }
        if (!recorder.hasTimes()) {
            warnings.add("The target's messages carry no times that this run knows of, so there is no latency: connect"
                    + " time, time to the first message, gaps and throughput are all that can be measured. Name the"
                    + " field with --time-field if there is one.");
        } else if (config.fields() != null) {
            warnings.add(
                    config.fields().clock() == Clock.EPOCH
                            ? "One-way times rest on the wall clocks of both sides: they are as good as those agree."
                            : "One-way times rest on the target reading the monotonic clock of this host.");
        }
        int wantedStreams = config.transport().streamsPerConnection();
        if (measurement.peerStreamLimit().orElse(wantedStreams) < wantedStreams) {
            warnings.add(
                    "The target allows only " + measurement.peerStreamLimit().getAsInt()
                            + " streams on one HTTP/2 connection, so there are more connections than asked for.");
        }
        long unreadable = recorder.excluded().unreadable();
        if (unreadable > 0) {
            warnings.add(unreadable + " messages had no readable fields and are in no figure.");
        }
        warnings.addAll(recorder.errorExamples());
        return warnings;
    }

    private boolean targetSharesCores() {
        try {
            return InetAddress.getByName(config.transport().target().getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private List<TaggedHistogram> histograms(long startedMillis) {
        List<TaggedHistogram> histograms = new ArrayList<>(measurement.intervals());
        long endMillis = System.currentTimeMillis();
        for (Metric metric : Metric.values()) {
            Histogram total = recorder.total(metric);
            boolean inIntervals = !histograms.isEmpty() && histograms.get(0).metric() == metric;
            if (!inIntervals && total.getTotalCount() > 0) {
                histograms.add(new TaggedHistogram(cell, metric, startedMillis, endMillis, total));
            }
        }
        return histograms;
    }
}
