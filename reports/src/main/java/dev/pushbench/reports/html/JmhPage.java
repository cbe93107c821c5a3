package dev.pushbench.reports.html;

import java.util.List;

/**
 * The report of a JMH result, from top to bottom.
 *
 * @param answer what was measured, in a sentence
 * @param failures benchmarks that failed and are not in the result, in sentences
 * @param indicative why the figures are only indicative, or null
 * @param problems what could not be read
 * @param claim on the bytes of a frame
 * @param wire the byte model in charts
 * @param crossover from which payload on the overhead is small
 * @param suites one a class
 * @param open whether all suites are shown from the start
 * @param settings how it was measured
 * @param resultFile JMH's own file, by name
 * @param chartJson the panels of all charts, safe in a script element
 */
record JmhPage(
        PageAssets assets,
        String answer,
        List<String> failures,
        String indicative,
        List<String> problems,
        JmhFraming claim,
        List<Chart> wire,
        Table crossover,
        List<Section> suites,
        boolean open,
        Table settings,
        String resultFile,
        String chartJson) {

    /**
     * @param id unique in the page
     * @param size how much there is in it
     * @param others what was counted besides time, allocation and framing, or null
     * @param ratios of implementations that do the same work, or null
     */
    record Section(String id, String name, String size, Table table, Table others, Table ratios, List<Chart> charts) {}
}
