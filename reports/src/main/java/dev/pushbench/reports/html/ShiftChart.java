package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.EffectWords;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.ClaimResult;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.stats.Interval;
import dev.pushbench.reports.stats.ShiftFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** How two arms differ at each percentile: one number does not describe two distributions. */
final class ShiftChart {

    private record Pair(String name, ShiftFunction function) {}

    private record Row(Pair pair, ShiftFunction.Point point) {}

    private final String id;
    private final ClaimResult claim;
    private final List<Pair> pairs;

    private ShiftChart(String id, ClaimResult claim, List<Pair> pairs) {
        this.id = id;
        this.claim = claim;
        this.pairs = pairs;
    }

    /**
     * @param arms two by two
     * @return empty where no pair has blocks whose histograms are kept
     */
    static Optional<Chart> chart(
            String id, ClaimResult claim, List<String> arms, List<BlockResult> blocks, Recording recording) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < arms.size(); i += 2) {
            ShiftFunction function = function(arms.get(i), arms.get(i + 1), blocks, recording);
            if (!function.points().isEmpty()) {
                pairs.add(new Pair(arms.get(i) + " ÷ " + arms.get(i + 1), function));
            }
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(new ShiftChart(id, claim, pairs).chart());
    }

    private static ShiftFunction function(String arm, String other, List<BlockResult> blocks, Recording recording) {
        List<BlockResult> both = blocks.stream()
                .filter(block -> samples(block, arm) != null && samples(block, other) != null)
                .toList();
        List<Histogram> first = histograms(arm, blocks, both, recording);
        List<Histogram> second = histograms(other, blocks, both, recording);
        return first.size() != second.size()
                ? new ShiftFunction(List.of())
                : ShiftFunction.of(ShiftFunction.PERCENTILES, percentiles(first), percentiles(second));
    }

    /** Those of the blocks that have both arms; a block that has only one is counted off with the others. */
    private static List<Histogram> histograms(
            String arm, List<BlockResult> blocks, List<BlockResult> both, Recording recording) {
        List<BlockResult> known =
                blocks.stream().filter(block -> samples(block, arm) != null).toList();
        List<Histogram> all = recording.byBlock(
                arm, known.stream().map(block -> samples(block, arm)).toList());
        List<Histogram> wanted = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (both.contains(known.get(i))) {
                wanted.add(all.get(i));
            }
        }
        return wanted;
    }

    /** How many response times a block has of an arm; null without any. */
    private static Long samples(BlockResult block, String arm) {
        return block.cells().stream()
                .filter(cell -> cell.cell().equals(arm))
                .map(CellResult::responseTime)
                .filter(Objects::nonNull)
                .map(LatencySummary::count)
                .findFirst()
                .orElse(null);
    }

    private static List<Double[]> percentiles(List<Histogram> blocks) {
        return blocks.stream()
                .map(block -> ShiftFunction.PERCENTILES.stream()
                        .map(percentile -> percentile(block, percentile))
                        .toArray(Double[]::new))
                .toList();
    }

    private static Double percentile(Histogram block, double percentile) {
        return LatencySummary.enoughSamples(block.getTotalCount(), percentile)
                ? Double.valueOf(Math.max(1, block.getValueAtPercentile(percentile)))
                : null;
    }

    private Chart chart() {
        List<Chart.Series> series = pairs.stream()
                .map(pair -> new Chart.Series(pair.name(), CellStyle.CONTRAST, points(pair)))
                .toList();
        List<Chart.Guide> guides = guides();
        double[] ratios = DoubleStream.concat(
                        series.stream().flatMap(each -> each.points().stream()).flatMapToDouble(ShiftChart::heights),
                        guides.stream().flatMapToDouble(each -> DoubleStream.of(each.from(), each.to())))
                .sorted()
                .toArray();
        Axis y = Axis.log("Ratio", EffectWords.RATIO, ratios[0], ratios[ratios.length - 1], EffectWords::digits);
        Axis x = Spectra.axis(pairs.stream()
                .flatMap(pair -> pair.function().points().stream())
                .map(point -> 1 - point.percentile() / 100)
                .sorted((one, two) -> Double.compare(two, one))
                .toList());
        List<Chart.Panel> panels = new ArrayList<>();
        for (Chart.Series each : series) {
            panels.add(new Chart.Panel(id + "-panel-" + panels.size(), each.name(), true, x, y, List.of(each), guides));
        }
        return new Chart(
                id,
                "How the response times differ at each percentile",
                "Below the line the first of the two is faster. A bar is the interval over the blocks" + together()
                        + (guides.size() > 1 ? "; what is shaded was declared not to matter." : "."),
                panels,
                true,
                table());
    }

    private List<Chart.Guide> guides() {
        List<Chart.Guide> guides = new ArrayList<>(List.of(Chart.Guide.line(false, 1, false)));
        // A margin of memory says nothing of response times.
        if (claim.margin() != null
                && claim.effect() != null
                && claim.effect().name().startsWith("response time")
                && EffectWords.RATIO.equals(claim.effect().unit())) {
            guides.add(Chart.Guide.range(false, 1 / claim.margin(), claim.margin()));
        }
        return guides;
    }

    /** The confidence in all bars at once; nothing where there is none. */
    private String together() {
        double level = pairs.stream()
                .mapToDouble(pair -> pair.function().level())
                .min()
                .orElse(0);
        boolean intervals = pairs.stream()
                .flatMap(pair -> pair.function().points().stream())
                .anyMatch(point -> point.shift().interval().isPresent());
        return intervals
                ? "; all bars of a panel hold at once with a confidence of at least " + Figures.percent(level)
                        + Figures.UNIT_SPACE + "%"
                : ", for which there are too few of them here";
    }

    private static List<double[]> points(Pair pair) {
        return pair.function().points().stream().map(ShiftChart::point).toList();
    }

    private static double[] point(ShiftFunction.Point point) {
        double x = 1 / (1 - point.percentile() / 100);
        double y = Math.exp(point.shift().shift());
        Optional<Interval> interval = point.shift().interval();
        return interval.isEmpty()
                ? new double[] {x, y}
                : new double[] {
                    x,
                    y,
                    Math.exp(interval.get().lower()),
                    Math.exp(interval.get().upper())
                };
    }

    private static DoubleStream heights(double[] point) {
        return point.length < 4 ? DoubleStream.of(point[1]) : DoubleStream.of(point[1], point[2], point[3]);
    }

    private Table table() {
        List<Row> rows = pairs.stream()
                .flatMap(pair -> pair.function().points().stream().map(point -> new Row(pair, point)))
                .toList();
        return new TableOf<>(rows)
                .missing("too few blocks for an interval.")
                .text("Percentile", row -> Figures.percentile(row.point().percentile()))
                .text("Ratio", row -> EffectWords.digits(point(row.point())[1]))
                .text("Interval", row -> interval(row.point()))
                .count("Blocks", row -> row.point().shift().pairs())
                .build(
                        id + "-data",
                        "Ratio of the response times at each percentile",
                        "Pair",
                        row -> row.pair().name(),
                        row -> null);
    }

    private static String interval(ShiftFunction.Point point) {
        double[] all = point(point);
        return all.length < 4 ? Figures.MISSING : EffectWords.interval(List.of(all[2], all[3]));
    }
}
