package dev.pushbench.reports.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds JMH result files. */
final class JmhJson {

    private final List<String> entries = new ArrayList<>();

    /**
     * One benchmark with its framing and no allocation.
     *
     * @param params as JSON without braces
     * @param rawData a list of forks, each a list of iterations
     */
    JmhJson add(String benchmark, String params, String rawData, Integer framing) {
        entries.add(String.format(
                Locale.ROOT,
                """
                {"jmhVersion":"1.37","benchmark":"dev.pushbench.%s","mode":"avgt","forks":3,"params":{%s},
                 "primaryMetric":{"score":20,"scoreError":7.77,"scoreUnit":"ns/op","rawData":%s},
                 "secondaryMetrics":{%s}}
                """,
                benchmark,
                params,
                rawData,
                framing == null ? "" : "\"framingBytes\":{\"score\":" + framing + ",\"scoreUnit\":\"B/msg\"}"));
        return this;
    }

    JmhJson add(String benchmark, int payload, Integer framing) {
        return add(benchmark, "\"payloadBytes\":\"" + payload + "\"", "[[20],[19],[21]]", framing);
    }

    String text() {
        return "[" + String.join(",", entries) + "]";
    }

    Path write(Path directory) throws IOException {
        return Files.writeString(directory.resolve("jmh-result.json"), text());
    }

    /** Its report without what is the same in every report. */
    static String render(Path file) {
        PageAssets markers = new PageAssets("/* style */", "/* library */", "/* script */");
        return Templates.render("jmh.jte", JmhReport.page(file, List.of(), markers));
    }

    static List<JmhMeasurement> measurements(Path file) {
        return JmhFile.read(file).measurements();
    }
}
