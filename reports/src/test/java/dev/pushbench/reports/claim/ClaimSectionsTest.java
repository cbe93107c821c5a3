package dev.pushbench.reports.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.result.TaggedHistogram;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The section of each claim in the report: its pictures, how it was measured, and what it leaves open. */
class ClaimSectionsTest {

    private static final String SPECTRA = "id=\"claim-faster-spectra\"";
    private static final String SHIFT = "id=\"claim-faster-shift\"";
    private static final String EFFECTS = "id=\"claim-faster-effects\"";

    private static MeasuredArms faster() {
        return new MeasuredArms("faster").arms("ws", arm -> arm.p50Ns = 500_000);
    }

    private static String html(MeasuredArms arms) {
        return ReportRenderer.render(arms.run(), arms.histograms());
    }

    @Test
    void everyClaimHasASectionInTheOrderOfTheCatalogueAndAllOfThemFitIntoTwoMegabytes() {
        String html = html(new MeasuredArms());

        List<Integer> places = ClaimCatalogue.all().stream()
                .map(claim -> html.indexOf("<h2 id=\"claim-" + claim.id() + "\">"))
                .toList();
        assertThat(places).doesNotContain(-1).isSorted();
        assertThat(html)
                .contains("id=\"claim-framing-arms\"", "id=\"claim-negligible-arms\"", "id=\"claim-cpu-arms\"")
                .contains("id=\"claim-memory-line\"", "id=\"claim-http2-line\"", SPECTRA, SHIFT);
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    }

    @Test
    void aSectionSaysHowItWasMeasuredWithTheCommandsOfItsArms() {
        assertThat(html(faster()))
                .contains("<dt>Decided by</dt><dd>response time p50 of pushed messages", "<dt>Refuted by</dt>")
                .contains("What it does not show", "a network with delay, loss or proxies")
                .contains("Commands of its 5 arms", "# ws/1.1+again\n./pushbench serve\n./pushbench load ws://")
                .contains("./pushbench claims faster --connections=1000 --blocks=6 --seed=42");
    }

    @Test
    void aFailedGateLeavesNothingThatSuggestsAVerdict() {
        assertThat(html(faster().gate("messages-lost", "ws/1.1", false)))
                .contains("<strong>No verdict.</strong>", "<strong>messages-lost</strong> on ws/1.1, block 1: made up")
                .contains("<dt>Decided by</dt>", "What it does not show")
                .doesNotContain(EFFECTS, SPECTRA, SHIFT, "lower over WebSocket", "It rests on");
    }

    @Test
    void oneBlockShowsItsFiguresAndThatTheyAreTooLittle() {
        assertThat(html(faster().blocks(1)))
                .contains("<strong>Inconclusive.</strong>", "Response time p50: 51 % lower over WebSocket")
                .contains("It rests on 1 block, too little for an interval and so for a verdict: 6 blocks have one.")
                .contains("A row without a bar has too few blocks for an interval.", EFFECTS, SPECTRA, SHIFT)
                .doesNotContain("The exact interval");
    }

    @Test
    void bothIntervalsStandSideBySideWithWhatWasDeclared() {
        assertThat(html(faster()))
                .contains("It rests on 6 blocks. The exact interval runs from ", "96.9")
                .contains("; resampling the blocks gives ", "as a check that decides nothing.")
                .contains("It was declared beforehand that from 0.909 to 1.1 there is no difference that matters.")
                .doesNotContain("The two intervals disagree");
    }

    @Test
    void anIntervalThatEndsBeyondTheMarginStandsBesideTheOneThatDecides() {
        assertThat(html(new MeasuredArms("faster").arms("ws", arm -> arm.p50Ns = 935_000)))
                .contains("<strong>No practical difference.</strong>")
                .containsPattern("no difference that matters; the interval that has to lie within, of 90\u00a0% for two"
                        + " one-sided tests at 5\u00a0%, runs from 0.9[01]\\d+ to 0.9\\d+\\.");
        assertThat(html(faster())).doesNotContain("has to lie within");
    }

    @Test
    void aNoisyControlIsDrawnAndToldInPlaceOfTheMargin() {
        assertThat(html(faster().arm("ws/1.1+again", arm -> arm.p50Ns = 700_000)))
                .contains("But two measurements of one and the same arm may differ by as much as from ")
                .contains("Between the broken lines lies what the control shows to be noise.");
        assertThat(html(faster())).doesNotContain("two measurements of one and the same arm", "broken lines");
    }

    @Test
    void intervalsThatDisagreeAboutWhatDecidesAreTold() {
        // The exact interval holds the end of the margin, and that of the resampled blocks, which is shorter, does not.
        assertThat(html(new MeasuredArms("faster").arms("ws", arm -> arm.p50Ns = 882_000)))
                .contains("The two intervals disagree about 0.909, on which the verdict hangs");
    }

    @Test
    void theShiftOfEachPercentileComesFromTheHistogramsOfEachBlock() {
        MeasuredArms arms = faster();

        assertThat(html(arms))
                .contains("Ratio of the response times at each percentile")
                .containsPattern("10\u00a0%</td>\\s*<td>0.\\d+</td>\\s*<td>0.\\d+ to 0.\\d+</td>\\s*<td>6</td>")
                .contains("all bars of a panel hold at once with a confidence of at least 65.6");
        List<TaggedHistogram> oneMissing = new ArrayList<>(arms.histograms());
        oneMissing.removeIf(each -> each.cell().startsWith("sse"));
        assertThat(ReportRenderer.render(arms.run(), oneMissing))
                .as("which block a histogram belongs to is not known")
                .contains(SPECTRA)
                .doesNotContain(SHIFT);
        assertThat(ReportRenderer.render(arms.run(), List.of())).doesNotContain(SPECTRA, SHIFT);
        List<TaggedHistogram> shuffled = new ArrayList<>(arms.histograms());
        Collections.reverse(shuffled);
        assertThat(ReportRenderer.render(arms.run(), shuffled))
                .as("time orders them")
                .isEqualTo(html(arms));
    }

    @Test
    void aShiftIsShadedWhereTheMarginIsThatOfResponseTimes() {
        String shaded = "; what is shaded was declared not to matter.";
        assertThat(html(faster())).contains(SHIFT, shaded);
        assertThat(html(new MeasuredArms("hybrid")))
                .as("a margin of memory says nothing of times")
                .contains("id=\"claim-hybrid-shift\"")
                .doesNotContain(shaded);
    }

    @Test
    void whatLiesBeyondTheMeasuredSizesIsMarkedAsExtrapolated() {
        assertThat(html(new MeasuredArms("memory")))
                .contains("\"name\":\"ws/1.1, extrapolated\"", "\"look\":\"FAINT\"")
                .contains("\"guides\":[{\"vertical\":true,\"from\":14999.0,\"to\":50000.0,\"dashed\":false}]")
                .containsPattern("<td>50,000</td>\\s*<td>–</td>");
    }

    @Test
    void whatComesFromOutsideIsEscaped() {
        assertThat(html(faster().gate("<b>gate</b>", "ws/1.1", false)))
                .contains("&lt;b&gt;gate&lt;/b&gt;")
                .doesNotContain("<b>gate");
    }
}
