package dev.pushbench.loadgen.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.experiment.SelfTestResult.ConnectionCost;
import dev.pushbench.loadgen.experiment.SelfTestResult.MessageCost;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.CellResult.Memory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfTestRoundTest {

    private static final SelfTestConfig CONFIG = new SelfTestConfig(
            List.of(Cell.SSE_1_1), true, List.of(), 2, Duration.ZERO, Duration.ZERO, 0, 1, Path.of(""));

    @Test
    void aRatioIsMadeWithinItsRound() {
        // The machine was three times as slow in the second round: the ratio of the medians would be 12 / 8.
        List<SelfTestRound> rounds = List.of(round(4, 4, 100, 50), round(24, 12, 100, 200));

        List<MessageCost> costs = SelfTestRound.messageCosts(CONFIG, rounds);

        assertThat(costs).extracting(MessageCost::cell).containsExactly("limit sse", "sse/1.1+tls");
        assertThat(costs.get(0).clientCpuNsPerMessage()).isEqualTo(new Spread(8, 4, 12));
        assertThat(costs.get(1).ratioToLimit()).isEqualTo(new Spread(1.5, 1, 2));
        assertThat(costs.get(1).serverCpuNsPerMessage()).isEqualTo(new Spread(77, 77, 77));
        assertThat(costs.get(1).allocatedBytesPerMessage()).isEqualTo(new Spread(5, 5, 5));
    }

    @Test
    void theConnectRateHasItsOwnRatio() {
        ConnectionCost cost = SelfTestRound.connectionCosts(CONFIG, List.of(round(4, 4, 100, 50)))
                .get(1);

        assertThat(cost.ratioToLimit().median()).isEqualTo(2);
        assertThat(cost.serverHeapBytes().median()).isEqualTo(1);
        assertThat(cost.serverRssBytes().median()).isEqualTo(2);
        assertThat(cost.clientHeapBytes().median()).isEqualTo(3);
        assertThat(cost.clientRssBytes().median()).isEqualTo(4);
    }

    @Test
    void withoutAReferenceThereIsNoRatio() {
        SelfTestRound round = new SelfTestRound();
        round.put(Cell.SSE_1_1, result(4, 100));

        List<MessageCost> costs = SelfTestRound.messageCosts(CONFIG, List.of(round));

        assertThat(costs).hasSize(1);
        assertThat(costs.get(0).ratioToLimit()).isNull();
    }

    private static SelfTestRound round(double cpu, double limitCpu, double connects, double limitConnects) {
        SelfTestRound round = new SelfTestRound();
        round.put(Cell.SSE_1_1, result(cpu, connects));
        round.put("sse", new LimitProgram.Run(limitConnects, limitCpu));
        return round;
    }

    private static CellResult result(double cpu, double connects) {
        return SampleCell.with(it -> {
            it.name = "sse/1.1+tls";
            it.connectsPerSecond = connects;
            it.cpu = new Cpu(cpu, 77.0);
            it.memory = new Memory(1.0, 2.0, 3.0, 4.0);
            it.allocatedBytesPerMessage = 5.0;
        });
    }
}
