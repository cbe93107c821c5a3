package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SearchResult.Reason;
import dev.pushbench.reports.result.SloResult;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeVerdictTest {

    private static final Gate PASSED = new Gate("subscriptions", "ws/1.1", null, true, "all");
    private static final Gate LOST = new Gate("messages-lost", "ws/1.1", null, false, "3 of 9 messages were lost");
    private static final Gate BUSY = new Gate("generator-cpu", "ws/1.1", null, false, "95 % of 2 cores");
    private static final Gate LATE = new Gate("schedule-lag", "ws/1.1", null, false, "90 ms late");
    private static final SloResult MET = new SloResult("lost<9", "ws/1.1", true, 3.0, "", "it was 3");
    private static final SloResult MISSED = new SloResult("p99<50ms", "ws/1.1", false, 61e6, "ns", "it was 61 ms");

    @Test
    void aRunThatPassesEverythingIsMet() {
        ProbeVerdict verdict = verdict(List.of(PASSED), List.of(MET), null);

        assertThat(verdict.met()).isTrue();
        assertThat(verdict.generatorsLimit()).isFalse();
        assertThat(verdict.probe(BigDecimal.TEN).rate()).isEqualTo(6.0);
    }

    @Test
    void sloAndGatesAreReasons() {
        ProbeVerdict verdict = verdict(List.of(PASSED, LOST), List.of(MET, MISSED), "p99<50ms was missed for 10s");

        assertThat(verdict.met()).isFalse();
        assertThat(verdict.generatorsLimit()).isFalse();
        assertThat(verdict.reasons())
                .extracting(Reason::what)
                .containsExactly("slo p99<50ms", "gate messages-lost", "ended early");
    }

    @Test
    void theGeneratorsLimitComesFirstAndIsNotTheTargets() {
        ProbeVerdict verdict = verdict(List.of(LOST, BUSY), List.of(MISSED), null);

        assertThat(verdict.generatorsLimit()).isTrue();
        assertThat(verdict.reasons().get(0)).hasToString("gate generator-cpu: 95 % of 2 cores");
    }

    @Test
    void aScheduleLagIsTheGeneratorsWhereItSends() {
        assertThat(verdict(List.of(LATE), List.of(), null).generatorsLimit()).isFalse();
        assertThat(ProbeVerdict.of(run(List.of(LATE), List.of(), null), Gates.ofGenerator(true))
                        .generatorsLimit())
                .isTrue();
    }

    @Test
    void withoutAResultNothingIsKnown() {
        ProbeVerdict verdict = ProbeVerdict.without("no connection\nat all", false);

        assertThat(verdict.met()).isFalse();
        assertThat(verdict.probe(BigDecimal.TEN).lost()).isNull();
        assertThat(verdict.reasons()).containsExactly(new Reason("no result", "no connection"));
    }

    private static ProbeVerdict verdict(List<Gate> gates, List<SloResult> slos, String aborted) {
        return ProbeVerdict.of(run(gates, slos, aborted), Gates.ofGenerator(false));
    }

    private static RunResult run(List<Gate> gates, List<SloResult> slos, String aborted) {
        CellResult cell = SampleCell.with(it -> {
            it.windowNs = 1_000_000_000;
            it.messages = new Messages(9L, 6, 3L, 0L, 0L, 0);
        });
        return new RunResult(
                1,
                "load",
                true,
                false,
                null,
                null,
                0,
                null,
                null,
                gates,
                null,
                List.of(cell),
                null,
                null,
                null,
                slos,
                aborted);
    }
}
