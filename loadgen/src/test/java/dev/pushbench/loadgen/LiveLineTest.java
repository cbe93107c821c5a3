package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.Progress.Phase;
import dev.pushbench.loadgen.Progress.Update;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Several agents, one line. */
class LiveLineTest {

    private final List<Update> updates = new ArrayList<>();
    private final LiveLine live = new LiveLine(updates::add, "ws/1.1", 10, 2);

    @Test
    void theRunIsInThePhaseOfTheAgentThatIsFarthestBehind() {
        live.accept(0, sample(Phase.MEASURING, 4, null));
        live.reportIfDue();
        assertThat(updates).isEmpty();

        live.accept(1, sample(Phase.WARMUP, 5, null));
        live.reportIfDue();
        live.accept(1, sample(Phase.MEASURING, 5, null));
        live.reportIfDue();

        assertThat(updates).extracting(Update::phase).containsExactly(Phase.WARMUP, Phase.MEASURING);
        assertThat(updates).extracting(Update::open).containsExactly(9, 9);
    }

    @Test
    void percentilesAreThoseOfAllTogether() {
        live.accept(0, sample(Phase.MEASURING, 5, histogram(1_000, 99)));
        live.accept(1, sample(Phase.MEASURING, 5, histogram(1_000_000, 1)));
        live.reportIfDue();

        assertThat(updates.get(0).p99Ns()).isBetween(999L, 1_001L);
        assertThat(updates.get(0).errors()).isEqualTo(2);
        assertThat(updates.get(0).lost()).isEqualTo(8);
    }

    @Test
    void anAgentThatWasLostHoldsNothingAndHoldsNobodyUp() {
        live.accept(0, sample(Phase.WARMUP, 5, null));
        live.accept(1, sample(Phase.MEASURING, 5, null));
        live.lost(0);
        live.reportIfDue();

        assertThat(live.phase()).isEqualTo(Phase.MEASURING);
        assertThat(updates.get(0).open()).isEqualTo(5);
    }

    private static Sample sample(Phase phase, int open, Histogram responseTimes) {
        return new Sample(phase, 1, 2, open, open == 0, open, 100, 50, 4L, 1, responseTimes);
    }

    private static Histogram histogram(long valueNs, int count) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(valueNs, count);
        return histogram;
    }
}
