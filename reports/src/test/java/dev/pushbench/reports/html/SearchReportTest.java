package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.CellResult.Cpu;
import dev.pushbench.reports.result.ResultDirectory;
import dev.pushbench.reports.result.SearchResult;
import dev.pushbench.reports.result.SearchResult.Probe;
import dev.pushbench.reports.result.SearchResult.Reason;
import dev.pushbench.reports.result.SloResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees of a search. */
class SearchReportTest {

    private static final SloResult SLO = new SloResult("p99<50ms", "ws/1.1", true, 40e6, "ns", "it was 40 ms");
    private static final Probe MET = new Probe(
            new BigDecimal("1400"), true, List.of(), 1_000_000L, 40_000_000L, 0L, 14_000.0, new Cpu(9_000.0, null));

    @TempDir
    private Path directory;

    @Test
    void theSentenceSaysWhatMetTheSlosAndWhatDidNot() {
        SearchResult search =
                search("connections", "1400", "1470", "slo p99<50ms", false, "slo p99<50ms", "it was 61 ms");

        assertThat(search.sentence(List.of(SLO)))
                .isEqualTo("1,400 connections met p99<50ms; 1,470 connections did not (slo p99<50ms: it was 61 ms).");
    }

    @Test
    void theGeneratorsLimitIsNotTheTargets() {
        SearchResult search =
                search("rate", "1400", "1470.5", "gate generator-cpu", true, "gate generator-cpu", "95 %");

        assertThat(search.sentence(List.of(SLO)))
                .isEqualTo(
                        "1,400 messages/s to each subscription met p99<50ms; at 1,470.5 messages/s to each"
                                + " subscription it was the load generator's limit, not the target's (gate generator-cpu: 95 %).");
    }

    @Test
    void aSearchThatDidNotReachTheLimitSaysWhy() {
        assertThat(new SearchResult("connections", new BigDecimal("1400"), null, "maximum", false, List.of(MET))
                        .sentence(List.of(SLO)))
                .isEqualTo("1,400 connections met p99<50ms, which is the most that was to be tried.");
        assertThat(new SearchResult("connections", null, null, "interruption", false, List.of()).sentence(List.of()))
                .isEqualTo("No load that was tried met every SLO; the search was interrupted.");
        assertThat(new SearchResult("connections", new BigDecimal("1400"), null, "probes", false, List.of(MET))
                        .sentence(List.of(SLO)))
                .isEqualTo("1,400 connections met p99<50ms; the search ended after 1 probes.");
    }

    @Test
    void theReportHasTheSentenceAndAllProbesAndNoMarkupOfOthers() {
        String html = render(search("connections", "1400", "1470", "no result", false, "no result", "<script>boo"));

        assertThat(html)
                .contains("1,400 connections met p99&lt;50ms; 1,470 connections did not")
                .contains("Probes")
                .contains("&lt;script&gt;boo")
                .doesNotContain("<script>boo");
    }

    @Test
    void aSearchReadsBackAsItWasWritten() {
        SampleRun.Sample sample = sample(search("rate", "1400", "1470.5", "maximum", false, "slo p99<50ms", "61 ms"));

        ResultDirectory.write(directory, sample.run(), sample.histograms());

        assertThat(ResultDirectory.read(directory).run().search())
                .isEqualTo(sample.run().search());
    }

    static SearchResult search(
            String what, String found, String missed, String limitedBy, boolean generators, String why, String detail) {
        Probe second = new Probe(
                new BigDecimal(missed), false, List.of(new Reason(why, detail)), null, null, null, null, null);
        return new SearchResult(
                what,
                new BigDecimal(found),
                new BigDecimal(missed),
                limitedBy,
                generators,
                List.of(MET, second, second));
    }

    static String render(SearchResult search) {
        SampleRun.Sample sample = sample(search);
        return RunReport.render(sample.run(), sample.histograms());
    }

    private static SampleRun.Sample sample(SearchResult search) {
        return new SampleRun()
                .load("ws://h/")
                .cells("ws/1.1")
                .slo(SLO)
                .search(search)
                .build();
    }
}
