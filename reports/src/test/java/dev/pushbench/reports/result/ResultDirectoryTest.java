package dev.pushbench.reports.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultDirectoryTest {

    private static final Locale BEFORE = Locale.getDefault();

    @TempDir
    private Path directory;

    private final SampleRun.Sample sample = new SampleRun()
            .blocks(2)
            .messagesPerSecond(50)
            .error("a, b \"c\"", 3)
            .build();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(BEFORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de-DE", "ar", "tr-TR"})
    void whatIsWrittenIsReadAgainUnderEveryLocale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        ResultDirectory.write(directory, sample.run(), sample.histograms());
        ResultDirectory.Contents contents = ResultDirectory.read(directory);

        assertThat(contents.run()).isEqualTo(sample.run());
        assertThat(contents.histograms())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("histogram")
                .containsExactlyElementsOf(sample.histograms());
        for (int i = 0; i < sample.histograms().size(); i++) {
            // Equal histograms count the same values, whatever their tags.
            assertThat(contents.histograms().get(i).histogram())
                    .isEqualTo(sample.histograms().get(i).histogram());
        }
    }

    @Test
    void writingLeavesTheCallersHistogramsUntagged() {
        ResultDirectory.write(directory, sample.run(), sample.histograms());

        assertThat(sample.histograms())
                .allSatisfy(each -> assertThat(each.histogram().getTag()).isNull());
    }

    @Test
    void writingReplacesAnOlderResultAndLeavesNothingElse() throws IOException {
        ResultDirectory.write(directory, sample.run(), sample.histograms());
        ResultDirectory.write(directory, sample.run(), List.of());

        assertThat(ResultDirectory.read(directory).histograms()).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "result.json", "result.schema.json", "latency.hlog", "intervals.csv", "metrics.txt");
        }
    }

    @Test
    void propertiesStandInTheOrderOfDeclarationAndNullsAreWritten() throws IOException {
        ResultDirectory.write(
                directory, new SampleRun().blocks(1).withoutTimes().build().run(), List.of());

        String json = Files.readString(directory.resolve("result.json"));
        assertThat(json).startsWith("{\n  \"schemaVersion\" : 1,\n  \"kind\" : \"compare\",\n  \"valid\" : true,");
        assertThat(json.indexOf("\"messages\"")).isLessThan(json.indexOf("\"responseTime\""));
        assertThat(json).contains("\"responseTime\" : null").contains("\"lost\" : null");
        assertThat(json).doesNotContain("failedGates");
    }

    @Test
    void theLogNamesItsUnitAndTagsTheResponseTimeWithTheBareCell() throws IOException {
        ResultDirectory.write(directory, sample.run(), sample.histograms());

        assertThat(Files.readString(directory.resolve("latency.hlog")))
                .startsWith("#[pushbench: recorded values are nanoseconds; Interval_Max is in milliseconds]\n")
                .contains("#[BaseTime: 1799999998.000 (seconds since epoch)]")
                .contains("\nTag=ws/1.1,18.000,1.000,")
                .contains("\nTag=sse/2|lag,");
    }

    @Test
    void propertiesOfOtherProgramsAreIgnored() throws IOException {
        ResultDirectory.write(directory, sample.run(), List.of());
        edit("result.json", "\"kind\"", "\"colour\" : {\"of\" : [1]}, \"kind\"");

        assertThat(ResultDirectory.read(directory).run()).isEqualTo(sample.run());
    }

    @Test
    void aNewerSchemaIsRefusedWithWhatToDo() throws IOException {
        ResultDirectory.write(directory, sample.run(), List.of());
        edit("result.json", "\"schemaVersion\" : 1", "\"schemaVersion\" : 2");

        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("has schemaVersion 2, this program reads up to 1")
                .hasMessageContaining("read it with the pushbench that wrote it, or a newer one");
    }

    @Test
    void aFileWithoutSchemaVersionIsNoResult() throws IOException {
        ResultDirectory.write(directory, sample.run(), List.of());
        Files.writeString(directory.resolve("result.json"), "{}");

        assertThatThrownBy(() -> ResultDirectory.read(directory)).hasMessageContaining("has no schemaVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\u0000", "{\"schemaVersion\" : 1, \"cells\" : 5}"})
    void aDamagedResultIsNamed(String json) throws IOException {
        ResultDirectory.write(directory, sample.run(), List.of());
        Files.writeString(directory.resolve("result.json"), json);

        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("result.json");
    }

    @Test
    void aMissingNumberIsNotTakenForZero() throws IOException {
        ResultDirectory.write(directory, sample.run(), List.of());
        edit("result.json", "\"windowNs\"", "\"windowXx\"");

        assertThatThrownBy(() -> ResultDirectory.read(directory))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("windowNs");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> ResultDirectory.read(directory.resolve("nowhere")))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("nowhere is not a directory");
        assertThatThrownBy(() -> ResultDirectory.read(directory)).hasMessageContaining("has no result.json");
        ResultDirectory.write(directory, sample.run(), List.of());
        Files.delete(directory.resolve("latency.hlog"));
        assertThatThrownBy(() -> ResultDirectory.read(directory)).hasMessageContaining("has no latency.hlog");
    }

    @Test
    void aLogThatIsCutOffAnywhereInALineIsDamaged() throws IOException {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(1_000_000);
        TaggedHistogram one = new TaggedHistogram("ws/1.1", Metric.RESPONSE_TIME, 1_000, 2_000, histogram);
        ResultDirectory.write(directory, sample.run(), List.of(one, one));
        Path log = directory.resolve("latency.hlog");
        String whole = Files.readString(log);
        int lastLine = whole.lastIndexOf("Tag=");

        for (int end = lastLine + 1; end < whole.length() - 1; end++) {
            Files.writeString(log, whole.substring(0, end));
            assertThatThrownBy(() -> ResultDirectory.read(directory))
                    .as(whole.substring(lastLine, end))
                    .isInstanceOf(ResultException.class)
                    .hasMessageContaining("latency.hlog is damaged after 1 of its histograms");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> ResultDirectory.write(file.resolve("x"), sample.run(), List.of()))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("cannot write the result to " + file.resolve("x"));
    }

    private void edit(String name, String from, String to) throws IOException {
        Path file = directory.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(from, to));
    }
}
