package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.RunResult;

/** The sentence of a run against one target: what arrived, and how fast where its messages tell. */
final class LoadAnswer {

    private final RunResult run;
    private final CellResult cell;

    LoadAnswer(RunResult run) {
        this.run = run;
        this.cell = run.cells().get(0);
    }

    String text() {
        String target = new Setup(run).url();
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
