package dev.pushbench.loadgen.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When each slot has its turn, by a clock that only moves when told. */
class OpenLoopTest {

    private final List<String> done = new ArrayList<>();
    private long nowNs = 1_000;

    private OpenLoop loop(int slots, OpenLoop.Schedule schedule) {
        return new OpenLoop(
                "test",
                slots,
                schedule,
                (index, slot, dueNs) -> done.add(index + "/" + slot + " at " + dueNs),
                () -> nowNs);
    }

    @Test
    void slotsAreEvenlySpacedOverTheInterval() {
        OpenLoop loop = loop(4, OpenLoop.every(1_000, 100, 0, 4));

        assertThat(loop.advance()).isEqualTo(1_025);
        nowNs = 1_074;
        assertThat(loop.advance()).isEqualTo(1_075);
        nowNs = 1_100;
        loop.advance();

        assertThat(done).containsExactly("0/0 at 1000", "0/1 at 1025", "0/2 at 1050", "0/3 at 1075", "1/0 at 1100");
    }

    @Test
    void twoAgentsTakeTurnsInOneInterval() {
        nowNs = 1_099;
        loop(2, OpenLoop.every(1_000, 100, 0, 4)).advance();
        loop(2, OpenLoop.every(1_000, 100, 2, 4)).advance();

        assertThat(done).containsExactly("0/0 at 1000", "0/1 at 1025", "0/0 at 1050", "0/1 at 1075");
    }

    /** Open loop: a stall moves nothing and leaves nothing out. */
    @Test
    void afterAStallEverythingThatWasDueIsDoneAtOnceWithItsOwnTime() {
        OpenLoop loop = loop(1, OpenLoop.every(1_000, 100, 0, 1));
        loop.advance();
        nowNs = 1_350;

        assertThat(loop.advance()).isEqualTo(1_400);

        assertThat(done).containsExactly("0/0 at 1000", "1/0 at 1100", "2/0 at 1200", "3/0 at 1300");
    }
}
