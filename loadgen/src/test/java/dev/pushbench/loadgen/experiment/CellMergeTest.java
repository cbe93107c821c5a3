package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.CellResult.Memory;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.TaggedHistogram;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CellMergeTest {

    @Test
    void percentilesAreThoseOfAllValuesAndNotAnAverage() {
        // 990 fast values in one block, 10,000 slow ones in the other: an average of the medians would be 5.5.
        List<TaggedHistogram> histograms =
                List.of(histogram(Metric.RESPONSE_TIME, 1, 990), histogram(Metric.RESPONSE_TIME, 10, 10_000));

        CellResult merged =
                new CellMerge(List.of(block(990L, 2.0, 3.0), block(10_000L, 2.0, 3.0)), histograms).merged();

        assertThat(merged.responseTime().count()).isEqualTo(10_990);
        assertThat(merged.responseTime().p50Ns()).isEqualTo(10);
        assertThat(merged.serviceTime()).isNull();
    }

    @Test
    void whatIsPerMessageIsWeightedByMessages() {
        CellResult merged = new CellMerge(List.of(block(100L, 10.0, 1.0), block(300L, 20.0, 9.0)), List.of()).merged();

        assertThat(merged.cpu().clientNsPerMessage()).isEqualTo(17.5);
        assertThat(merged.bytesPerMessage()).isEqualTo(17.5);
    }

    @Test
    void countsAddAndMemoryIsTheMedianOfTheBlocks() {
        CellResult merged = new CellMerge(
                        List.of(block(100L, 1.0, 1.0), block(100L, 1.0, 900.0), block(100L, 1.0, 3.0)), List.of())
                .merged();

        assertThat(merged.messages().received()).isEqualTo(300);
        assertThat(merged.messages().lost()).isEqualTo(3);
        assertThat(merged.memory().serverHeapBytesPerConnection()).isEqualTo(3.0);
        assertThat(merged.errors()).containsEntry("connection reset", 6L);
        assertThat(merged.windowNs()).isEqualTo(30);
        assertThat(merged.excluded()).isEqualTo(new Excluded(15, 3, 6));
    }

    @Test
    void whatOneBlockDoesNotKnowIsUnknown() {
        CellResult merged = new CellMerge(List.of(block(100L, 1.0, 1.0), block(100L, null, null)), List.of()).merged();

        assertThat(merged.cpu().serverNsPerMessage()).isNull();
        assertThat(merged.memory().serverHeapBytesPerConnection()).isEqualTo(1.0);
    }

    private static CellResult block(long received, Double perMessage, Double heap) {
        return SampleCell.with(it -> {
            it.messages = new Messages(received + 1, received, 1L, 0L, 0L, 0);
            it.cpu = new Cpu(perMessage, perMessage);
            it.memory = new Memory(heap, heap, heap, heap);
            it.connectsPerSecond = heap;
            it.allocatedBytesPerMessage = 1.0;
            it.bytesPerMessage = perMessage;
            it.errors = Map.of("connection reset", 2L);
            it.excluded = new Excluded(5, 1, 2);
        });
    }

    private static TaggedHistogram histogram(Metric metric, long valueNs, int count) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(valueNs, count);
        return new TaggedHistogram("ws/1.1", metric, 0, 1, histogram);
    }
}
