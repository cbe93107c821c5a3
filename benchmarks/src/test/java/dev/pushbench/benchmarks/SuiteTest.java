package dev.pushbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a run consists of, whatever the profile. */
class SuiteTest {

    private static final List<String> BOUNDARIES = List.of("0", "16", "125", "126", "1024", "65535", "65536");

    /** The tests have a benchmark of their own, which JMH's list holds too. */
    private static Set<BenchmarkListEntry> listed() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of("UnfaithfulBenchmark"));
    }

    @Test
    void framesAndEventsAreWrittenAndReadAtEveryBoundaryThatTheyHave() {
        Map<String, List<String>> payloads = new TreeMap<>();
        listed().forEach(entry -> payloads.put(
                entry.getUsername().replace("dev.pushbench.benchmarks.", ""),
                List.of(entry.getParams().get().get("payloadBytes"))));

        assertThat(payloads)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "framing.ServerFrameBenchmark.encode", BOUNDARIES,
                        "framing.ServerFrameBenchmark.encodeBatched", List.of("0", "16", "125", "126"),
                        "framing.ServerFrameBenchmark.decode", BOUNDARIES,
                        "framing.ClientFrameBenchmark.encode", BOUNDARIES,
                        "framing.ClientFrameBenchmark.encodeWithNewMask", List.of("16", "1024"),
                        "framing.ClientFrameBenchmark.decode", BOUNDARIES,
                        "framing.EventBenchmark.encode", BOUNDARIES,
                        "framing.EventBenchmark.decode", BOUNDARIES));
    }

    @Test
    void everyBenchmarkSaysHowLongItRunsInFiveJvmsWithoutFlags() {
        assertThat(listed()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.getForks().get()).isGreaterThanOrEqualTo(5);
            assertThat(entry.getWarmupIterations().hasValue()).isTrue();
            assertThat(entry.getWarmupTime().hasValue()).isTrue();
            assertThat(entry.getMeasurementIterations().hasValue()).isTrue();
            assertThat(entry.getMeasurementTime().hasValue()).isTrue();
            assertThat(entry.getJvmArgs().hasValue()).isFalse();
            assertThat(entry.getJvmArgsAppend().hasValue()).isFalse();
        });
    }
}
