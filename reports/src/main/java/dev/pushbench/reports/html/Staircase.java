package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every probe of the searches of some arms, load against p99: how the response time goes up until it is too long. */
final class Staircase {

    private record Step(String arm, int block, SearchResult search, Probe probe) {}

    private final String id;
    private final List<CellSearches> searches;
    private final Map<String, CellStyle> styles;
    private final List<Step> steps = new ArrayList<>();

    private Staircase(String id, List<CellSearches> searches, Map<String, CellStyle> styles) {
        this.id = id;
        this.searches = searches;
        this.styles = styles;
        searches.forEach(arm -> arm.blocks()
                .forEach(block -> block.search()
                        .probes()
                        .forEach(probe -> steps.add(new Step(arm.cell(), block.block(), block.search(), probe)))));
    }

    /** Empty where no probe of any arm has a p99. */
    static Optional<Chart> chart(String id, Collection<String> arms, RunResult run, Map<String, CellStyle> styles) {
        Staircase staircase = new Staircase(
                id,
                CellSearches.of(run).stream()
                        .filter(search -> arms.contains(search.cell()))
                        .toList(),
                styles);
        return staircase.steps.stream().anyMatch(step -> step.probe().p99Ns() != null)
                ? Optional.of(staircase.chart())
                : Optional.empty();
    }

    private Chart chart() {
        List<Chart.Series> series = new ArrayList<>();
        for (CellSearches arm : searches) {
            add(series, arm.cell(), true);
            add(series, arm.cell(), false);
        }
        double[] loads =
                steps.stream().mapToDouble(step -> load(step.probe())).sorted().toArray();
        String what = searches.get(0).merged().what();
        String title = "Each step of the search for the largest load";
        Chart.Panel panel = new Chart.Panel(
                id + "-panel",
                "",
                false,
                Axis.log(
                        what.equals("rate") ? "Messages/s to each subscription" : "Connections",
                        what.equals("rate") ? "messages/s" : what,
                        loads[0],
                        loads[loads.length - 1],
                        Figures::label),
                Bounds.of(series).timeAxis("Response time, p99"),
                series);
        return new Chart(
                id,
                title,
                "A mark is one probe, a whole run of its own: filled where it met all that was asked, hollow where it missed."
                        + " Both axes are logarithmic.",
                List.of(panel),
                false,
                table(title));
    }

    private void add(List<Chart.Series> series, String arm, boolean met) {
        List<double[]> points = steps.stream()
                .filter(step -> step.arm().equals(arm)
                        && step.probe().met() == met
                        && step.probe().p99Ns() != null)
                .map(step -> new double[] {load(step.probe()), step.probe().p99Ns()})
                .toList();
        CellStyle style = styles.get(arm);
        if (!points.isEmpty()) {
            series.add(new Chart.Series(
                    met ? arm : arm + ", missed",
                    new CellStyle(style.colour(), style.dash(), style.symbol(), !met),
                    points));
        }
    }

    private static double load(Probe probe) {
        return probe.value().doubleValue();
    }

    private Table table(String title) {
        return new TableOf<>(steps)
                .missing("there is no result.")
                .count("Block", Step::block)
                .text("Load", step -> step.search().load(step.probe().value()))
                .text("Met", step -> step.probe().met() ? "yes" : "no")
                .time("p99", step -> step.probe().p99Ns())
                .build(id + "-data", title, "Arm", Step::arm, step -> styles.get(step.arm()));
    }
}
