package dev.pushbench.reports.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.HdrHistogram.Histogram;

class LatencyTagTest {

    @Example
    void usualCellsStayAsTheyAre() {
        assertThat(LatencyTag.of("sse/1.1+tls", Metric.RESPONSE_TIME)).isEqualTo("sse/1.1+tls");
        assertThat(LatencyTag.of("ws/2", Metric.SCHEDULE_LAG)).isEqualTo("ws/2|lag");
    }

    @Example
    void delimitersPercentSignsAndBarsAreEncoded() {
        assertThat(LatencyTag.of("a, 5%|é\n", Metric.GAP)).isEqualTo("a%2c%205%25%7c%c3%a9%0a|gap");
    }

    @Example
    void unknownTagsAreRefused() {
        assertThatThrownBy(() -> LatencyTag.parse("ws/2|colour")).hasMessageContaining("ws/2|colour");
        assertThatThrownBy(() -> LatencyTag.parse(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void everyCellSurvivesTheLog(@ForAll String text, @ForAll Metric metric) {
        // Lone surrogates have no UTF-8; no name that came through JSON holds one.
        String cell = text.replaceAll("[\\ud800-\\udfff]", "?");
        Histogram histogram = new Histogram(3);
        histogram.recordValue(7);
        byte[] log = LatencyLog.encode(List.of(new TaggedHistogram(cell, metric, 5, 9, histogram)));

        assertThat(LatencyLog.decode(log, Path.of("log"))).singleElement().satisfies(each -> {
            assertThat(each.cell()).isEqualTo(cell);
            assertThat(each.metric()).isEqualTo(metric);
            assertThat(each.startMillis()).isEqualTo(5);
            assertThat(each.endMillis()).isEqualTo(9);
        });
    }
}
