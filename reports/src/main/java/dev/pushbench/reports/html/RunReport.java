package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellSearches;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The HTML report of a run. */
public final class RunReport {

    private RunReport() {}

    /** The whole document; the same bytes for the same result, under every locale and time zone. */
    public static String render(RunResult run, List<TaggedHistogram> histograms) {
        return Templates.render("run.jte", page(run, histograms, PageAssets.BUNDLED));
    }

    static RunPage page(RunResult run, List<TaggedHistogram> histograms, PageAssets assets) {
        List<CellResult> cells = CellName.inOrder(run.cells());
        Recording recording = Recording.of(histograms);
        Map<String, CellStyle> styles = CellStyle.assign(names(cells, recording));
        // The best probes of two searches did different work.
        List<Comparison> comparisons =
                run.kind().equals("compare") && CellSearches.of(run).isEmpty() ? Comparison.of(run) : List.of();
        List<ClaimSection> sections = new ClaimSections(run, recording, styles).all();
        List<Chart> charts = sections.isEmpty() ? charts(run, recording, styles) : List.of();
        Method method = new Method(run);
        return new RunPage(
                assets,
                title(run),
                kicker(run),
                Answer.of(run, comparisons),
                Banner.of(run, comparisons),
                run.warnings(),
                ListTables.slos(run.slos()),
                ClaimTables.verdicts(run.claims()),
                sections,
                run.failedGates().isEmpty() && run.valid() ? VerdictTable.of(comparisons) : null,
                cellTables(run, cells, styles),
                ListTables.failures(run.failures()),
                charts,
                sections.isEmpty() ? chartsNote(recording) : null,
                method.paragraphs(comparisons),
                method.limits(),
                run.gates().stream().filter(Gate::passed).toList(),
                SettingTables.environment(run.environment()),
                SettingTables.configuration(run),
                run.command(),
                ScriptJson.of(
                        Stream.concat(sections.stream().flatMap(section -> section.charts().stream()), charts.stream())
                                .flatMap(chart -> chart.panels().stream())
                                .toList()));
    }

    /** What was searched for comes before the figures of the probes that are shown. */
    private static List<Table> cellTables(RunResult run, List<CellResult> cells, Map<String, CellStyle> styles) {
        List<Table> tables = new ArrayList<>(new CellTables(cells, styles).all());
        if (!run.kind().equals("load")) {
            BytesTable.of(cells, new Setup(run), styles).ifPresent(tables::add);
        }
        tables.addAll(0, new SearchTables(run, styles).all());
        return tables;
    }

    private static List<String> names(List<CellResult> cells, Recording recording) {
        Set<String> names = new LinkedHashSet<>();
        cells.forEach(cell -> names.add(cell.cell()));
        names.addAll(recording.byCell().keySet());
        return names.stream().sorted(CellName.ORDER.thenComparing(name -> name)).toList();
    }

    private static List<Chart> charts(RunResult run, Recording recording, Map<String, CellStyle> styles) {
        List<Chart> charts = new ArrayList<>();
        Staircase.chart("staircase", styles.keySet(), run, styles).ifPresent(charts::add);
        if (!recording.isEmpty()) {
            charts.add(Spectra.chart("spectra", recording, styles));
            charts.add(Timeline.chart(recording, styles));
            if (run.blocks().size() > 1) {
                charts.add(BlockDots.chart(run.blocks(), styles, recording));
            }
        }
        return charts;
    }

    private static String chartsNote(Recording recording) {
        if (recording.isEmpty()) {
            return "Nothing was recorded that could be drawn.";
        }
        return recording.metric() == Metric.GAP
                ? "The messages of this target carry no time, so there are no response times. The charts show the gaps between"
                        + " messages instead: how evenly they arrive, not how late."
                : null;
    }

    private static String title(RunResult run) {
        String url = new Setup(run).url();
        if (run.kind().equals("load")) {
            return url == null ? "Load on one target" : "Load on " + url;
        }
        if (run.kind().equals("claims")) {
            return "What people say about WebSocket and SSE, measured";
        }
        return "WebSocket and SSE on the same work" + (url == null ? "" : ", " + url);
    }

    private static String kicker(RunResult run) {
        String when = run.startedAt() == null
                ? ""
                : " · " + run.startedAt().replace('T', ' ').replaceFirst("(\\.\\d+)?Z$", " UTC");
        return "pushbench " + run.kind() + when;
    }
}
