package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.ReportRenderer;
import dev.pushbench.reports.diff.Diff;
import dev.pushbench.reports.diff.MeasuredRun;
import dev.pushbench.reports.diff.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report of a diff. */
class DiffReportTest {

    private static final String HOSTILE = "</script><b onclick='x'>&\"";
    private static final double MARGIN = 0.1;

    /** A regression, what has not changed, what is not decided, and a cell whose gate failed. */
    static Diff diff() {
        return Diff.of(
                side("before-" + "a".repeat(120), new MeasuredRun(1).gate("clock", "sse/1.1", false)),
                side("after", new MeasuredRun(2).responseTimes(1.4).config("connections", 7)),
                MARGIN);
    }

    private static Side side(String directory, MeasuredRun run) {
        return new Side(List.of(new Side.Run(directory, run.build())));
    }

    @Test
    void everythingThatIsInTheDiffIsInTheReport() {
        String html = DiffReport.render(diff());

        assertThat(html)
                .contains("<p class=\"answer\">Of 18 figures: 2 worse, ")
                .contains("<td>worse</td>", "<td>no statement</td>")
                .contains("gate clock failed on sse/1.1")
                .contains("The setting connections differs: before –, after 7.")
                .contains("margin of 10\u00a0%")
                .contains("id=\"ratios-0\"")
                .contains("./pushbench compare");
    }

    @Test
    void whatComesFromOutsideIsEscaped() {
        String html = DiffReport.render(Diff.of(
                side(HOSTILE, new MeasuredRun(1).gate(HOSTILE, "ws/1.1", false)),
                side("b", new MeasuredRun(2).config(HOSTILE, HOSTILE)),
                MARGIN));

        assertThat(html)
                .doesNotContain("<b onclick")
                .doesNotContain("</script><b")
                .contains("&lt;b onclick");
    }

    @Test
    void whatCouldNotBeDecidedOrComparedIsSaidFirst() {
        String html = DiffReport.render(Diff.of(
                side("a", new MeasuredRun(1).claims(40).blocks(2)),
                side("b", new MeasuredRun(2).claims(80).blocks(2)),
                MARGIN));

        assertThat(html)
                .containsPattern("<p>Too few blocks to call any figure worse or better, [^<]* 2 before and 2 after")
                .contains("<p>Not compared, because it was not measured in the same way: ws/1.1, ")
                .contains("before --rate=20.0, after --rate=40.0.</p>");
    }

    @Test
    void theMarginIsShadedInTheChart() {
        DiffPage page = DiffReport.page(diff(), PageAssets.BUNDLED);

        assertThat(page.chart().panels())
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(panel.guides())
                        .containsExactly(
                                Chart.Guide.line(true, 1, false),
                                Chart.Guide.range(true, 1 / (1 + MARGIN), 1 + MARGIN)));
    }

    @Test
    void withoutAnyRatioThereIsNoChart() {
        MeasuredRun stopped = new MeasuredRun(1).gate("clock", null, false);

        String html = DiffReport.render(Diff.of(side("a", stopped), side("b", new MeasuredRun(2)), MARGIN));

        assertThat(html).contains("There is no ratio that could be drawn.").doesNotContain("id=\"ratios-0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva"})
    void theReportIsTheSameUnderEveryLocale(String locale) {
        Locale own = Locale.getDefault();
        String here = DiffReport.render(diff());
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));

            assertThat(DiffReport.render(diff())).isEqualTo(here);
        } finally {
            Locale.setDefault(own);
        }
    }

    @Test
    void theDirectoryHasTheReportBesideTheDiff(@TempDir Path directory) throws IOException {
        ReportRenderer.writeDiff(directory.resolve("made"), diff());

        try (var files = Files.list(directory.resolve("made"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("diff.json", "diff.schema.json", "diff.html");
        }
        assertThat(Files.size(directory.resolve("made/diff.html"))).isLessThan(2_000_000);
    }
}
