package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.claim.Arm;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.wire.PayloadFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonConfigTest {

    @Test
    void eachBlockHasEveryCellOnce() {
        assertThat(order(1, 3)).containsExactlyInAnyOrder("ws/1.1", "ws/2", "sse/1.1", "sse/2");
    }

    @Test
    void theSeedFixesTheOrder() {
        assertThat(order(42, 5)).isEqualTo(order(42, 5));
    }

    @Test
    void theOrderDiffersFromBlockToBlock() {
        Set<List<String>> orders = new HashSet<>();
        for (int block = 1; block <= 100; block++) {
            orders.add(order(7, block));
        }

        assertThat(orders).as("of 24 possible ones").hasSizeGreaterThan(20);
    }

    @Test
    void anArmIsWhatLoadIsToldAndGoesToTheServerThatIsStartedForIt() {
        Design design = config(1, List.of(Cell.SSE_2, Cell.WS_1_1)).design();

        assertThat(design.arms()).extracting(Arm::label).containsExactly("ws/1.1", "sse/2");
        assertThat(design.ownServers()).isTrue();
        Arm arm = design.arms().get(1);
        assertThat(arm.commands().get(1)).startsWith("./pushbench load http://127.0.0.1:8080/sse --http=2");
        assertThat(arm.loadAt("h:1", "h:2")).startsWith("http://h:1/sse", "--http=2");
    }

    @Test
    void aCellNamedTwiceIsRefused() {
        assertThatThrownBy(() -> config(1, List.of(Cell.WS_2, Cell.WS_2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--cells");
    }

    @Test
    void anUnknownCellIsNamedTogetherWithTheKnownOnes() {
        assertThatThrownBy(() -> Cell.of("ws/3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--cells: 'ws/3' is not a cell: the cells are ws/1.1, ws/2, sse/1.1, sse/2");
    }

    @Test
    void aWorkloadSaysWhatLoadDoes() {
        URI base = URI.create("http://h:1");

        assertThat(config(1, Cell.all(), Workload.PUSH).loadArguments(Cell.WS_2, base))
                .startsWith("ws://h:1/ws")
                .contains("--rate=20.0");
        assertThat(config(1, Cell.all(), Workload.of("round-trip")).loadArguments(Cell.WS_2, base))
                .startsWith("ws://h:1/echo")
                .contains("--round-trip", "--rate=20.0");
        assertThat(config(1, Cell.all(), Workload.of("round-trip")).loadArguments(Cell.SSE_2, base))
                .startsWith("http://h:1/sse");
        assertThat(config(1, Cell.all(), Workload.of("idle:50ms")).loadArguments(Cell.SSE_2, base))
                .contains("--idle", "--heartbeat=50ms")
                .doesNotContain("--rate=20.0");
        assertThat(config(1, Cell.all(), Workload.of("slow:5%:10KBps")).loadArguments(Cell.SSE_2, base))
                .contains("--slow=5%:10KBps");
        assertThat(config(1, Cell.all(), Workload.of("stage:0:2s,500:3s")).loadArguments(Cell.SSE_2, base))
                .contains("--stage=0:2s,500:3s", "--rate=20.0")
                .noneMatch(argument -> argument.startsWith("--connections") || argument.startsWith("--duration"));
        assertThat(config(1, Cell.all(), Workload.of("rate-stage:10:2s,100:3s")).loadArguments(Cell.SSE_2, base))
                .contains("--rate-stage=10:2s,100:3s", "--rate=20.0", "--connections=10")
                .noneMatch(argument -> argument.startsWith("--duration"));
        ComparisonConfig hybrid = config(1, List.of(Cell.WS_2, Cell.SSE_2), Workload.of("hybrid:20%"));
        assertThat(hybrid.design().arms()).extracting(Arm::label).containsExactly("ws/2", "sse/2+hybrid");
        assertThat(hybrid.loadArguments(Cell.SSE_2, base)).contains("--hybrid=ws://h:1/ws=20%");
        assertThat(hybrid.loadArguments(Cell.WS_2, base)).noneMatch(argument -> argument.startsWith("--hybrid"));
        Workload find = Workload.of("find").with(Map.of("slo", "p99<50ms"));
        assertThat(config(1, Cell.all(), find).loadArguments(Cell.SSE_2, base))
                .contains("--connections=10", "--rate=20.0", "--find=connections", "--slo=p99<50ms");
        assertThat(config(1, Cell.all(), find).resolved())
                .containsEntry("workload", "find:connections")
                .containsEntry("slo", "p99<50ms");
        assertThat(config(1, Cell.all(), Workload.of("churn")).resolved()).containsEntry("workload", "churn:2s");
    }

    @Test
    void binaryMessagesAreInTheNameOfEachCellAndWhatLoadIsTold() {
        ComparisonConfig binary = new ComparisonConfig(
                Cell.all(),
                true,
                6,
                1,
                10,
                Workload.PUSH,
                new SendSchedule(20, 24, PayloadFormat.BINARY, Pattern.SPREAD, 0, List.of()),
                Duration.ZERO,
                Duration.ofSeconds(1),
                100,
                null,
                null,
                Path.of(""));

        assertThat(binary.design().arms()).extracting(Arm::label).contains("sse/2+tls+binary");
        assertThat(binary.loadArguments(Cell.SSE_2, URI.create("https://h:1")))
                .contains("--format=binary", "--payload=24");
        assertThat(binary.resolved()).containsEntry("format", "binary");
    }

    @Test
    void aWorkloadThatIsNoneIsNamedTogetherWithThoseThatAre() {
        assertThatThrownBy(() -> Workload.of("sleep"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--workload has 'sleep': the workloads are push, round-trip, idle[:1s], churn[:2s],"
                        + " storm[:500ms], slow[:5%:stop], find[:connections], stage[:1000:1s,1000:1s],"
                        + " rate-stage[:10:1s,100:1s], hybrid[:10%]");
        assertThatThrownBy(() -> Workload.of("push:5")).hasMessage("--workload has 'push:5': push takes no setting");
        assertThatThrownBy(() -> Workload.of("find:speed"))
                .hasMessage("--workload has 'find:speed': find takes connections or rate");
    }

    private static List<String> order(long seed, int block) {
        return config(seed, Cell.all()).design().order(block).stream()
                .map(Arm::label)
                .toList();
    }

    private static ComparisonConfig config(long seed, List<Cell> cells) {
        return config(seed, cells, Workload.PUSH);
    }

    private static ComparisonConfig config(long seed, List<Cell> cells, Workload workload) {
        return new ComparisonConfig(
                cells,
                false,
                6,
                seed,
                10,
                workload,
                new SendSchedule(20, 100, Pattern.SPREAD, 0),
                Duration.ZERO,
                Duration.ofSeconds(1),
                100,
                null,
                null,
                Path.of(""));
    }
}
