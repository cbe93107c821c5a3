package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.EffectWords;
import dev.pushbench.reports.claim.Evidence;
import dev.pushbench.reports.claim.Picture;
import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.stats.Interval;
import dev.pushbench.reports.stats.Judgement;
import dev.pushbench.reports.stats.StraightLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What idle connections take together: points, the line through them, and where it leads to. */
final class IdleLines {

    private static final double MB = 1_024 * 1_024;
    private static final String UNIT = "MB";
    /** Of what was measured: what is drawn beyond must leave room for what was. */
    private static final int FARTHEST = 4;

    /**
     * @param measured MB; null where nobody measured
     * @param line MB
     * @param interval of the line
     */
    private record Row(String cell, double connections, Double measured, double line, Optional<Interval> interval) {}

    private final String id;
    private final Map<String, StraightLine> lines;
    private final Map<String, CellStyle> styles;
    private final double measured;
    private final double end;

    private IdleLines(String id, Map<String, StraightLine> lines, Map<String, CellStyle> styles) {
        this.measured =
                lines.values().stream().mapToDouble(IdleLines::largest).max().orElse(0);
        this.end = Math.min(Picture.Line.UP_TO, FARTHEST * measured);
        this.id = id;
        this.lines = lines;
        this.styles = styles;
    }

    /** Empty where no cell tells. */
    static Optional<Chart> chart(String id, Picture.Line picture, Evidence evidence) {
        Map<String, StraightLine> lines = new LinkedHashMap<>();
        picture.cells().stream()
                .sorted(CellName.ORDER)
                .forEach(cell -> picture.through(evidence, cell).ifPresent(line -> lines.put(cell, line)));
        Map<String, CellStyle> styles = CellStyle.assign(List.copyOf(lines.keySet()));
        return lines.isEmpty() ? Optional.empty() : Optional.of(new IdleLines(id, lines, styles).chart());
    }

    private Chart chart() {
        List<Row> rows = new ArrayList<>();
        List<Chart.Series> series = new ArrayList<>();
        lines.forEach((cell, line) -> {
            List<Row> own = rows(cell, line);
            rows.addAll(own);
            add(series, cell, line, own);
        });
        double[] heights = series.stream()
                .flatMap(each -> each.points().stream())
                .mapToDouble(point -> point[1])
                .sorted()
                .toArray();
        String title = "Server memory by number of idle connections";
        Chart.Panel panel = new Chart.Panel(
                id + "-panel",
                "",
                true,
                Axis.around("Idle connections", "connections", 0, end, Figures::label),
                Axis.around(
                        "MB, half of the kernel's included",
                        UNIT,
                        heights[0],
                        heights[heights.length - 1],
                        Figures::label),
                series,
                beyond());
        return new Chart(
                id,
                title,
                "A small mark is one size in one block. The line of least squares begins with the first connection; where it"
                        + " is thin it is extrapolated, and where the ground is shaded nothing was measured at all.",
                List.of(panel),
                false,
                table(title, rows));
    }

    private static double largest(StraightLine line) {
        return line.x().stream().mapToDouble(each -> each).max().orElseThrow();
    }

    private List<Chart.Guide> beyond() {
        return measured < end ? List.of(Chart.Guide.range(true, measured, end)) : List.of();
    }

    private List<Row> rows(String cell, StraightLine line) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < line.x().size(); i++) {
            double x = line.x().get(i);
            if (x > 0) {
                double height = line.intercept() + line.slope() * x;
                rows.add(row(cell, line, x, (height + line.residuals().get(i)) / MB));
            }
        }
        rows.add(row(cell, line, Picture.Line.UP_TO, null));
        return rows;
    }

    private static Row row(String cell, StraightLine line, double x, Double measured) {
        StraightLine.Estimate there = line.at(x, Judgement.LEVEL);
        return new Row(cell, x, measured, there.value() / MB, there.interval());
    }

    private void add(List<Chart.Series> series, String cell, StraightLine line, List<Row> rows) {
        double[] first = at(line, 0);
        double[] last = at(line, largest(line));
        CellStyle style = styles.get(cell);
        List<double[]> points = rows.stream()
                .filter(row -> row.measured() != null)
                .map(row -> new double[] {row.connections(), row.measured()})
                .toList();
        series.add(new Chart.Series(cell, style, List.of(first, last)));
        series.add(new Chart.Series(cell + ", one block", style, points, Chart.Look.DOTS));
        if (last[0] < end) {
            series.add(
                    new Chart.Series(cell + ", extrapolated", style, List.of(last, at(line, end)), Chart.Look.FAINT));
        }
    }

    private static double[] at(StraightLine line, double x) {
        return new double[] {x, (line.intercept() + line.slope() * x) / MB};
    }

    private Table table(String title, List<Row> rows) {
        return new TableOf<>(rows)
                .missing("not measured: there the line is extrapolated.")
                .text("Connections", row -> Figures.count((long) row.connections()))
                .text("Measured (MB)", row -> Table.orMissing(row.measured(), EffectWords::digits))
                .text("The line (MB)", row -> EffectWords.digits(row.line()) + interval(row))
                .note("In brackets the 95 % interval of the line. Connections are those after the first one.")
                .build(id + "-data", title, "Cell", Row::cell, row -> styles.get(row.cell()));
    }

    private static String interval(Row row) {
        return row.interval()
                .map(each -> " (" + EffectWords.interval(List.of(each.lower() / MB, each.upper() / MB)) + ")")
                .orElse("");
    }
}
