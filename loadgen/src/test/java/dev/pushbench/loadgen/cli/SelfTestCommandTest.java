package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SelfTestCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void costsOfMessagesAndConnectionsComeAsJson() {
        assertThat(selfTest("--crowd=100", "--json")).as(err.toString()).isZero();

        JsonNode result = JsonMapper.builder().build().readTree(out.toString());
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
        assertThat(selfTest("--crowd=0")).as(err.toString()).isZero();

        assertThat(out.toString())
                .startsWith("load B: 200 connections × 250 msg/s × 100 B, spread\n")
                .contains("× limit")
                .containsPattern("sse/1\\.1 +[0-9.]+ ");
    }

    private int selfTest(String... more) {
        String[] quick = {
            "selftest",
            "--quick",
            "--loads=B",
            "--cells=sse/1.1",
            "--warmup=100ms",
            "--duration=300ms",
            "--progress=none"
        };
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        String[] all = Arrays.copyOf(quick, quick.length + more.length);
        System.arraycopy(more, 0, all, quick.length, more.length);
        return commandLine.execute(all);
    }
}
