package dev.pushbench.reports.slo;

import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.SloResult;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one cell has to show.
 *
 * @param times histograms of nanoseconds; one that is missing or empty is not known
 * @param figures each in its unit: nanoseconds, a number, per cent, or per second; one that is missing is not known
 */
public record Evidence(Map<Metric, Histogram> times, Map<Figure, Double> figures) {

    private static final double NS_PER_SECOND = 1e9;
    private static final double PER_CENT = 100;

    /** Judges every cell of a run by every SLO, cell by cell. */
    public static List<SloResult> judge(List<Slo> slos, Contents contents) {
        List<SloResult> results = new ArrayList<>();
        for (CellResult cell : contents.run().cells()) {
            Evidence evidence = new Evidence(times(cell.cell(), contents), figures(cell, contents));
            slos.forEach(slo -> results.add(slo.judge(cell.cell(), evidence)));
        }
        return results;
    }

    private static Map<Metric, Histogram> times(String cell, Contents contents) {
        Map<Metric, Histogram> times = new EnumMap<>(Metric.class);
        contents.histograms().stream()
                .filter(each -> each.cell().equals(cell))
                .forEach(each -> times.computeIfAbsent(each.metric(), metric -> new Histogram(3))
                        .add(each.histogram()));
        return times;
    }

    private static Map<Figure, Double> figures(CellResult cell, Contents contents) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        put(figures, Figure.LOST, cell.messages().lost());
        put(figures, Figure.DUPLICATED, cell.messages().duplicated());
        put(figures, Figure.REORDERED, cell.messages().reordered());
        put(figures, Figure.CONNECTS, cell.connectsPerSecond());
        if (cell.cpu() != null) {
            put(figures, Figure.CLIENT_CPU, cell.cpu().clientNsPerMessage());
            put(figures, Figure.SERVER_CPU, cell.cpu().serverNsPerMessage());
        }
        if (cell.windowNs() > 0) {
            put(figures, Figure.RATE, cell.messages().received() * NS_PER_SECOND / cell.windowNs());
        }
        putErrors(
                figures,
                cell.errors().values().stream().mapToLong(Long::longValue).sum(),
                asked(cell, contents.run().blocks()));
        return figures;
    }

    /** Counts errors, and their share of the subscriptions asked for. */
    public static void putErrors(Map<Figure, Double> figures, long errors, long asked) {
        put(figures, Figure.ERRORS, errors);
        put(figures, Figure.ERROR_SHARE, asked == 0 ? null : PER_CENT * errors / asked);
    }

    private static void put(Map<Figure, Double> figures, Figure figure, Number value) {
        if (value != null) {
            figures.put(figure, value.doubleValue());
        }
    }

    /** Each block asks for its subscriptions anew. */
    private static long asked(CellResult cell, List<BlockResult> blocks) {
        return blocks.stream()
                .flatMap(block -> block.cells().stream())
                .filter(each -> each.cell().equals(cell.cell()))
                .mapToLong(CellResult::connections)
                .sum();
    }
}
