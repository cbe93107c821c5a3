package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.reports.SampleRun;
import dev.pushbench.reports.result.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report, letter by letter. After a change on purpose: run with {@code -Dpushbench.golden=write} and read the diff. */
class RunReportGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/pushbench/reports/html/compare.html");
    private static final PageAssets MARKERS = new PageAssets("/* style */", "/* library */", "/* script */");

    private static final Locale LOCALE = Locale.getDefault();
    private static final TimeZone ZONE = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(LOCALE);
        TimeZone.setDefault(ZONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva"})
    void theReportIsTheSameUnderEveryLocaleAndTimeZone(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        SampleRun.Sample sample = new SampleRun()
                .messagesPerSecond(1_000)
                .gate(new Gate("generator-cpu", "ws/1.1", 1, true, "41 % of 2 cores, limit 80 %"))
                .warning("Client and server share 2 cores.")
                .build();

        String html = Templates.render("run.jte", RunReport.page(sample.run(), sample.histograms(), MARKERS));

        if ("write".equals(System.getProperty("pushbench.golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, html);
        }
        assertThat(html).isEqualTo(Files.readString(GOLDEN));
    }
}
