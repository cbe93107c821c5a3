package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.claim.Arm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rate all arms bear; a program takes the place of {@code serve} and {@code load}. */
class PilotTest {

    private final List<String> probes = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void theArmThatBearsLeastSetsTheKneeOfAll() throws Exception {
        Pilot pilot = pilot(probes::add, bears("ws/1.1", 40), bears("ws/2", 20), bears("sse/1.1", 1_000));

        assertThat(pilot.knee()).hasValue(20);
        assertThat(probes)
                .as("what one cannot bear is not asked of the others, and a miss is tried again")
                .containsExactly(
                        "probe 1, ws/1.1 at 10/s",
                        "probe 2, ws/1.1 at 20/s",
                        "probe 3, ws/1.1 at 40/s",
                        "probe 4, ws/1.1 at 80/s",
                        "probe 5, ws/1.1 at 80/s",
                        "probe 6, ws/2 at 40/s",
                        "probe 7, ws/2 at 40/s",
                        "probe 8, ws/2 at 20/s",
                        "probe 9, sse/1.1 at 20/s");
    }

    @Test
    void anArmThatBearsNothingIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> pilot(probes::add, bears("ws/1.1", 0)).knee())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ws/1.1 misses", "with 7 subscriptions", "--connections", "--rate");
    }

    @Test
    void whoStopsItGetsNoKnee() throws Exception {
        Pilot[] pilot = new Pilot[1];
        pilot[0] = pilot(
                probe -> {
                    if (probe.startsWith("probe 2")) {
                        pilot[0].stop();
                    }
                },
                bears("ws/1.1", 1_000));

        assertThat(pilot[0].knee()).isEmpty();
    }

    private Pilot pilot(Consumer<String> announcements, Arm... arms) {
        return new Pilot(Finder.class, List.of(arms), directory, update -> {}, announcements);
    }

    /** The rate that its own arguments name is not the one that is tried. */
    private static Arm bears(String cell, int most) {
        return new Arm(
                cell, cell, 7, List.of("busy", String.valueOf(most), "event-loop-delay", "--rate=5000"), List.of());
    }
}
