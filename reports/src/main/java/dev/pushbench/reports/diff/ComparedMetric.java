package dev.pushbench.reports.diff;

import dev.pushbench.reports.claim.Deciding;
import dev.pushbench.reports.claim.Metric;
import java.util.List;
import java.util.stream.Stream;

/**
 * A metric by which runs are held against each other.
 *
 * @param unit of its values: {@code ns}, {@code B}, {@code /s}, or {@code 1} for a number
 * @param lowerIsWorse whether less of it is a regression; else more of it is
 */
record ComparedMetric(Metric metric, String unit, boolean lowerIsWorse) {

    /**
     * All of them, in the order of reports. Lost messages are none: a run that loses any fails its gate. There are so few
     * because each one makes all the others harder to call changed: nine of four cells still leave that to six blocks. The tenth
     * is there in searches only.
     */
    static final List<ComparedMetric> ALL = List.of(
            new ComparedMetric(Metric.RESPONSE_P50, "ns", false),
            new ComparedMetric(Metric.RESPONSE_P99, "ns", false),
            new ComparedMetric(Metric.OPENING_P50, "ns", false),
            new ComparedMetric(Metric.CONNECT_RATE, "/s", true),
            new ComparedMetric(Metric.SERVER_CPU, "ns", false),
            new ComparedMetric(Metric.CLIENT_CPU, "ns", false),
            new ComparedMetric(Metric.SERVER_HEAP, "B", false),
            new ComparedMetric(Metric.SERVER_RSS, "B", false),
            new ComparedMetric(Metric.BYTES, "B", false),
            new ComparedMetric(Metric.FOUND, "1", true));

    /** What decides some claim, likewise. */
    private static final List<ComparedMetric> OF_CLAIMS = Stream.concat(
                    ALL.stream(), Stream.of(new ComparedMetric(Metric.SERVER_MEMORY, "B", false)))
            .toList();

    /**
     * Those of a cell of runs of claims: the ones that decide a claim. All figures of so many arms would take two blocks
     * more.
     */
    static List<ComparedMetric> of(String cell, Deciding deciding) {
        return OF_CLAIMS.stream()
                .filter(each -> deciding.has(each.metric(), cell))
                .toList();
    }
}
