package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunReportTest {

    private static final Gate SATURATED =
            new Gate("generator-cpu", "ws/1.1", 3, false, "93 % of 2 cores, limit 80 %; use fewer connections");

    @Test
    void sixBlocksGiveTheIntervalAndNoMoreThanItSays() {
        String answer = answer(render(new SampleRun()));

        assertThat(answer)
                .matches(
                        "On this machine, with 1,000 subscriptions × 20 messages/s of 100 bytes, a pushed message took "
                                + "0\\.\\d+ ms over WebSocket and 0\\.\\d+ ms over SSE on HTTP/1\\.1 \\(ratio 0\\.9\\d, 95 % interval "
                                + "0\\.\\d\\d–0\\.\\d\\d: lower over WebSocket by [\\d.]+–[\\d.]+ %\\), and .* on HTTP/2 \\(.*\\); medians of "
                                + "the response time over 6 blocks\\.");
    }

    @Test
    void fewerThanSixBlocksGiveNumbersAndSayThatTheyAreTooFew() {
        String html = render(new SampleRun().blocks(1));

        assertThat(answer(html))
                .contains("ms over WebSocket and")
                .endsWith("Too little for a verdict: 1 of 6 blocks; run ./pushbench compare .")
                .doesNotContain("interval")
                .doesNotContain("lower");
        assertThat(html).contains("<strong>Too little for a verdict.</strong>").doesNotContain("95 % interval");
    }

    @Test
    void aFailedGateIsTheAnswerAndNothingIsCompared() {
        String html = render(new SampleRun().gate(SATURATED));

        assertThat(answer(html))
                .isEqualTo(
                        "This run is invalid and compares nothing: the gate generator-cpu failed on ws/1.1 in block 3 "
                                + "(93 % of 2 cores, limit 80 %; use fewer connections).");
        assertThat(html)
                .contains("class=\"banner invalid\"")
                .doesNotContain("WebSocket against SSE")
                .doesNotContain("over WebSocket by");
    }

    @Test
    void anInterruptedRunYieldsNoVerdict() {
        String html = render(new SampleRun().interrupted());

        assertThat(answer(html))
                .contains("The run was interrupted, too little for a verdict")
                .doesNotContain("interval");
        assertThat(html).contains("<strong>Interrupted.</strong>").doesNotContain("WebSocket against SSE");
    }

    @Test
    void aTargetWithoutTimesGetsThroughputAndGapsAndDashesForTheRest() {
        String html = render(new SampleRun()
                .cells("sse/1.1")
                .load("https://example.test/stream")
                .withoutTimes()
                .error("connection reset by peer", 3));

        assertThat(answer(html))
                .startsWith(
                        "https://example.test/stream (sse/1.1): 1,000 subscriptions received 10,000 messages in 5.00 s")
                .contains(
                        "its messages carry no time, so there is no response time; the gap between two messages was p50 50.")
                .contains("whether any was lost cannot be told");
        assertThat(html)
                .contains("The charts show the gaps between messages instead")
                .contains("<td>–</td>")
                .contains("– : not to be had.")
                .contains("connection reset by peer")
                .doesNotContain("Response time by percentile");
    }

    @Test
    void aLoadWithTimesSaysWhatWasReceivedAndHowFast() {
        assertThat(answer(render(new SampleRun().cells("ws/2").load("ws://127.0.0.1:8080/ws"))))
                .matches(
                        "ws://127\\.0\\.0\\.1:8080/ws \\(ws/2\\): 1,000 subscriptions received 10,000 messages in 5\\.00 s "
                                + "\\(2,000/s\\); response time p50 5\\d\\d µs, p99 1\\.\\d+ ms; none lost\\.");
    }

    @Test
    void binaryMessagesAreNamedAsThatAndTextIsNot() {
        String html =
                render(new SampleRun().cells("ws/1.1+binary", "sse/1.1+binary").config("format", "binary"));

        assertThat(answer(html)).contains("messages/s of 100 bytes in binary, a pushed message took");
        assertThat(html).contains("an event holds them in base64");
        assertThat(render(new SampleRun().config("format", "text"))).doesNotContain("in binary", "in base64");
    }

    @Test
    void aRunWithoutCellsSaysSo() {
        String html = render(new SampleRun().blocks(0).interrupted());

        assertThat(answer(html)).startsWith("The run was interrupted before any cell was measured");
        assertThat(html).contains("No cell was measured.").contains("Nothing was recorded that could be drawn.");
    }

    @Test
    void cellsOfDifferentVersionsAreNotCompared() {
        assertThat(answer(render(new SampleRun().cells("ws/1.1", "sse/2"))))
                .startsWith("There is nothing to compare: no WebSocket and SSE cells of the same HTTP version");
    }

    @Test
    void variantsAreComparedWithTheirOwnKind() {
        assertThat(answer(render(new SampleRun().cells("ws/1.1+tls", "sse/1.1+tls", "ws/2"))))
                .contains("over SSE on HTTP/1.1 +tls (ratio")
                .doesNotContain("HTTP/2");
    }

    @Test
    void aHybridIsHeldAgainstWebSocketForEverything() {
        String html = render(new SampleRun().cells("ws/1.1", "sse/1.1+hybrid", "ws/1.1+hybrid"));

        assertThat(answer(html)).contains("over SSE on HTTP/1.1 (ratio").doesNotContain("hybrid");
        assertThat(answer(render(new SampleRun().cells("sse/1.1+hybrid", "ws/1.1+hybrid"))))
                .startsWith("There is nothing to compare");
    }

    @Test
    void aRateInStagesIsToldAsTheStages() {
        assertThat(answer(render(new SampleRun().config("workload", "rate-stage:5:1s,20:1s"))))
                .contains(
                        "1,000 subscriptions × messages/s in stages (5:1s,20:1s) of 100 bytes, a pushed message took");
    }

    @Test
    void everythingThatMayBeNullMayBeNull() {
        RunResult bare =
                new RunResult(1, "compare", true, false, null, null, 0, null, null, null, null, null, null, null, null);

        assertThat(RunReport.render(bare, List.of())).contains("No cell was measured, so there is nothing to report.");
    }

    @Test
    void theReportIsOneFileOfAtMostTwoMegabytes() {
        String html = render(new SampleRun());

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isBetween(600_000, 2_000_000);
        String own = html.replace(PageAssets.BUNDLED.library(), "");
        assertThat(own).doesNotContainPattern("(src|href)=\"(?!#)").doesNotContainPattern("url\\(|@import|https?://");
        assertThat(own).contains("default-src 'none'");
    }

    @Test
    void idsAreUniqueAndReferencesHaveTargets() {
        String html =
                render(new SampleRun().gate(SATURATED).error("refused", 1)).replace(PageAssets.BUNDLED.library(), "");

        List<String> ids = all(html, "\\bid=\"([^\"]*)\"");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(all(html, "aria-labelledby=\"([^\"]*)\""));
        assertThat(ids).containsAll(all(html, "href=\"#([^\"]*)\""));
        assertThat(ids).containsAll(all(chartData(html), "\"id\":\"([^\"]*)\""));
    }

    @Test
    void everyNumberOfAChartStandsInTheTableUnderIt() {
        SampleRun.Sample sample = new SampleRun().blocks(2).build();
        RunPage page = RunReport.page(sample.run(), sample.histograms(), PageAssets.BUNDLED);

        Chart timeline = page.charts().get(1);
        long points = timeline.panels().get(0).series().stream()
                .flatMap(series -> series.points().stream())
                .filter(point -> point != null)
                .count();
        assertThat(timeline.table().rows()).hasSize((int) points).hasSize(2 * 4 * 5);
        Chart blocks = page.charts().get(2);
        assertThat(blocks.table().rows()).hasSize(2);
        assertThat(blocks.table().columns()).hasSize(8);
    }

    @Test
    void eachBlockOfACellIsAStretchOfItsOwn() {
        SampleRun.Sample sample = new SampleRun().blocks(3).build();
        RunPage page = RunReport.page(sample.run(), sample.histograms(), PageAssets.BUNDLED);

        assertThat(page.charts().get(1).panels().get(0).series())
                .allSatisfy(series -> assertThat(series.points())
                        .filteredOn(point -> point == null)
                        .hasSize(2));
    }

    @Test
    void outsideTextsAreTextAndNothingElse() {
        String evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!--\u2028'\"&";
        String html = render(new SampleRun()
                .cells("ws/1.1", evil)
                .blocks(2)
                .load(evil)
                .command(evil)
                .config(evil, evil)
                .error(evil, 1)
                .warning(evil)
                .gate(new Gate(evil, evil, 1, false, evil))
                .gate(new Gate(evil, null, null, true, evil)));

        String own = html.replace(PageAssets.BUNDLED.library(), "");
        assertThat(own).doesNotContain("<img").doesNotContain("<!--").doesNotContain("<script>alert");
        assertThat(all(own, "(<script)")).hasSize(3);
        assertThat(all(own, "(</script)")).hasSize(3);
        assertThat(own).contains("&lt;img src=x onerror=alert(2)&gt;");
        assertThat(chartData(html)).doesNotContain("<").doesNotContain("\u2028");
        JsonNode series = JsonMapper.shared().readTree(chartData(html)).get(0).get("series");
        assertThat(series.get(1).get("name").asString()).isEqualTo(evil);
    }

    private static String render(SampleRun builder) {
        SampleRun.Sample sample = builder.build();
        return RunReport.render(sample.run(), sample.histograms());
    }

    /** The sentence at the top as plain text. */
    private static String answer(String html) {
        Matcher matcher =
                Pattern.compile("<p class=\"answer\">(.*?)</p>", Pattern.DOTALL).matcher(html);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1)
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replaceAll("[\\s\u00a0]+", " ")
                .trim();
    }

    private static String chartData(String html) {
        return all(html, "id=\"chart-data\">(.*?)</script>").get(0);
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
