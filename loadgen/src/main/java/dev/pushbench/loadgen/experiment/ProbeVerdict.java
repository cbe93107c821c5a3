package dev.pushbench.loadgen.experiment;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import dev.pushbench.reports.result.SearchResult.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one run says of a load.
 *
 * @param cell what it showed, or null without a result
 * @param reasons why the load was not met, those first that say most; empty if it was
 * @param generatorsLimit whether a gate shows that the load generator was at its limit
 */
record ProbeVerdict(CellResult cell, List<Reason> reasons, boolean generatorsLimit) {

    private static final double NS_PER_SECOND = 1e9;

    /** @param generatorGates names of the gates that show the load generator at its limit */
    static ProbeVerdict of(RunResult run, Set<String> generatorGates) {
        List<Reason> reasons = new ArrayList<>();
        List<Gate> failed = run.failedGates();
        // Whatever else a generator at its limit measured says nothing about the target.
        failed.stream().filter(gate -> generatorGates.contains(gate.name())).forEach(gate -> reasons.add(of(gate)));
        boolean generatorsLimit = !reasons.isEmpty();
        run.missedSlos().forEach(slo -> reasons.add(new Reason("slo " + slo.slo(), slo.detail())));
        failed.stream().filter(gate -> !generatorGates.contains(gate.name())).forEach(gate -> reasons.add(of(gate)));
        if (run.aborted() != null) {
            reasons.add(new Reason("ended early", run.aborted()));
        }
        return new ProbeVerdict(run.cells().get(0), List.copyOf(reasons), generatorsLimit);
    }

    private static Reason of(Gate gate) {
        return new Reason("gate " + gate.name(), gate.detail());
    }

    /**
     * A run that left nothing behind.
     *
     * @param generatorsLimit whether that was the load generator's doing
     */
    static ProbeVerdict without(String why, boolean generatorsLimit) {
        return new ProbeVerdict(
                null, List.of(new Reason("no result", why.lines().findFirst().orElse(why))), generatorsLimit);
    }

    /** Whether the target is a server that tells of itself, as only pushbench servers do. */
    static boolean tellsOfServer(Contents contents) {
        CellResult.Cpu cpu = contents.run().cells().get(0).cpu();
        CellResult.Memory memory = contents.run().cells().get(0).memory();
        return cpu != null && cpu.serverNsPerMessage() != null
                || memory != null && memory.serverHeapBytesPerConnection() != null;
    }

    boolean met() {
        return reasons.isEmpty();
    }

    /** The same, of that load. */
    Probe probe(BigDecimal value) {
        if (cell == null) {
            return new Probe(value, false, reasons, null, null, null, null, null);
        }
        LatencySummary time = cell.responseTime();
        return new Probe(
                value,
                met(),
                reasons,
                time == null ? null : time.p50Ns(),
                time == null ? null : time.p99Ns(),
                cell.messages().lost(),
                cell.windowNs() > 0 ? cell.messages().received() * NS_PER_SECOND / cell.windowNs() : null,
                cell.cpu());
    }
}
