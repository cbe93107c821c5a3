package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.reports.ReportRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any suite gets charts that one can read, whatever its parameters. */
class JmhSuiteTest {

    private static final Locale LOCALE = Locale.getDefault();
    private static final String FORKS = "[[20],[19],[21]]";

    @TempDir
    private Path directory;

    @AfterEach
    void restore() {
        Locale.setDefault(LOCALE);
    }

    private JmhPage.Section section(JmhJson json) throws IOException {
        List<JmhSuite> suites = JmhSuite.of(JmhJson.measurements(json.write(directory)));
        assertThat(suites).hasSize(1);
        return suites.get(0).section();
    }

    private static String params(String... namesAndValues) {
        StringBuilder params = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            params.append(i == 0 ? "" : ",").append('"' + namesAndValues[i] + "\":\"" + namesAndValues[i + 1] + '"');
        }
        return params.toString();
    }

    @Test
    void aSuiteWithPayloadsHasOneLineForEachMethodAndSetOfOtherParams() throws IOException {
        JmhJson json = new JmhJson();
        for (String method : List.of("encode", "decode")) {
            for (String masked : List.of("true", "false")) {
                for (String payload : List.of("16", "1024")) {
                    json.add("FrameBenchmark." + method, params("payloadBytes", payload, "masked", masked), FORKS, 4);
                }
            }
        }
        Chart time = section(json).charts().get(0);

        assertThat(time.panels()).hasSize(1);
        assertThat(time.legend())
                .extracting(Chart.Series::name)
                .containsExactly(
                        "encode (masked=true)",
                        "encode (masked=false)",
                        "decode (masked=true)",
                        "decode (masked=false)");
        assertThat(time.legend()).extracting(Chart.Series::style).doesNotHaveDuplicates();
        assertThat(time.table().columns()).containsExactly("16", "1,024");
        assertThat(time.table().rows()).hasSize(4);
    }

    @Test
    void moreSeriesThanStylesAreSplitIntoPanels() throws IOException {
        JmhJson json = new JmhJson();
        for (String method : List.of("encode", "decode", "encodeAndDecode")) {
            for (String text : List.of("ascii", "two-byte", "four-byte")) {
                for (String masked : List.of("true", "false")) {
                    for (String payload : List.of("16", "1024")) {
                        String params = params("payloadBytes", payload, "text", text, "masked", masked);
                        json.add("FrameBenchmark." + method, params, FORKS, null);
                    }
                }
            }
        }
        Chart time = section(json).charts().get(0);

        assertThat(time.panels()).extracting(Chart.Panel::title).containsExactly("encode", "decode", "encodeAndDecode");
        assertThat(time.legend()).hasSize(6).extracting(Chart.Series::style).doesNotHaveDuplicates();
        assertThat(time.panels()).allSatisfy(panel -> assertThat(panel.series()).hasSize(6));
        assertThat(time.table().rows()).hasSize(18);
    }

    @Test
    void aSuiteWithoutPayloadsHasARowForEachMeasurement() throws IOException {
        JmhPage.Section section = section(new JmhJson()
                .add("FanOutBenchmark.webSocket", params("subscribers", "1", "share", "once"), FORKS, null)
                .add("FanOutBenchmark.webSocket", params("subscribers", "100", "share", "once"), FORKS, null));
        Chart.Panel panel = section.charts().get(0).panels().get(0);

        assertThat(panel.y().ticks())
                .extracting(Axis.Tick::label)
                .containsExactly("webSocket (subscribers=1)", "webSocket (subscribers=100)");
        assertThat(panel.series().get(0).points().get(0))
                .containsExactly(new double[] {20, 2, 17.516, 22.484}, within(0.001));
        assertThat(panel.style()).isEqualTo("height:168px");
        assertThat(section.charts().get(0).legend()).isEmpty();
        assertThat(section.charts().get(0).table().rows().get(1).data()).containsExactly("20.0 (17.5–22.5)\u00a0ns");
        assertThat(section.table().columns()).contains("subscribers", "share");
    }

    @Test
    void cellsLookAsInAllReports() throws IOException {
        JmhJson json = new JmhJson();
        for (String cell : List.of("sse/1.1", "ws/1.1")) {
            for (String payload : List.of("16", "1024")) {
                json.add("StackBenchmark.message", params("cell", cell, "payloadBytes", payload), FORKS, null);
            }
        }
        assertThat(section(json).charts().get(0).legend())
                .extracting(Chart.Series::style)
                .containsExactly(CellStyle.numbered(2), CellStyle.numbered(0));
    }

    @Test
    void whatElseIsCountedIsInATableAndBytesOfItInAChart() throws IOException {
        String json = new JmhJson()
                .add("DeflateBenchmark.deflate", params("takeover", "true"), FORKS, null)
                .text()
                .replace(
                        "\"secondaryMetrics\":{}",
                        "\"secondaryMetrics\":{\"heldBytes\":{\"score\":262144.0,\"scoreUnit\":\"B/connection\"},"
                                + "\"·gc.count\":{\"score\":3},\"·cycles\":{\"score\":41.5,\"scoreUnit\":\"#/op\"},"
                                + "\"·gc.alloc.rate.norm\":{\"score\":1e-6,\"scoreUnit\":\"B/op\"}}");
        Files.writeString(directory.resolve("jmh-result.json"), json);
        JmhPage.Section section = JmhSuite.of(JmhJson.measurements(directory.resolve("jmh-result.json")))
                .get(0)
                .section();

        assertThat(section.others().columns()).containsExactly("takeover", "heldBytes B/connection", "cycles #/op");
        assertThat(section.others().rows().get(0).data()).containsExactly("true", "262,144", "41.5");
        assertThat(section.charts())
                .extracting(Chart::id)
                .satisfiesExactly(
                        time -> assertThat(time).contains("-time-"),
                        held -> assertThat(held).contains("-other-"));
        assertThat(section.table().rows().get(0).data()).contains("0");
    }

    @Test
    void implementationsOfTheSameWorkAreComparedWithTheFastest() throws IOException {
        String slow = new JmhJson()
                .add("implementations.EventReaderBenchmark.okhttpSse", 16, null)
                .text();
        String json = slow.replace("\"score\":20", "\"score\":50").replaceFirst("]\\s*$", ",")
                + new JmhJson()
                        .add("implementations.EventReaderBenchmark.sseParser", 16, null)
                        .add("implementations.EventReaderBenchmark.sseParser", 1_024, null)
                        .text()
                        .substring(1);
        Path file = Files.writeString(directory.resolve("jmh-result.json"), json);
        Table ratios = JmhSuite.of(JmhJson.measurements(file)).get(0).section().ratios();

        assertThat(ratios.columns()).containsExactly("16", "1,024");
        assertThat(ratios.rows().get(0).head()).isEqualTo("okhttpSse");
        assertThat(ratios.rows().get(0).data()).containsExactly("2.50", "–");
        assertThat(ratios.rows().get(1).data()).containsExactly("1.00", "1.00");
        assertThat(section(new JmhJson().add("framing.EventBenchmark.encode", 16, 8))
                        .ratios())
                .isNull();
    }

    @Test
    void aThousandMeasurementsFitIntoTwoMegabytes() throws IOException {
        JmhJson json = new JmhJson();
        for (int suite = 0; suite < 10; suite++) {
            for (String text : List.of("ascii", "two-byte", "four-byte", "binary", "mixed")) {
                for (String masked : List.of("true", "false")) {
                    for (int payload = 1; payload <= 1 << 18; payload *= 4) {
                        String params = params("payloadBytes", String.valueOf(payload), "text", text, "masked", masked);
                        json.add("Suite" + suite + "Benchmark.encode", params, FORKS, 4);
                    }
                }
            }
        }
        Path report = directory.resolve("report.html");
        ReportRenderer.renderJmh(json.write(directory), report, List.of());

        assertThat(report.toFile().length()).isLessThan(2_000_000);
        assertThat(report)
                .content(StandardCharsets.UTF_8)
                .contains("<details class=\"suite\">")
                .contains("<h2>Suite9Benchmark</h2>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva"})
    void theReportIsTheSameUnderEveryLocale(String locale) throws IOException {
        Path file = new JmhJson()
                .add("FrameBenchmark.encode", 65_536, 10)
                .add("FrameBenchmark.encode", 16, 2)
                .add("EventBenchmark.encode", 1_024, 8)
                .add("FanOutBenchmark.event", params("subscribers", "10000"), "[[\"NaN\"]]", null)
                .write(directory);
        Locale.setDefault(Locale.ROOT);
        String expected = JmhJson.render(file);

        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(JmhJson.render(file)).isEqualTo(expected);
    }
}
