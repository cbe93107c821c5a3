package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.ArrayList;
import java.util.Comparator;
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

    boolean isEmpty() {
        return byCell.isEmpty();
    }

    /** Such as {@code Response time}. */
    String name() {
        return metric == Metric.GAP ? "Gap between messages" : "Response time";
    }

    /** All intervals of a cell in one histogram. */
    Histogram merged(String cell) {
        Histogram sum = new Histogram(SIGNIFICANT_DIGITS);
        sum.setAutoResize(true);
        byCell.get(cell).forEach(each -> sum.add(each.histogram()));
        return sum;
    }
}
