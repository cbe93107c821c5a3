package dev.pushbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a run consists of, whatever the profile. */
class SuiteTest {

    private static final List<String> BOUNDARIES =
            List.of("0", "16", "125", "126", "1024", "16384", "65535", "65536", "1048576");

    private static final List<String> SIZES = List.of("126", "1024", "16384", "65536", "1048576");
    private static final List<String> TEXTS = List.of("126", "1024", "16384");

    /** With a JVM of their own for each, this is what two minutes have room for. */
    private static final int MOST_SHORT_RUNS = 90;

    /** The tests have a benchmark of their own, which JMH's list holds too. */
    private static Set<BenchmarkListEntry> listed() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of("UnfaithfulBenchmark"));
    }

    @Test
    void framesAndEventsAreWrittenAndReadAtEveryBoundaryThatTheyHave() {
        Map<String, List<String>> payloads = new TreeMap<>();
        listed().stream()
                .filter(entry -> entry.getUsername().contains(".framing."))
                .forEach(entry -> payloads.put(
                        entry.getUsername().replace("dev.pushbench.benchmarks.framing.", ""),
                        List.of(entry.getParams().get().get("payloadBytes"))));

        assertThat(payloads)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("ServerFrameBenchmark.encode", BOUNDARIES),
                        Map.entry("ServerFrameBenchmark.encodeBatched", List.of("0", "16", "125", "126")),
                        Map.entry("ServerFrameBenchmark.decode", BOUNDARIES),
                        Map.entry("ClientFrameBenchmark.encode", BOUNDARIES),
                        Map.entry("ClientFrameBenchmark.encodeWithNewMask", List.of("16", "1024")),
                        Map.entry("ClientFrameBenchmark.decode", BOUNDARIES),
                        Map.entry("EventBenchmark.encode", BOUNDARIES),
                        Map.entry("EventBenchmark.decode", BOUNDARIES),
                        Map.entry("EncodeDecodeBenchmark.frame", SIZES),
                        Map.entry("EncodeDecodeBenchmark.maskedFrame", SIZES),
                        Map.entry("EncodeDecodeBenchmark.event", SIZES),
                        Map.entry("TextBenchmark.encodeEvent", TEXTS),
                        Map.entry("TextBenchmark.decodeEvent", TEXTS),
                        Map.entry("TextBenchmark.decodeFrame", TEXTS)));
    }

    /** What a profile runs of a benchmark: the product of its parameters' values. */
    private static int runs(Profile profile, BenchmarkListEntry entry) {
        Options options = profile.options("^" + Pattern.quote(entry.getUsername()) + "$");
        return entry.getParams().orElse(Map.of()).keySet().stream()
                .mapToInt(param -> options.getParameter(param).get().size())
                .reduce(1, Math::multiplyExact);
    }

    @Test
    void theShortProfileRunsSomethingOfEveryBenchmarkAndNoMoreThanABuildHasTimeFor() {
        assertThat(listed())
                .allSatisfy(entry -> assertThat(runs(Profile.SHORT, entry)).isPositive());
        assertThat(listed().stream()
                        .mapToInt(entry -> runs(Profile.SHORT, entry))
                        .sum())
                .isLessThanOrEqualTo(MOST_SHORT_RUNS);
    }

    @Test
    void theLongProfileRunsEveryParameter() {
        assertThat(listed())
                .allSatisfy(entry -> assertThat(runs(Profile.PUBLISH, entry))
                        .isEqualTo(entry.getParams().orElse(Map.of()).values().stream()
                                .mapToInt(values -> values.length)
                                .reduce(1, Math::multiplyExact)));
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
