package dev.pushbench.reports.html;

import dev.pushbench.reports.diff.Diff;
import dev.pushbench.reports.diff.Diff.ComparedRun;
import dev.pushbench.reports.diff.DiffRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The HTML report of a diff. */
public final class DiffReport {

    private record Named(String side, ComparedRun run) {}

    private final Diff diff;
    private final Map<String, CellStyle> styles;

    private DiffReport(Diff diff) {
        this.diff = diff;
        this.styles = CellStyle.assign(
                diff.rows().stream().map(DiffRow::cell).distinct().toList());
    }

    /** The whole document; the same bytes for the same diff, under every locale and time zone. */
    public static String render(Diff diff) {
        return Templates.render("diff.jte", page(diff, PageAssets.BUNDLED));
    }

    static DiffPage page(Diff diff, PageAssets assets) {
        return new DiffReport(diff).page(assets);
    }

    private DiffPage page(PageAssets assets) {
        Chart chart = chart();
        return new DiffPage(
                assets,
                diff.sentence(),
                diff.faults(),
                warnings(),
                rows(),
                chart,
                method(),
                runs(),
                notes(),
                ScriptJson.of(chart == null ? List.of() : chart.panels()));
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (diff.undecidable() != null) {
            warnings.add(diff.undecidable());
        }
        diff.notCompared()
                .forEach(cells -> warnings.add("Not compared, because it was not measured in the same way: " + cells));
        warnings.addAll(diff.warnings());
        return warnings;
    }

    private Table rows() {
        return figures(new TableOf<>(diff.rows()).missing("not known, or too few blocks for an interval."))
                .text("Change", DiffReport::change)
                .text("p", row -> Table.orMissing(row.p(), Figures::significant))
                .text("Blocks", row -> row.blocksBefore() + " and " + row.blocksAfter())
                .note("Before and after are the medians of the blocks; the ratio is after ÷ before. " + diff.sense())
                .build("rows", "Before and after", "What", DiffReport::name, row -> styles.get(row.cell()));
    }

    private static TableOf<DiffRow> figures(TableOf<DiffRow> table) {
        return table.text("Before", row -> value(row.before(), row.unit()))
                .text("After", row -> value(row.after(), row.unit()))
                .text("Ratio", row -> Table.orMissing(row.ratio(), Figures::ratio))
                .text(
                        "Interval",
                        row -> row.interval().isEmpty()
                                ? Figures.MISSING
                                : Figures.ratioRange(
                                        row.interval().get(0), row.interval().get(1)));
    }

    private static String name(DiffRow row) {
        return row.cell() + ", " + row.metric();
    }

    private static String change(DiffRow row) {
        return row.change().label()
                + (row.moreBlocks() == null ? "" : "; about " + Setup.plural(row.moreBlocks(), "more block") + " each");
    }

    private static String value(Double value, String unit) {
        return switch (unit) {
            case "ns" -> Table.orMissing(value, Figures::time);
            case "B" -> Table.orMissing(value, Figures::bytes);
            case "1" -> Table.orMissing(value, Figures::significant);
            default -> Table.orMissing(value, each -> Figures.significant(each) + Figures.UNIT_SPACE + unit);
        };
    }

    /** Null where no row has a ratio. */
    private Chart chart() {
        List<DiffRow> drawn =
                diff.rows().stream().filter(row -> row.ratio() != null).toList();
        if (drawn.isEmpty()) {
            return null;
        }
        double margin = 1 + diff.margin();
        double[] ends = drawn.stream()
                .flatMapToDouble(row -> DoubleStream.concat(
                        DoubleStream.of(row.ratio(), margin, 1 / margin),
                        row.interval().stream().mapToDouble(Double::doubleValue)))
                .sorted()
                .toArray();
        Axis x = Axis.log("After ÷ before", "number", ends[0], ends[ends.length - 1], DiffReport::tick);
        Map<String, List<DiffRow>> byCell = new LinkedHashMap<>();
        drawn.forEach(row ->
                byCell.computeIfAbsent(row.cell(), cell -> new ArrayList<>()).add(row));
        List<Chart.Panel> panels = new ArrayList<>();
        byCell.forEach((cell, rows) -> panels.add(panel(cell, rows, x, "ratios-" + panels.size())));
        return new Chart(
                "ratios",
                "After ÷ before",
                "Bars are intervals of at least 95 %, each of its row alone. Ratios from " + Figures.ratio(1 / margin)
                        + " to " + Figures.ratio(margin)
                        + " are shaded: they are within the margin. The axis is logarithmic.",
                panels,
                false,
                figures(new TableOf<>(drawn).missing("too few blocks for an interval."))
                        .build(
                                "ratios-data",
                                "After ÷ before",
                                "What",
                                DiffReport::name,
                                row -> styles.get(row.cell())));
    }

    private static String tick(double at) {
        return Figures.withoutTrailingZeros(Figures.significant(at));
    }

    private Chart.Panel panel(String cell, List<DiffRow> rows, Axis x, String id) {
        List<Chart.Series> series = new ArrayList<>();
        for (DiffRow row : rows) {
            double y = rows.size() - series.size();
            double[] point = row.interval().isEmpty()
                    ? new double[] {row.ratio(), y}
                    : new double[] {
                        row.ratio(), y, row.interval().get(0), row.interval().get(1)
                    };
            series.add(new Chart.Series(row.metric(), styles.get(cell), List.of(point)));
        }
        Axis y = Axis.rows(rows.stream().map(DiffRow::metric).toList());
        double margin = 1 + diff.margin();
        return new Chart.Panel(
                id,
                cell,
                false,
                x,
                y,
                series,
                List.of(Chart.Guide.line(true, 1, false), Chart.Guide.range(true, 1 / margin, margin)));
    }

    private List<String> method() {
        String margin = Figures.withoutTrailingZeros(Figures.percent(diff.margin())) + Figures.UNIT_SPACE + "%";
        return List.of(
                "The block is the unit of the statistics, and blocks of different runs are not paired: the ratio is the"
                        + " Hodges–Lehmann estimate over all pairs of a block before and a block after, with its exact interval"
                        + " from the Mann–Whitney distribution.",
                "A figure is worse or better if its interval lies wholly beyond the margin of " + margin
                        + ", and no change is refuted among all rows: p is one-sided, by the exact test, adjusted by Holm’s"
                        + " method. Where nothing has changed, the chance that any row is called worse is at most 5 % for one"
                        + " look at blocks whose number was fixed beforehand: measuring more until something is worse, or is"
                        + " no more, voids that. It has not changed if its 90 % interval lies wholly within the margin. Anything"
                        + " else is inconclusive.",
                "It says how runs differ that were measured at different times: what else was different then is in the ratio"
                        + " as well. A diff of two runs of the same build shows how much that is.");
    }

    private Table runs() {
        List<Named> all = new ArrayList<>();
        diff.before().forEach(run -> all.add(new Named("before", run)));
        diff.after().forEach(run -> all.add(new Named("after", run)));
        return new TableOf<>(all)
                .missing("not known.")
                .text("Result", named -> named.run().directory())
                .text("Started", named -> orMissing(named.run().startedAt()))
                .text("pushbench", named -> orMissing(named.run().pushbench()))
                .count("Blocks", named -> named.run().blocks())
                .text("Command", named -> orMissing(named.run().command()))
                .build("compared-runs", "What was held against what", "Side", Named::side, named -> null);
    }

    private static String orMissing(String text) {
        return text == null ? Figures.MISSING : text;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(diff.notes());
        if (!diff.onlyBefore().isEmpty()) {
            notes.add("Only before: " + String.join(", ", diff.onlyBefore()) + ".");
        }
        if (!diff.onlyAfter().isEmpty()) {
            notes.add("Only after: " + String.join(", ", diff.onlyAfter()) + ".");
        }
        return notes;
    }
}
