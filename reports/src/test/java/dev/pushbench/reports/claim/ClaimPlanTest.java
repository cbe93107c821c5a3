package dev.pushbench.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.RunResult;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimPlanTest {

    private static final Conditions USUAL = new Conditions(1_000, 10, 19_900, false);

    @TempDir
    private Path directory;

    @Test
    void everyClaimIsToldInFull() {
        assertThat(ClaimCatalogue.all()).extracting(Claim::id).doesNotHaveDuplicates();
        assertThat(ClaimCatalogue.all()).allSatisfy(claim -> {
            assertThat(claim.id()).matches("[a-z0-9]+");
            assertThat(List.of(claim.sentence(), claim.decidedBy(), claim.refutedBy(), claim.doesNotShow()))
                    .allSatisfy(text -> assertThat(text).isNotBlank().doesNotEndWith("."));
            assertThat(claim.arms(USUAL)).isNotEmpty();
        });
    }

    @Test
    void armsThatClaimsShareAreMeasuredOnce() {
        List<Arm> arms = new ClaimPlan(ClaimCatalogue.all(), USUAL, null).arms();

        assertThat(arms).extracting(Arm::label).doesNotHaveDuplicates();
        assertThat(arms)
                .extracting(Arm::label)
                .contains(
                        "ws/1.1",
                        "ws/1.1+again",
                        "ws/1.1+trip-2+again",
                        "sse/1.1+large",
                        "sse/1.1+large+again",
                        "sse/1.1+idle-15000",
                        "ws/2+idle-4000",
                        "sse/2+client");
        assertThat(new HashSet<>(new ClaimPlan(ClaimCatalogue.of(List.of("cpu", "faster")), USUAL, null).arms()))
                .isEqualTo(new HashSet<>(new ClaimPlan(ClaimCatalogue.of(List.of("cpu")), USUAL, null).arms()));
    }

    @Test
    void anArmIsTwoCommandsThatRepeatIt() {
        Arm arm = Arm.of("ws/2", "+x", 5, "--rate=3");

        assertThat(arm.commands())
                .containsExactly(
                        "./pushbench serve",
                        "./pushbench load ws://127.0.0.1:8080/ws --http=2 --connections=5 --rate=3");
        assertThat(arm.loadAt("127.0.0.1:5", "127.0.0.1:6")).startsWith("ws://127.0.0.1:5/ws");
        assertThat(arm.suffix()).isEqualTo("+x");
        assertThatThrownBy(() -> new Arm("sse/2", "ws/2", 1, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idleConnectionsGoNoFurtherThanTheMachine() {
        assertThat(idle(new Conditions(10, 1, 2_500, false)))
                .containsExactly("sse/1.1+idle-2500", "ws/1.1+idle-2500", "sse/1.1+idle-2500+again");
        assertThat(idle(USUAL))
                .containsExactly(
                        "sse/1.1+idle-4000", "ws/1.1+idle-4000", "sse/1.1+idle-4000+again", "sse/1.1+idle-15000");
        assertThat(idle(new Conditions(10, 1, 300, true))).containsExactly("sse/1.1+idle-300", "ws/1.1+idle-300");
    }

    private static List<String> idle(Conditions conditions) {
        return IdleArms.of(List.of("sse/1.1", "ws/1.1"), conditions).stream()
                .map(Arm::label)
                .toList();
    }

    @Test
    void onlyArmsThatDependOnTheRateTakeAPilot() {
        assertThat(plan("memory").pilot()).isEmpty();
        assertThat(plan("memory", "cpu").pilot()).extracting(Arm::label).isEqualTo(CellName.BASES);
        ClaimPlan half = plan("cpu").atKnee(30);
        assertThat(half.knee()).isEqualTo(30);
        assertThat(half.arms().get(0).load()).contains("--rate=15.0");
    }

    @Test
    void aPlanIsReadFromTheResultOfItsRun() {
        RunResult run = new MeasuredArms("memory", "cpu").run();
        ResultDirectory.write(directory, run, List.of());

        RunResult read = ResultDirectory.read(directory).run();
        ClaimPlan plan = ClaimPlan.of(read);
        assertThat(plan.knee()).isEqualTo(20);
        assertThat(plan.claims()).extracting(Claim::id).containsExactly("cpu", "memory");
        assertThat(read.config()).containsAllEntriesOf(plan.settings());
        assertThatThrownBy(() -> ClaimPlan.of(new RunResult(
                        1, "load", true, false, null, "", 1, null, null, null, null, null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownClaimIsNamedTogetherWithTheKnownOnes() {
        assertThatThrownBy(() -> ClaimCatalogue.of(List.of("cpu", "myth")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'myth' is no claim: the claims are framing, faster, ");
    }

    @Test
    void aResultWithClaimsIsReadAgain() {
        RunResult judged = ClaimCatalogue.judged(
                new MeasuredArms("cpu", "memory").gate("clock", "ws/1.1", false).run());
        ResultDirectory.write(directory, judged, List.of());

        assertThat(ResultDirectory.read(directory).run()).isEqualTo(judged);
    }

    private static ClaimPlan plan(String... ids) {
        return new ClaimPlan(ClaimCatalogue.of(List.of(ids)), USUAL, null);
    }
}
