package dev.pushbench.reports.result;

import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The headline of a run, response times or else gaps, for other programs: as a table, and as HdrHistogram's percentiles. */
final class Headline {

    private static final double NS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final int TICKS_PER_HALF_DISTANCE = 5;
    private static final String CSV_HEAD =
            "cell,metric,start_epoch_ms,end_epoch_ms,messages,messages_per_second,p50_ns,p90_ns,p99_ns,max_ns\n";

    private final List<TaggedHistogram> intervals;

    Headline(List<TaggedHistogram> histograms) {
        Metric metric = histograms.stream().anyMatch(each -> each.metric() == Metric.RESPONSE_TIME)
                ? Metric.RESPONSE_TIME
                : Metric.GAP;
        this.intervals = histograms.stream()
                .filter(each -> each.metric() == metric && each.histogram().getTotalCount() > 0)
                .toList();
    }

    /** RFC 4180, but for the line ends; a percentile that the interval has too few samples for is empty. */
    byte[] csv() {
        StringBuilder csv = new StringBuilder(CSV_HEAD);
        for (TaggedHistogram each : intervals) {
            LatencySummary summary = LatencySummary.of(each.histogram());
            long millis = Math.max(1, each.endMillis() - each.startMillis());
            List<String> row = new ArrayList<>();
            row.add(quoted(each.cell()));
            row.add(each.metric().name().toLowerCase(Locale.ROOT));
            row.add(String.valueOf(each.startMillis()));
            row.add(String.valueOf(each.endMillis()));
            row.add(String.valueOf(summary.count()));
            row.add(String.format(Locale.ROOT, "%.1f", summary.count() * MILLIS_PER_SECOND / millis));
            row.add(orEmpty(summary.p50Ns()));
            row.add(orEmpty(summary.p90Ns()));
            row.add(orEmpty(summary.p99Ns()));
            row.add(orEmpty(summary.maxNs()));
            csv.append(String.join(",", row)).append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String orEmpty(Long value) {
        return value == null ? "" : value.toString();
    }

    /** The percentiles of each cell in milliseconds, as HdrHistogram's plotter reads them, by a name that is safe in files. */
    Map<String, byte[]> percentiles() {
        Map<String, Histogram> byCell = new LinkedHashMap<>();
        intervals.forEach(each ->
                byCell.computeIfAbsent(each.cell(), cell -> new Histogram(3)).add(each.histogram()));
        Map<String, byte[]> files = new LinkedHashMap<>();
        byCell.forEach((cell, histogram) -> {
            String suffix = byCell.size() == 1 ? "" : "-" + cell.replaceAll("[^A-Za-z0-9.+_]", "-");
            files.put("latency" + suffix + ResultDirectory.PERCENTILES_SUFFIX, percentiles(histogram));
        });
        return files;
    }

    private static byte[] percentiles(Histogram histogram) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NS_PER_MILLI);
        }
        return bytes.toByteArray();
    }
}
