package dev.pushbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With real forks of JMH, of the shortest benchmark there is. */
class BenchmarkRunTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int execute(String... args) {
        return BenchmarkRun.execute(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void theResultHoldsFramingAndAllocationPerMessageAndTheReportShowsThem() throws IOException {
        int exit = execute("short", directory.toString(), "ClientFrameBenchmark.encodeWithNewMask");

        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
        JsonNode entries = JsonMapper.builder().build().readTree(Files.readAllBytes(resultFile()));
        assertThat(entries).hasSize(2);
        assertEntry(entries.get(0), 16, 6);
        assertEntry(entries.get(1), 1024, 8);
        assertThat(directory.resolve(BenchmarkRun.REPORT_FILE))
                .content()
                .contains("<h2>ClientFrameBenchmark</h2>")
                .contains("Indicative.");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("ns/op by payload bytes +16 +1,024\\R")
                .containsPattern("bytes of framing +16 +1,024\\RClientFrameBenchmark.encodeWithNewMask +6 +8\\R")
                .contains("indicative")
                .contains(resultFile().toString());
    }

    private static void assertEntry(JsonNode entry, int payloadBytes, int framingBytes) {
        assertThat(entry.at("/params/payloadBytes").asString()).isEqualTo(String.valueOf(payloadBytes));
        assertThat(entry.at("/primaryMetric/scoreUnit").asString()).isEqualTo("ns/op");
        assertThat(entry.at("/secondaryMetrics/framingBytes/score").doubleValue())
                .isEqualTo(framingBytes);
        assertThat(entry.at("/secondaryMetrics/gc.alloc.rate.norm/score").doubleValue())
                .isPositive();
    }

    @Test
    void aBenchmarkThatFailsItsCheckFailsTheRunAndLeavesNoResult() throws IOException {
        Files.writeString(resultFile(), "of an earlier run");

        assertThat(execute("short", directory.toString(), "UnfaithfulBenchmark.decode$"))
                .isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("a payload of 2 bytes came back as 2 bytes that differ at index 1");
        assertThat(resultFile()).doesNotExist();
        assertThat(out.size()).isZero();
    }

    @Test
    void whatOthersMeasuredIsWrittenAndTheReportNamesWhatFailed() throws IOException {
        assertThat(execute("short", directory.toString(), "UnfaithfulBenchmark"))
                .isEqualTo(1);

        JsonNode entries = JsonMapper.builder().build().readTree(Files.readAllBytes(resultFile()));
        assertThat(entries).hasSize(1);
        assertThat(entries.at("/0/benchmark").asString()).endsWith("UnfaithfulBenchmark.decodeSome");
        assertThat(entries.at("/0/params/payloadBytes").asString()).isEqualTo("2");
        String lost = "UnfaithfulBenchmark.decodeSome {payloadBytes=0} failed:"
                + " java.lang.IllegalStateException: a payload of 2 bytes came back as 0 bytes";
        assertThat(directory.resolve(BenchmarkRun.REPORT_FILE))
                .content()
                .contains("<strong>Incomplete.</strong>")
                .contains(lost)
                .contains("UnfaithfulBenchmark.decode failed: java.lang.IllegalStateException");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(lost).contains("benchmarks failed: 2; JMH's log: ");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("UnfaithfulBenchmark.decodeSome");
    }

    @Test
    void anExpressionThatMatchesNothingIsAFailure() {
        assertThat(execute("short", directory.toString(), "NoSuchBenchmark")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no benchmark matches NoSuchBenchmark");
    }

    @Test
    void anUnknownProfileIsAUsageError() {
        assertThat(execute("long", directory.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no profile is called 'long'; there are [short, publish]");
    }

    private Path resultFile() {
        return directory.resolve(BenchmarkRun.RESULT_FILE);
    }
}
