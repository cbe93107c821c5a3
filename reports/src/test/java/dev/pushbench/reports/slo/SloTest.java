package dev.pushbench.reports.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.SloResult;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloTest {

    /** 1 ms … 2,000 ms, one each. */
    private final Histogram times = new Histogram(3_600_000_000_000L, 3);

    private final Evidence evidence = new Evidence(
            Map.of(Metric.RESPONSE_TIME, times, Metric.FIRST_MESSAGE, times),
            Map.of(Figure.LOST, 3.0, Figure.ERRORS, 2.0, Figure.ERROR_SHARE, 0.5, Figure.RATE, 9_900.0));

    SloTest() {
        for (int millis = 1; millis <= 2_000; millis++) {
            times.recordValue(millis * 1_000_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "p50<1001ms, true",
        "p50<999ms, false",
        "p99 <= 1.981s, true",
        "p75.5>1500000us, true",
        "max>=2000ms, true",
        "max<2s, false",
        "first-message-p90<2s, true",
        "lost=3, true",
        "lost=0, false",
        "lost<=2, false",
        "errors<3, true",
        "errors<0.5%, false",
        "errors<=0.5%, true",
        "rate>=9900/s, true",
        "rate>9900/s, false",
    })
    void aConditionHoldsOrNot(String condition, boolean met) {
        SloResult result = Slo.parse(condition).judge("ws/1.1", evidence);

        assertThat(result.met()).as(result.toString()).isEqualTo(met);
        assertThat(Slo.parse(condition).isMissedBy(evidence)).isEqualTo(!met);
        assertThat(result.actual()).isNotNull();
        assertThat(result.slo()).isEqualTo(condition.replace(" ", ""));
    }

    @Test
    void theDetailIsInTheUnitOfTheCondition() {
        assertThat(Slo.parse("max<1s").judge("c", evidence).detail()).isEqualTo("it was 2.001 s: missed");
        assertThat(Slo.parse("errors<1%").judge("c", evidence).detail()).isEqualTo("it was 0.5 %");
        assertThat(Slo.parse("rate>=9/s").judge("c", evidence).detail()).isEqualTo("it was 9900/s");
        assertThat(Slo.parse("lost=0").judge("c", evidence).detail()).isEqualTo("it was 3: missed");
        assertThat(Slo.parse("max<1s").judge("c", evidence).unit()).isEqualTo("ns");
    }

    @ParameterizedTest
    @CsvSource({
        "p99.9<1h, unit",
        "p99.9<5s, fewer than ten lie beyond it",
        "service-p50<1s, nothing was recorded",
        "duplicated=0, --seq-field",
        "server-cpu<1ms, does not reveal",
    })
    void whatIsNotMeasurableIsMissedWithTheReason(String condition, String reason) {
        if (reason.equals("unit")) {
            assertThatThrownBy(() -> Slo.parse(condition)).hasMessageContaining("unit 'h'");
            return;
        }
        SloResult result = Slo.parse(condition).judge("ws/1.1", evidence);

        assertThat(result.met()).isFalse();
        assertThat(result.actual()).isNull();
        assertThat(result.detail()).startsWith("not measurable: ").contains(reason);
        assertThat(Slo.parse(condition).isMissedBy(evidence)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99 | no condition",
                "'' | no condition",
                "p99!50ms | no condition",
                "p99<-5ms | no condition",
                "p99<1e3ms | unit 'e3ms'",
                "p99<50 | takes a time in ns",
                "p99<50% | takes a time in ns",
                "p0<50ms | no metric",
                "p100<50ms | no metric",
                "p<50ms | no metric",
                "nonsense-p99<50ms | no metric",
                "speed>9/s | no metric",
                "lost<1% | a number without a unit",
                "errors<5ms | takes a number without a unit, or %",
                "rate>5 | a number with /s",
                "client-cpu<5 | takes a time",
            })
    void aWrongConditionIsNamedWithWhatIsAllowed(String condition, String what) {
        assertThatThrownBy(() -> Slo.parse(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + condition.strip() + "'")
                .hasMessageContaining(what);
    }

    @Test
    void everyCellIsJudgedByItsOwnFigures() {
        SampleRun.Sample sample = new SampleRun()
                .cells("ws/1.1", "sse/1.1")
                .blocks(2)
                .error("refused", 1)
                .build();

        List<SloResult> results = Evidence.judge(
                List.of(Slo.parse("p99.5<1s"), Slo.parse("errors<=0.05%"), Slo.parse("rate=2000/s")),
                new Contents(sample.run(), sample.histograms()));

        assertThat(results).hasSize(6).allMatch(SloResult::met);
        assertThat(results).extracting(SloResult::cell).startsWith("ws/1.1", "ws/1.1", "ws/1.1", "sse/1.1");
        assertThat(results.get(0).actual()).isNotEqualTo(results.get(3).actual());
    }
}
