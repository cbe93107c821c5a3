package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The histograms that the charts show: response times, or the gaps of a target whose messages carry no time.
 *
 * @param metric which of the two
 * @param byCell intervals in the order of time, by cell in the order of cells
 */
record Recording(Metric metric, Map<String, List<TaggedHistogram>> byCell) {

    private static final int SIGNIFICANT_DIGITS = 3;

    static Recording of(List<TaggedHistogram> histograms) {
        Recording responses = of(histograms, Metric.RESPONSE_TIME);
        return responses.isEmpty() ? of(histograms, Metric.GAP) : responses;
    }

    private static Recording of(List<TaggedHistogram> histograms, Metric metric) {
        Map<String, List<TaggedHistogram>> byCell = new TreeMap<>(CellName.ORDER.thenComparing(cell -> cell));
        histograms.stream()
                .filter(each -> each.metric() == metric && each.histogram().getTotalCount() > 0)
                .sorted(Comparator.comparingLong(TaggedHistogram::startMillis))
                .forEach(each -> byCell.computeIfAbsent(each.cell(), cell -> new ArrayList<>())
                        .add(each));
        return new Recording(metric, byCell);
    }

    /** The same of some cells; those that recorded nothing are left out. */
    Recording only(Collection<String> cells) {
        Map<String, List<TaggedHistogram>> some = new LinkedHashMap<>(byCell);
        some.keySet().retainAll(cells);
        return new Recording(metric, some);
    }

    boolean isEmpty() {
        return byCell.isEmpty();
    }

    /** Such as {@code Response time}. */
    String name() {
        return metric == Metric.GAP ? "Gap between messages" : "Response time";
    }

    /** All intervals of a cell in one histogram. */
    Histogram merged(String cell) {
        Histogram sum = sum();
        byCell.get(cell).forEach(each -> sum.add(each.histogram()));
        return sum;
    }

    /**
     * The intervals of a cell, merged block by block. The file does not say which block an interval belongs to, but blocks
     * follow one another, and each one's result says how many samples it has.
     *
     * @param samples of each block, in their order
     * @return as many histograms; empty where the intervals do not make up these numbers
     */
    List<Histogram> byBlock(String cell, List<Long> samples) {
        Iterator<TaggedHistogram> intervals =
                byCell.getOrDefault(cell, List.of()).iterator();
        List<Histogram> blocks = new ArrayList<>();
        for (long wanted : samples) {
            Histogram block = sum();
            while (block.getTotalCount() < wanted && intervals.hasNext()) {
                block.add(intervals.next().histogram());
            }
            if (block.getTotalCount() != wanted) {
                return List.of();
            }
            blocks.add(block);
        }
        return intervals.hasNext() ? List.of() : blocks;
    }

    private static Histogram sum() {
        Histogram sum = new Histogram(SIGNIFICANT_DIGITS);
        sum.setAutoResize(true);
        return sum;
    }
}
