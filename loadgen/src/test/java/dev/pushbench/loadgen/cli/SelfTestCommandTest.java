package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.experiment.SelfTestResult;
import dev.pushbench.loadgen.experiment.SelfTestResult.ConnectionCost;
import dev.pushbench.loadgen.experiment.SelfTestResult.LoadCost;
import dev.pushbench.loadgen.experiment.SelfTestResult.MessageCost;
import dev.pushbench.loadgen.experiment.Spread;
import dev.pushbench.loadgen.measure.Machine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SelfTestCommandTest {

    private final Terminal terminal = new Terminal();

    @Test
    void costsOfMessagesAndConnectionsComeAsJson() {
        assertThat(selfTest("--crowd=100", "--json")).as(terminal.err()).isZero();

        JsonNode result = JsonMapper.builder().build().readTree(terminal.out());
        JsonNode load = result.get("loads").get(0);
        JsonNode cell = load.get("cells").get(load.get("cells").size() - 1);
        assertThat(load.get("load").asString()).isEqualTo("B");
        assertThat(cell.get("cell").asString()).isEqualTo("sse/1.1");
        assertThat(cell.get("clientCpuNsPerMessage").get("median").asDouble()).isPositive();
        assertThat(cell.get("serverCpuNsPerMessage").get("median").asDouble()).isPositive();
        assertThat(cell.get("allocatedBytesPerMessage").get("median").asDouble())
                .isNotNegative();
        boolean limit = result.get("limit").asBoolean();
        assertThat(cell.get("ratioToLimit").isNull()).isEqualTo(!limit);
        JsonNode connection =
                result.get("connections").get(result.get("connections").size() - 1);
        assertThat(result.get("crowd").asInt()).isEqualTo(100);
        assertThat(connection.get("clientHeapBytes").get("median").isNumber()).isTrue();
        assertThat(connection.get("serverHeapBytes").get("median").isNumber()).isTrue();
        assertThat(connection.get("connectsPerSecond").get("median").asDouble()).isPositive();
    }

    @Test
    void aTableIsForPeople() {
        MessageCost limit = new MessageCost("limit sse", new Spread(8_000, 7_500, 9_000), null, null, null);
        MessageCost cell = new MessageCost(
                "sse/1.1",
                new Spread(10_000, 10_000, 10_000),
                new Spread(1.25, 1.2, 1.3),
                new Spread(20_000, 20_000, 20_000),
                new Spread(0, 0, 0));
        ConnectionCost connection = new ConnectionCost(
                "sse/1.1",
                new Spread(2_048, 2_048, 2_048),
                null,
                new Spread(5_120, 4_096, 6_144),
                null,
                new Spread(3_000, 3_000, 3_000),
                null);
        SelfTestResult result = new SelfTestResult(
                Machine.describe(true),
                List.of(new LoadCost("A", "what A is", List.of(limit, cell))),
                10_000,
                List.of(connection),
                false);

        StringWriter table = new StringWriter();
        SelfTestTable.print(result, new PrintWriter(table));

        assertThat(table.toString().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .startsWith(
                        "load A: what A is",
                        "cell | cpu client | × limit | cpu server | alloc B/msg",
                        "limit sse | 8.0 (7.5–9.0) | – | – | –",
                        "sse/1.1 | 10.0 | 1.25 (1.20–1.30) | 20.0 | 0.0",
                        "",
                        "10,000 connections, 1 msg/s each",
                        "cell | heap client | rss client | heap server | rss server | connects/s | × limit",
                        "sse/1.1 | 2.0 | – | 5.0 (4.0–6.0) | – | 3000 | –",
                        "")
                .last()
                .asString()
                .startsWith("No C compiler");
    }

    private int selfTest(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "selftest",
                "--quick",
                "--loads=B",
                "--cells=sse/1.1",
                "--warmup=100ms",
                "--duration=300ms",
                "--progress=none"));
        all.addAll(List.of(more));
        return terminal.run(all);
    }
}
