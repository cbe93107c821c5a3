package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.ResultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhReportTest {

    @TempDir
    private Path directory;

    @Test
    void aResultBecomesATableAndAChartOfTimeByPayload() throws IOException {
        String html = render("[" + entry("encode", 0, "18.25", "\"NaN\"", "gc.alloc.rate.norm", "24.0") + ","
                + entry("encode", 65536, "1329.5", "1.5", "gc.alloc.rate.norm", "24.0") + "]");

        assertThat(html)
                .contains("<h2>FrameBenchmark</h2>")
                .containsPattern(
                        "<td>65,536</td>\\s*<td>1,330</td>\\s*<td>–</td>\\s*<td>ns/op</td>\\s*<td>24</td>\\s*<td>4</td>")
                .containsPattern("<td>0</td>\\s*<td>18.3</td>\\s*<td>–</td>")
                .contains("\"points\":[[0.0,18.25],[65536.0,1329.5]]")
                .contains("\"zeroAt\":16384.0")
                .contains("<strong>Indicative.</strong> A short run of 1 fork");
    }

    @Test
    void theOldNameOfTheAllocationRateIsKnownToo() throws IOException {
        assertThat(render("[" + entry("encode", 16, "18", "1", "·gc.alloc.rate.norm", "48.5") + "]"))
                .contains("<td>48.5</td>");
    }

    @Test
    void timesOfDifferentUnitsMeetOnOneAxis() throws IOException {
        String micros =
                entry("encode", 16, "1.5", "1", "gc.alloc.rate.norm", "0").replace("ns/op", "us/op");
        assertThat(render("[" + micros + "," + entry("encode", 32, "20", "1", "gc.alloc.rate.norm", "0") + "]"))
                .contains("\"points\":[[16.0,1500.0],[32.0,20.0]]");
    }

    @Test
    void fiveForksAreNotIndicative() throws IOException {
        String entry = entry("encode", 16, "18", "1", "gc.alloc.rate.norm", "0").replace("\"forks\":1", "\"forks\":5");
        assertThat(render("[" + entry + "]")).doesNotContain("Indicative");
    }

    @Test
    void whatIsMissingIsNamedAndTheRestIsRendered() throws IOException {
        String html =
                render("[5, {}, {\"benchmark\":\"x\"}, {\"benchmark\":\"a.B.c\",\"primaryMetric\":{\"score\":\"NaN\"},"
                        + "\"secondaryMetrics\":[],\"params\":null},"
                        + entry("encode", 16, "18", "1", "gc.alloc.rate.norm", "0") + "]");

        assertThat(html)
                .contains("Entry 1 names no benchmark and is left out.")
                .contains("Entry 2 names no benchmark and is left out.")
                .contains("Entry 3, x, has no score.")
                .contains("Entry 4, a.B.c, has no score.")
                .contains("<h2>FrameBenchmark</h2>");
    }

    @Test
    void anEmptyResultSaysSo() throws IOException {
        assertThat(render("[]")).contains("The result file holds no benchmark.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{}", "[{\"benchmark\":", "null"})
    void whatIsNoResultIsRefusedWithWhatToDo(String json) {
        assertThatThrownBy(() -> render(json))
                .isInstanceOf(ResultException.class)
                .hasMessageContaining("jmh-result.json")
                .hasMessageContaining("run the benchmarks again with -rf json")
                .hasMessageNotContaining("\n");
    }

    @Test
    void namesFromTheFileAreTextAndNothingElse() throws IOException {
        String html = render("[" + entry("</script><img src=x>", 16, "18", "1", "gc.alloc.rate.norm", "0") + ","
                + entry("</script><img src=x>", 32, "18", "1", "gc.alloc.rate.norm", "0") + "]");

        assertThat(html.replace(PageAssets.BUNDLED.library(), ""))
                .doesNotContain("<img")
                .contains("&lt;img src=x&gt;");
    }

    private String render(String json) throws IOException {
        Path file = Files.writeString(directory.resolve("jmh-result.json"), json);
        Path report = directory.resolve("report.html");
        ReportRenderer.renderJmh(file, report, List.of());
        return Files.readString(report);
    }

    private static String entry(
            String method, int payload, String score, String error, String allocation, String allocated) {
        return """
                {"jmhVersion":"1.37","benchmark":"dev.pushbench.benchmarks.FrameBenchmark.%s","mode":"avgt","forks":1,
                 "params":{"payloadBytes":"%d"},
                 "primaryMetric":{"score":%s,"scoreError":%s,"scoreUnit":"ns/op","rawData":[[1,2]]},
                 "secondaryMetrics":{"%s":{"score":%s,"scoreUnit":"B/op"},"FrameBenchmark.framingBytes":{"score":4.0}}}
                """.formatted(method, payload, score, error, allocation, allocated);
    }
}
