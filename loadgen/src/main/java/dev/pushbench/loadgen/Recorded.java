package dev.pushbench.loadgen;

import dev.pushbench.loadgen.measure.Health.Vitals;
import dev.pushbench.loadgen.transport.TransportNotes;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.CellResult.Turnover;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.admin.ProcessStats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Everything that one agent recorded, or several: histograms and counts add up, so that the result of many agents is
 * worked out as that of one.
 *
 * @param timed whether messages say when they were due
 * @param sequenced whether messages are numbered
 * @param totals the histogram of each metric, in nanoseconds; those without a value may be missing
 * @param intervals the headline's histograms, in order
 * @param lastDeliveriesNs when the last subscriber had each message of a broadcast, 0 for one that nobody had; null where
 *     there is none
 * @param counts of messages
 * @param subscriptions how they fared
 * @param flow what crossed the sockets
 * @param failures subscriptions that ended as nobody wanted, by cause
 * @param turnover how they came and went while messages flowed; null where nobody does
 * @param vitals of the generator over the window; null if it never opened
 * @param growth of the generator's memory; null if it was not measured
 * @param exchanged what was done besides listening
 * @param slow the slow consumers by kind, who are in nothing above but the subscriptions that opened, and the flow
 * @param notes on how the subscriptions came about
 */
public record Recorded(
        boolean timed,
        boolean sequenced,
        Map<Metric, Histogram> totals,
        List<Interval> intervals,
        long[] lastDeliveriesNs,
        Counts counts,
        Subscriptions subscriptions,
        Flow flow,
        Map<String, Failure> failures,
        Turnover turnover,
        Vitals vitals,
        Growth growth,
        Exchanged exchanged,
        List<SlowRecorded> slow,
        TransportNotes notes) {

    /**
     * The headline's histogram of one stretch of the wall clock.
     *
     * @param slot which stretch: intervals of one slot belong together, whichever agent they are from
     */
    public record Interval(long slot, long startMillis, long endMillis, Histogram histogram) {

        Interval plus(Interval other) {
            return new Interval(
                    slot,
                    Math.min(startMillis, other.startMillis),
                    Math.max(endMillis, other.endMillis),
                    sum(histogram, other.histogram));
        }
    }

    /**
     * Messages of the window.
     *
     * @param received every arrival that counts, repeats too; 0 where messages are not numbered
     * @param missing numbers that are missing between others of the same subscription
     * @param expected numbers that they must have got; -1 where only the coordinator can tell
     * @param unique arrivals that count, repeats left out
     * @param clamped latencies out of range, recorded at the edge
     * @param excluded what arrived but does not count
     */
    public record Counts(
            long received,
            long duplicated,
            long reordered,
            long missing,
            long expected,
            long unique,
            long clamped,
            Excluded excluded) {

        Counts plus(Counts other) {
            return new Counts(
                    received + other.received,
                    duplicated + other.duplicated,
                    reordered + other.reordered,
                    missing + other.missing,
                    expected < 0 || other.expected < 0 ? -1 : expected + other.expected,
                    unique + other.unique,
                    clamped + other.clamped,
                    excluded.plus(other.excluded));
        }
    }

    /**
     * Subscriptions.
     *
     * @param opened that ever opened
     * @param openingNs how long it took to open them, the first one left out
     * @param openAtStart open when the window opened
     * @param openAtEnd open after the drain
     * @param tcpConnections that carried them when the window opened
     * @param peerStreamLimit how many streams the target allows on one HTTP/2 connection; null where it does not say
     */
    public record Subscriptions(
            int opened, long openingNs, int openAtStart, int openAtEnd, int tcpConnections, Integer peerStreamLimit) {

        Subscriptions plus(Subscriptions other) {
            return new Subscriptions(
                    opened + other.opened,
                    Math.max(openingNs, other.openingNs),
                    openAtStart + other.openAtStart,
                    openAtEnd + other.openAtEnd,
                    tcpConnections + other.tcpConnections,
                    ofEither(peerStreamLimit, other.peerStreamLimit, Math::min));
        }
    }

    /**
     * Bytes and messages.
     *
     * @param bytes that crossed the sockets inwards while messages flowed
     * @param bytesSent that crossed them outwards meanwhile
     * @param messages that arrived meanwhile
     * @param windowMessages that arrived while the window was open
     * @param windowNs how long that was
     */
    public record Flow(long bytes, long bytesSent, long messages, long windowMessages, long windowNs) {

        Flow plus(Flow other) {
            return new Flow(
                    bytes + other.bytes,
                    bytesSent + other.bytesSent,
                    messages + other.messages,
                    windowMessages + other.windowMessages,
                    Math.max(windowNs, other.windowNs));
        }
    }

    /**
     * Ends of one cause.
     *
     * @param example what one of them said
     */
    public record Failure(long count, String example) {

        Failure plus(Failure other) {
            return new Failure(count + other.count, example);
        }

        /** How many there are of each cause, in the order of the causes' names. */
        static Map<String, Long> counts(Map<String, Failure> byCause) {
            Map<String, Long> counts = new TreeMap<>();
            byCause.forEach((cause, failure) -> counts.put(cause, failure.count));
            return counts;
        }
    }

    /**
     * Of the generator's memory, from one subscription to the end of the run with all of them.
     *
     * @param heapBytes of the live heap
     * @param residentBytes of the resident set; null where the system does not tell
     */
    public record Growth(long heapBytes, Long residentBytes) {

        static Growth between(ProcessStats alone, ProcessStats crowded) {
            return new Growth(
                    crowded.heapUsedBytes() - alone.heapUsedBytes(),
                    crowded.residentBytes() == null || alone.residentBytes() == null
                            ? null
                            : crowded.residentBytes() - alone.residentBytes());
        }

        Growth plus(Growth other) {
            return new Growth(
                    heapBytes + other.heapBytes,
                    residentBytes == null || other.residentBytes == null ? null : residentBytes + other.residentBytes);
        }
    }

    /**
     * What connections did besides listening, and what they heard besides messages.
     *
     * @param due messages that were due to be sent in the window; null where none come back
     * @param sent messages
     * @param matched messages as expected, over the whole run; null if any would do
     * @param unmatched other messages, likewise
     * @param heartbeats received in the window
     */
    public record Exchanged(Long due, long sent, Long matched, Long unmatched, long heartbeats) {

        Exchanged plus(Exchanged other) {
            return new Exchanged(
                    ofEither(due, other.due, Long::sum),
                    sent + other.sent,
                    ofEither(matched, other.matched, Long::sum),
                    ofEither(unmatched, other.unmatched, Long::sum),
                    heartbeats + other.heartbeats);
        }
    }

    /** The histogram of a metric, which may be empty. */
    Histogram total(Metric metric) {
        if (metric == Metric.LAST_DELIVERY) {
            return lastDeliveries();
        }
        return totals.getOrDefault(metric, new Histogram(3));
    }

    private Histogram lastDeliveries() {
        Histogram histogram = new Histogram(3);
        if (lastDeliveriesNs != null) {
            Arrays.stream(lastDeliveriesNs).filter(ns -> ns > 0).forEach(histogram::recordValue);
        }
        return histogram;
    }

    /** What both recorded, as if one had. */
    public Recorded plus(Recorded other) {
        return new Recorded(
                timed,
                sequenced,
                merged(new EnumMap<>(Metric.class), totals, other.totals, Recorded::sum),
                intervals(other),
                ofEither(lastDeliveriesNs, other.lastDeliveriesNs, Recorded::later),
                counts.plus(other.counts),
                subscriptions.plus(other.subscriptions),
                flow.plus(other.flow),
                merged(new TreeMap<>(), failures, other.failures, Failure::plus),
                ofEither(turnover, other.turnover, Turnover::plus),
                ofEither(vitals, other.vitals, Vitals::plus),
                ofEither(growth, other.growth, Growth::plus),
                exchanged.plus(other.exchanged),
                IntStream.range(0, slow.size())
                        .mapToObj(i -> slow.get(i).plus(other.slow.get(i)))
                        .toList(),
                notes.plus(other.notes));
    }

    /** The same messages: their schedules are the same, whichever server sends them. */
    private static long[] later(long[] one, long[] two) {
        long[] later = Arrays.copyOf(one, Math.max(one.length, two.length));
        for (int i = 0; i < two.length; i++) {
            later[i] = Math.max(later[i], two[i]);
        }
        return later;
    }

    private List<Interval> intervals(Recorded other) {
        Map<Long, Interval> bySlot = new TreeMap<>();
        intervals.forEach(interval -> bySlot.merge(interval.slot(), interval, Interval::plus));
        other.intervals.forEach(interval -> bySlot.merge(interval.slot(), interval, Interval::plus));
        return new ArrayList<>(bySlot.values());
    }

    private static <K, V> Map<K, V> merged(Map<K, V> into, Map<K, V> one, Map<K, V> two, BinaryOperator<V> sum) {
        into.putAll(one);
        two.forEach((key, value) -> into.merge(key, value, sum));
        return into;
    }

    /** Null only where neither knows. */
    private static <T> T ofEither(T one, T two, BinaryOperator<T> both) {
        return one == null ? two : two == null ? one : both.apply(one, two);
    }

    private static Histogram sum(Histogram one, Histogram two) {
        Histogram sum = one.copy();
        sum.setAutoResize(true);
        sum.add(two);
        return sum;
    }
}
