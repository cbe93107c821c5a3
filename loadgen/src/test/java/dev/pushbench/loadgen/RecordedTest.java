package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.Recorded.Counts;
import dev.pushbench.loadgen.Recorded.Exchanged;
import dev.pushbench.loadgen.Recorded.Failure;
import dev.pushbench.loadgen.Recorded.Flow;
import dev.pushbench.loadgen.Recorded.Growth;
import dev.pushbench.loadgen.Recorded.Interval;
import dev.pushbench.loadgen.Recorded.Subscriptions;
import dev.pushbench.loadgen.measure.Health.Vitals;
import dev.pushbench.loadgen.transport.SocketOptions;
import dev.pushbench.loadgen.transport.TransportNotes;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.CellResult.Turnover;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What several agents recorded is what one would have. */
class RecordedTest {

    @Test
    void histogramsAndCountsAddUp() {
        Recorded sum = recorded(1_000, 99, 7).plus(recorded(1_000_000, 1, 8));

        assertThat(sum.total(Metric.RESPONSE_TIME).getTotalCount()).isEqualTo(100);
        // The mean of the two 99th percentiles would be half a millisecond.
        assertThat(sum.total(Metric.RESPONSE_TIME).getValueAtPercentile(99)).isBetween(999L, 1_001L);
        assertThat(sum.total(Metric.RESPONSE_TIME).getMaxValue()).isBetween(999_000L, 1_001_000L);
        assertThat(sum.total(Metric.GAP).getTotalCount()).isZero();
        assertThat(sum.counts()).isEqualTo(new Counts(2, 4, 6, 8, 10, 12, 14, new Excluded(2, 4, 6)));
        assertThat(sum.subscriptions()).isEqualTo(new Subscriptions(10, 44, 8, 6, 4, 100));
        assertThat(sum.flow()).isEqualTo(new Flow(20, 22, 18, 16, 7));
        assertThat(sum.failures())
                .isEqualTo(Map.of(
                        "reset",
                        new Failure(4, "at 1000"),
                        "at 1000",
                        new Failure(1, "x"),
                        "at 1000000",
                        new Failure(1, "x")));
    }

    @Test
    void intervalsOfOneStretchOfTimeAreOne() {
        Recorded sum = recorded(1_000, 3, 7).plus(recorded(2_000, 4, 8)).plus(recorded(3_000, 5, 8));

        assertThat(sum.intervals()).extracting(Interval::slot).containsExactly(7L, 8L);
        assertThat(sum.intervals())
                .extracting(interval -> interval.histogram().getTotalCount())
                .containsExactly(3L, 9L);
    }

    @Test
    void processorTimeAddsUpAndOfCollectionsTheWorstCounts() {
        Vitals sum = recorded(1_000, 1, 1).plus(recorded(2_000, 1, 1)).vitals();

        assertThat(sum.cpuNs()).isEqualTo(3_000);
        assertThat(sum.gcMillis()).isEqualTo(2);
        assertThat(sum.windowNs()).isEqualTo(10);
        assertThat(sum.allocatedBytes()).isEqualTo(3_000);
        assertThat(sum.sockets()).isEqualTo(new SocketOptions(6, 2));
        assertThat(sum.hiccups().getTotalCount()).isEqualTo(2);
    }

    @Test
    void comingAndGoingAddsUpAndTheLastOnesBackCount() {
        assertThat(recorded(1_000, 1, 1).plus(recorded(2_000, 1, 1)).turnover())
                .isEqualTo(new Turnover(18, 16, 14, 12, 10, 8, 6, 4, 2_000L));
    }

    @Test
    void theLastSubscriberOfAnyAgentIsTheLast() {
        Recorded sum = recorded(1_000, 1, 1).plus(recorded(2_000, 1, 1));

        assertThat(sum.lastDeliveriesNs()).containsExactly(2_000, 0, 9);
        assertThat(sum.total(Metric.LAST_DELIVERY).getTotalCount()).isEqualTo(2);
    }

    @Test
    void exchangesAddUp() {
        assertThat(recorded(1_000, 1, 1).plus(recorded(2_000, 1, 1)).exchanged())
                .isEqualTo(new Exchanged(2L, 4, 6L, 8L, 10));
    }

    @Test
    void memoryAddsUp() {
        assertThat(recorded(1_000, 1, 1).plus(recorded(2_000, 1, 1)).growth()).isEqualTo(new Growth(3_000, 6_000L));
    }

    @Test
    void redirectsAndDeclinedCompressionAddUp() {
        assertThat(recorded(1, 1, 1).plus(recorded(2, 1, 1)).notes()).isEqualTo(new TransportNotes(2, "to 1", 6));
    }

    /** Of five subscriptions. */
    static Recorded recorded(long valueNs, int count, long slot) {
        return new Recorded(
                true,
                true,
                Map.of(Metric.RESPONSE_TIME, histogram(valueNs, count)),
                List.of(new Interval(slot, 1_000 * slot, 1_000 * slot + 999, histogram(valueNs, count))),
                new long[] {valueNs, 0, 9},
                new Counts(1, 2, 3, 4, 5, 6, 7, new Excluded(1, 2, 3)),
                new Subscriptions(5, 44, 4, 3, 2, 100),
                new Flow(10, 11, 9, 8, 7),
                Map.of("reset", new Failure(2, "at " + valueNs), "at " + valueNs, new Failure(1, "x")),
                new Turnover(9, 8, 7, 6, 5, 4, 3, 2, valueNs),
                new Vitals(
                        10,
                        valueNs,
                        valueNs / 1_000,
                        valueNs,
                        histogram(1, 1),
                        histogram(1, 1),
                        new SocketOptions(3, 1)),
                new Growth(valueNs, 2 * valueNs),
                new Exchanged(1L, 2, 3L, 4L, 5),
                List.of(),
                new TransportNotes(1, "to " + valueNs, 3));
    }

    private static Histogram histogram(long valueNs, int count) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(valueNs, count);
        return histogram;
    }
}
