package dev.pushbench.reports.result;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@link TaggedHistogram}s to an HdrHistogram interval log and back. Start times in the log are seconds after the base
 * time in its head, so that milliseconds survive the log's three decimals.
 */
final class LatencyLog {

    private static final double NANOS_PER_MILLI = 1e6;

    private LatencyLog() {}

    static byte[] encode(List<TaggedHistogram> histograms) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            HistogramLogWriter writer = new HistogramLogWriter(out);
            long baseMillis = histograms.stream()
                    .mapToLong(TaggedHistogram::startMillis)
                    .min()
                    .orElse(0);
            head(writer, baseMillis);
            for (TaggedHistogram each : histograms) {
                // A copy, because the tag is the histogram's own state and this one belongs to the caller.
                Histogram histogram = each.histogram().copy();
                histogram.setTag(LatencyTag.of(each.cell(), each.metric()));
                writer.outputIntervalHistogram(
                        (each.startMillis() - baseMillis) / 1e3,
                        (each.endMillis() - baseMillis) / 1e3,
                        histogram,
                        NANOS_PER_MILLI);
            }
        }
        return bytes.toByteArray();
    }

    private static void head(HistogramLogWriter writer, long baseMillis) {
        writer.outputComment("[pushbench: recorded values are nanoseconds; Interval_Max is in milliseconds]");
        writer.outputComment("[A tag is the cell, then | and the metric; without a metric it is the response time]");
        writer.outputLogFormatVersion();
        // Not the writer's outputStartTime: it adds a date in the time zone of whoever writes.
        writer.outputComment(
                String.format(Locale.ROOT, "[StartTime: %.3f (seconds since epoch), UTC]", baseMillis / 1e3));
        writer.outputBaseTime(baseMillis);
        writer.outputLegend();
    }

    static List<TaggedHistogram> decode(byte[] log, Path file) {
        List<TaggedHistogram> histograms = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log))) {
            EncodableHistogram next = reader.nextIntervalHistogram();
            while (next != null) {
                histograms.add(tagged(next));
                next = reader.nextIntervalHistogram();
            }
        } catch (RuntimeException e) {
            // The reader wraps a bad Base64 text, a bad deflate stream and a bad cookie in different exceptions.
            throw damaged(file, histograms.size(), e);
        }
        // The reader takes a line that it cannot parse for the end of the log, so count what should have been there.
        if (histograms.size() != dataLines(log)) {
            throw damaged(file, histograms.size(), null);
        }
        return histograms;
    }

    private static TaggedHistogram tagged(EncodableHistogram next) {
        if (!(next instanceof Histogram histogram)) {
            throw new IllegalArgumentException("histogram of " + next.getClass().getSimpleName());
        }
        LatencyTag tag = LatencyTag.parse(histogram.getTag());
        return new TaggedHistogram(
                tag.cell(), tag.metric(), histogram.getStartTimeStamp(), histogram.getEndTimeStamp(), histogram);
    }

    private static long dataLines(byte[] log) {
        return new String(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("\""))
                .count();
    }

    private static ResultException damaged(Path file, int read, Throwable cause) {
        String why = cause == null ? "" : " (" + cause + ")";
        return new ResultException(
                file.toAbsolutePath() + " is damaged after " + read + " of its histograms" + why
                        + "; measure again, or restore the file",
                cause);
    }
}
