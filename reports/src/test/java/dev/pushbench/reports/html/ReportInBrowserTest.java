package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Reports as a reader opens them: from disk, in a browser. One browser serves all tests. */
class ReportInBrowserTest {

    private static final int NARROW = 400;
    private static final int WIDE = 1_600;

    @TempDir
    private static Path directory;

    private static Browser browser;

    @BeforeAll
    static void startBrowserAndWriteReports() throws IOException {
        browser = Browser.start();
        for (SampleReport report : SampleReport.values()) {
            Files.writeString(file(report), report.html(directory));
        }
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void likeMostReaders() {
        browser.scripts(true);
        browser.theme("light");
        browser.width(WIDE);
    }

    @ParameterizedTest
    @EnumSource
    void isOneFileThatAsksForNoOther(SampleReport report) throws IOException {
        openWithAllDetails(report);

        assertThat(browser.requests()).containsExactly(file(report).toUri().toString());
        assertThat(Files.size(file(report))).isLessThanOrEqualTo(2_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheConsoleNothingToComplainOf(SampleReport report) {
        openWithAllDetails(report);

        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reportsInBothThemes")
    void drawsEverySeriesOfEveryChart(SampleReport report, String theme) {
        browser.theme(theme);

        openWithAllDetails(report);

        assertThat(browser.ask("panels")).isNotEmpty();
        assertThat(browser.ask("faultsOfCharts")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void followsTheThemeOfItsReader(SampleReport report) {
        openWithAllDetails(report);
        List<String> light = browser.ask("colours");

        browser.theme("dark");

        assertThat(browser.ask("colours")).doesNotContainAnyElementsOf(light);
    }

    @ParameterizedTest
    @MethodSource("reportsInBothWidths")
    void fitsIntoItsWindowAndOnlyTablesScroll(SampleReport report, int width) {
        browser.width(width);

        openWithAllDetails(report);

        assertThat(browser.ask("stickingOut")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reportsInBothWidths")
    void labelsOfChartsAreWholeAndApart(SampleReport report, int width) {
        browser.width(width);

        openWithAllDetails(report);

        assertThat(browser.ask("faultsOfLabels")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void chartsFollowTheWindowWhenItNarrows(SampleReport report) {
        openWithAllDetails(report);

        browser.width(NARROW);

        await().atMost(Browser.PATIENCE).untilAsserted(() -> {
            assertThat(browser.ask("stickingOut")).isEmpty();
            assertThat(browser.ask("faultsOfLabels")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void tabReachesAllThatCanBeUsedInItsOrderAndShowsWhereItIs(SampleReport report) {
        openWithAllDetails(report);
        List<String> inOrder = browser.ask("focusable");

        List<String> reached = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            browser.press(Keys.TAB);
            reached.addAll(browser.ask("focused"));
        }

        assertThat(reached)
                .isNotEmpty()
                .isEqualTo(inOrder.stream().map(name -> name + ", outlined").toList());
    }

    @ParameterizedTest
    @EnumSource
    void keysOpenDetailsAndScrollTables(SampleReport report) {
        browser.width(NARROW);
        browser.open(file(report));

        browser.ask("focusDetails");
        browser.press(Keys.ENTER);
        await().atMost(Browser.PATIENCE).until(() -> !browser.ask("openDetails").isEmpty());

        browser.ask("focusWideTable");
        browser.press(Keys.ARROW_RIGHT);
        await().atMost(Browser.PATIENCE)
                .until(() -> !browser.ask("scrolledTables").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void isWholeWithoutScriptsButForTheCharts(SampleReport report) {
        openWithAllDetails(report);
        List<String> withScripts = browser.ask("words");

        browser.scripts(false);
        browser.open(file(report));
        browser.ask("openAll");

        assertThat(browser.ask("words")).isNotEmpty().isEqualTo(withScripts);
        assertThat(browser.ask("standIns")).hasSameSizeAs(browser.ask("figures"));
    }

    @ParameterizedTest
    @EnumSource
    void axeFindsNoSeriousFaultInAWideLightPage(SampleReport report) {
        openWithAllDetails(report);

        assertThat(browser.accessibilityFaults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void axeFindsNoSeriousFaultInANarrowDarkPage(SampleReport report) {
        browser.theme("dark");
        browser.width(NARROW);

        openWithAllDetails(report);

        assertThat(browser.accessibilityFaults()).isEmpty();
    }

    private static void openWithAllDetails(SampleReport report) {
        browser.open(file(report));
        browser.ask("openAll");
        browser.settle();
    }

    private static Path file(SampleReport report) {
        return directory.resolve(report + ".html");
    }

    private static Stream<Arguments> reportsInBothThemes() {
        return reportsWith("light", "dark");
    }

    private static Stream<Arguments> reportsInBothWidths() {
        return reportsWith(NARROW, WIDE);
    }

    private static Stream<Arguments> reportsWith(Object... values) {
        return Stream.of(SampleReport.values())
                .flatMap(report -> Stream.of(values).map(value -> Arguments.of(report, value)));
    }
}
