package dev.pushbench.reports.html;

import dev.pushbench.reports.result.ResultException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The HTML report of a JMH result file. */
public final class JmhReport {

    /** With fewer forks the luck of single JVMs is in the figures. */
    private static final int FORKS_WANTED = 5;

    private JmhReport() {}

    /**
     * The whole document. Missing fields are named in it and cost only themselves.
     *
     * @throws ResultException if the file cannot be read or is no JSON array
     */
    public static String render(Path jmhResultJson) {
        return Templates.render("jmh.jte", page(JmhFile.read(jmhResultJson), PageAssets.BUNDLED));
    }

    static JmhPage page(JmhFile file, PageAssets assets) {
        List<JmhPage.Section> sections = JmhSuite.of(file.measurements()).stream()
                .map(suite -> new JmhPage.Section(suite.name(), suite.table(), suite.chart()))
                .toList();
        return new JmhPage(
                assets,
                answer(file),
                indicative(file),
                file.problems(),
                sections,
                settings(file),
                ScriptJson.of(sections.stream()
                        .map(JmhPage.Section::chart)
                        .filter(Objects::nonNull)
                        .flatMap(chart -> chart.panels().stream())
                        .toList()));
    }

    private static String answer(JmhFile file) {
        int measurements = file.measurements().size();
        if (measurements == 0) {
            return "The result file holds no benchmark.";
        }
        long benchmarks = file.measurements().stream()
                .map(each -> each.type() + "." + each.method())
                .distinct()
                .count();
        long allocating = file.measurements().stream()
                .filter(each -> each.allocatedBytes() != null)
                .count();
        return Setup.plural(benchmarks, "benchmark") + " measured with " + Setup.plural(measurements, "set")
                + " of parameters"
                + (allocating == 0 ? "; the result holds no allocation figures (run with -prof gc)." : ".");
    }

    private static String indicative(JmhFile file) {
        int forks = file.measurements().stream()
                .map(JmhMeasurement::forks)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .min()
                .orElse(FORKS_WANTED);
        return forks >= FORKS_WANTED
                ? null
                : "A short run of " + Setup.plural(forks, "fork") + ": the figures tell orders of magnitude, not small"
                        + " differences, which need " + FORKS_WANTED + " forks or more.";
    }

    private static Table settings(JmhFile file) {
        return new TableOf<>(List.copyOf(file.settings().entrySet()))
                .text("Value", each -> each.getValue() == null ? Figures.MISSING : each.getValue())
                .missing("the result file does not say.")
                .build("settings", "Settings", "What", Map.Entry::getKey, each -> null);
    }
}
