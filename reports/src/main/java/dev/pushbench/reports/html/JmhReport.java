package dev.pushbench.reports.html;

import dev.pushbench.reports.result.ResultException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The HTML report of a JMH result file. */
public final class JmhReport {

    /** With fewer forks the luck of single JVMs is in the figures. */
    private static final int FORKS_WANTED = 5;

    /** More would make a page that nobody overlooks: they wait to be opened. */
    private static final int MOST_OPEN_SUITES = 3;

    private static final int MOST_PROBLEMS = 20;

    private JmhReport() {}

    /**
     * The whole document. Missing fields are named in it and cost only themselves.
     *
     * @param failures benchmarks that failed and are not in the file, a sentence each
     * @throws ResultException if the file cannot be read, is no JSON array, or holds no whole entry
     */
    public static String render(Path jmhResultJson, List<String> failures) {
        return Templates.render("jmh.jte", page(jmhResultJson, failures, PageAssets.BUNDLED));
    }

    static JmhPage page(Path jmhResultJson, List<String> failures, PageAssets assets) {
        JmhFile file = JmhFile.read(jmhResultJson);
        List<JmhPage.Section> sections =
                JmhSuite.of(file.measurements()).stream().map(JmhSuite::section).toList();
        List<Chart> wire = WireCharts.charts();
        return new JmhPage(
                assets,
                answer(file),
                failures,
                indicative(file),
                problems(file),
                JmhFraming.of(file.measurements()),
                wire,
                WireCharts.crossover(),
                sections,
                sections.size() <= MOST_OPEN_SUITES,
                settings(file),
                jmhResultJson.getFileName().toString(),
                ScriptJson.of(
                        Stream.concat(wire.stream(), sections.stream().flatMap(section -> section.charts().stream()))
                                .flatMap(chart -> chart.panels().stream())
                                .toList()));
    }

    private static List<String> problems(JmhFile file) {
        List<String> problems = file.problems();
        if (problems.size() <= MOST_PROBLEMS) {
            return problems;
        }
        List<String> shown = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        shown.add("And " + Setup.plural(problems.size() - MOST_PROBLEMS, "more problem") + " of that kind.");
        return shown;
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
                .filter(each -> each.allocated() != null)
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
