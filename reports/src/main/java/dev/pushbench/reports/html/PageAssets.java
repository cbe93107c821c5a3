package dev.pushbench.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What every page carries within itself.
 *
 * @param style the style sheet
 * @param library ECharts
 * @param script what draws the page's charts with it
 */
record PageAssets(String style, String library, String script) {

    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

    static final PageAssets BUNDLED = new PageAssets(text("report.css"), text(ECHARTS), text("charts.js"));

    PageAssets {
        checkHarmless(style, "</style");
        checkHarmless(library, "</script");
        checkHarmless(script, "</script");
    }

    /** Inlined text cannot be escaped, so it must not hold what would end its element. */
    private static void checkHarmless(String text, String end) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains(end) || lower.contains("<!--")) {
            throw new IllegalStateException("an inlined file holds " + end + " or <!--, which would end it early");
        }
    }

    /** The text of a file on the class path, UTF-8. */
    static String text(String resource) {
        try (InputStream in = PageAssets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path; build the reports module again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
