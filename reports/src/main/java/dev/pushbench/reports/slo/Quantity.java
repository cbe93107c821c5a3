package dev.pushbench.reports.slo;

import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** What an SLO is about. */
sealed interface Quantity {

    SloUnit unit();

    Reading read(Evidence evidence);

    /**
     * What was found.
     *
     * @param value in the unit's base, or null
     * @param unknown why there is no value, or null
     */
    record Reading(Double value, String unknown) {}

    /** A single number. */
    record Single(Figure figure) implements Quantity {
        @Override
        public SloUnit unit() {
            return figure.unit();
        }

        @Override
        public Reading read(Evidence evidence) {
            Double value = evidence.figures().get(figure);
            return value == null ? new Reading(null, figure.unknown()) : new Reading(value, null);
        }
    }

    /** A percentile of a recorded time; 100 is the maximum. */
    record Percentile(Metric metric, double percentile) implements Quantity {

        private static final Pattern NAME = Pattern.compile("(?:(.+)-)?(?:p(\\d{1,2}(?:\\.\\d{1,6})?)|max)");
        private static final double MAX = 100;

        /** Null for a name that is none. */
        static Percentile of(String name) {
            Matcher parts = NAME.matcher(name);
            if (!parts.matches()) {
                return null;
            }
            double percentile = parts.group(2) == null ? MAX : Double.parseDouble(parts.group(2));
            return Arrays.stream(Metric.values())
                    .filter(metric -> prefix(metric).equals(parts.group(1) == null ? "response" : parts.group(1)))
                    .findFirst()
                    .filter(metric -> percentile > 0)
                    .map(metric -> new Percentile(metric, percentile))
                    .orElse(null);
        }

        /** What stands before the percentile: {@code service}, {@code lag}, {@code first-message}, … */
        static String prefix(Metric metric) {
            return metric.name().toLowerCase(Locale.ROOT).replace('_', '-').replaceAll("^schedule-|-time$", "");
        }

        @Override
        public SloUnit unit() {
            return SloUnit.TIME;
        }

        @Override
        public Reading read(Evidence evidence) {
            Histogram times = evidence.times().get(metric);
            if (times == null || times.getTotalCount() == 0) {
                return new Reading(
                        null,
                        metric == Metric.RESPONSE_TIME
                                ? "there are no response times: no message arrived in the window, or the messages carry no"
                                        + " time that this run knows of (--time-field)"
                                : "nothing was recorded of it");
            }
            if (percentile == MAX) {
                return new Reading((double) times.getMaxValue(), null);
            }
            long count = times.getTotalCount();
            return LatencySummary.enoughSamples(count, percentile)
                    ? new Reading((double) times.getValueAtPercentile(percentile), null)
                    : new Reading(null, "of " + count + " samples fewer than ten lie beyond it: measure longer");
        }
    }
}
