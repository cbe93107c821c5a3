package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.RunResult;
import java.util.stream.Collectors;

/** A sentence for each cell of a load: what arrived, and how fast where its messages tell. */
final class LoadAnswer {

    private final RunResult run;
    private final CellResult cell;

    private LoadAnswer(RunResult run, CellResult cell) {
        this.run = run;
        this.cell = cell;
    }

    static String text(RunResult run) {
        return run.cells().stream()
                .map(cell -> new LoadAnswer(run, cell).sentence())
                .collect(Collectors.joining(" "));
    }

    private String sentence() {
        // The URL of a run is that of its first cell.
        String target = cell == run.cells().get(0) ? new Setup(run).url() : null;
        double seconds = cell.windowNs() / 1e9;
        long received = cell.messages().received();
        return (target == null ? "Over " + cell.cell() : target + " (" + cell.cell() + ")")
                + ": "
                + Setup.plural(cell.connections(), "subscription")
                + " received "
                + Setup.plural(received, "message")
                + (seconds > 0
                        ? " in " + Figures.time(cell.windowNs()) + " (" + Figures.significant(received / seconds)
                                + "/s)"
                        : "")
                + "; "
                + speed()
                + lost()
                + (run.interrupted() ? "; the run was interrupted and covers only that time." : ".");
    }

    private String speed() {
        if (cell.responseTime() != null) {
            return "response time " + percentiles(cell.responseTime());
        }
        return "its messages carry no time, so there is no response time"
                + (cell.gap() == null ? "" : "; the gap between two messages was " + percentiles(cell.gap()));
    }

    private static String percentiles(LatencySummary summary) {
        return "p50 " + Table.orMissing(summary.p50Ns(), Figures::time) + ", p99 "
                + Table.orMissing(summary.p99Ns(), Figures::time);
    }

    private String lost() {
        Long lost = cell.messages().lost();
        if (lost == null) {
            return "; whether any was lost cannot be told, because its messages carry no sequence";
        }
        return lost == 0 ? "; none lost" : "; " + Figures.count(lost) + " lost";
    }
}
