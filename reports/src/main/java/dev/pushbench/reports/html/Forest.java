package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.EffectWords;
import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.ClaimResult.Estimate;
import dev.pushbench.reports.result.ClaimResult.Secondary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The effects of a claim, that which decides it first; a panel for each scale on which they lie. */
final class Forest {

    /** How far below its estimate a row has its blocks. */
    private static final double BELOW = 0.28;
    /** How much of a range's width there is at least on both sides of it. */
    private static final double BEYOND = 0.02;

    private record Row(Estimate estimate, List<Double> interval, List<Double> resampled, Double p) {}

    private record Ruler(String unit, Double none) {}

    private final String id;
    private final ClaimResult claim;
    private final List<Row> rows = new ArrayList<>();

    private Forest(String id, ClaimResult claim) {
        this.id = id;
        this.claim = claim;
        rows.add(new Row(claim.effect(), claim.interval(), claim.bootstrap(), null));
        for (Secondary other : claim.secondaries()) {
            rows.add(new Row(other, other.interval(), List.of(), other.p()));
        }
    }

    /** Of a claim that has an effect. */
    static Chart chart(String id, ClaimResult claim) {
        return new Forest(id, claim).chart();
    }

    private Chart chart() {
        Map<Ruler, List<Row>> byRuler = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new Ruler(row.estimate().unit(), row.estimate().none()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Chart.Panel> panels = new ArrayList<>();
        byRuler.forEach((ruler, of) ->
                panels.add(panel(id + "-panel-" + panels.size(), byRuler.size() == 1 ? "" : title(ruler), ruler, of)));
        return new Chart(id, "Effects", caption(), panels, false, table());
    }

    private String caption() {
        boolean withoutInterval = rows.stream().anyMatch(row -> row.interval().isEmpty());
        return "The first row decides; the others are there to understand it. A mark is the estimate over all blocks, its bar"
                + " the interval, a ring below it one block. The line is where nothing differs"
                + (claim.margin() == null
                        ? "."
                        : "; what is shaded around it was declared, for the first row, not to matter.")
                + (isFloorWider() ? " Between the broken lines lies what the control shows to be noise." : "")
                + (withoutInterval ? " A row without a bar has too few blocks for an interval." : "");
    }

    private boolean isFloorWider() {
        return claim.floor() != null && claim.margin() != null && claim.floor() > claim.margin();
    }

    private Chart.Panel panel(String panelId, String title, Ruler ruler, List<Row> of) {
        List<Chart.Series> series = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            double y = of.size() - i;
            Row row = of.get(i);
            List<double[]> blocks = row.estimate().values().stream()
                    .map(value -> new double[] {value, y - BELOW})
                    .toList();
            series.add(new Chart.Series("one block", CellStyle.CONTRAST_OF_A_BLOCK, blocks, Chart.Look.DOTS));
            series.add(new Chart.Series(
                    row.estimate().name(),
                    row.p() == null ? CellStyle.CONTRAST : CellStyle.OTHER_CONTRAST,
                    List.of(point(row, y))));
        }
        List<Chart.Guide> guides = guides(ruler, of.get(0).p() == null);
        List<String> names = of.stream().map(row -> row.estimate().name()).toList();
        return new Chart.Panel(panelId, title, false, axis(ruler, series, guides), Axis.rows(names), series, guides);
    }

    private static double[] point(Row row, double y) {
        double value = row.estimate().value();
        return row.interval().isEmpty()
                ? new double[] {value, y}
                : new double[] {value, y, row.interval().get(0), row.interval().get(1)};
    }

    private List<Chart.Guide> guides(Ruler ruler, boolean decides) {
        List<Chart.Guide> guides = new ArrayList<>();
        if (ruler.none() == null) {
            return guides;
        }
        guides.add(Chart.Guide.line(true, ruler.none(), false));
        if (decides && claim.margin() != null) {
            List<Double> ends = claim.effect().within(claim.margin());
            guides.add(Chart.Guide.range(true, ends.get(0), ends.get(1)));
        }
        if (decides && isFloorWider()) {
            claim.effect().within(claim.floor()).forEach(end -> guides.add(Chart.Guide.line(true, end, true)));
        }
        return guides;
    }

    private static Axis axis(Ruler ruler, List<Chart.Series> series, List<Chart.Guide> guides) {
        double[] all = DoubleStream.concat(
                        series.stream().flatMap(each -> each.points().stream()).flatMapToDouble(Forest::positions),
                        guides.stream().flatMapToDouble(Forest::room))
                .sorted()
                .toArray();
        double least = all[0];
        double most = all[all.length - 1];
        boolean isRatio = ruler.none() != null && ruler.none() != 0 && least > 0;
        return isRatio
                ? Axis.log(title(ruler), ruler.unit(), least, most, EffectWords::digits)
                : Axis.around(title(ruler), ruler.unit(), least, most, EffectWords::digits);
    }

    /** A little more than the guide, so that its ends can be seen. */
    private static DoubleStream room(Chart.Guide guide) {
        double more = BEYOND * (guide.to() - guide.from());
        return DoubleStream.of(guide.from() - more, guide.to() + more);
    }

    private static DoubleStream positions(double[] point) {
        return point.length < 4 ? DoubleStream.of(point[0]) : DoubleStream.of(point[0], point[2], point[3]);
    }

    private static String title(Ruler ruler) {
        if (ruler.none() == null || ruler.none() != 0) {
            return EffectWords.RATIO.equals(ruler.unit()) ? "Ratio" : ruler.unit();
        }
        return "Difference (" + ruler.unit() + ")";
    }

    private Table table() {
        return new TableOf<>(rows)
                .missing("too few blocks for an interval; or it is for another row.")
                .text(
                        "Estimate",
                        row -> EffectWords.figure(
                                row.estimate().value(), row.estimate().unit()))
                .text("Interval", row -> orMissing(EffectWords.interval(row.interval())))
                .text("By resampling", row -> orMissing(EffectWords.interval(row.resampled())))
                .text("p", row -> Table.orMissing(row.p(), EffectWords::digits))
                .text(
                        "Each block",
                        row -> row.estimate().values().stream()
                                .map(EffectWords::digits)
                                .collect(Collectors.joining("; ")))
                .note(
                        "Estimates are Hodges–Lehmann shifts over the blocks, with the exact interval of the signed-rank statistic;"
                                + " resampled are whole blocks, as a check. p is that of no difference, by the exact signed-rank"
                                + " test, adjusted by Holm's method for the number of metrics that do not decide.")
                .build(
                        id + "-data",
                        "Effects, in the order of the chart",
                        "Metric",
                        row -> row.estimate().name(),
                        row -> null);
    }

    private static String orMissing(String text) {
        return text.isEmpty() ? Figures.MISSING : text;
    }
}
