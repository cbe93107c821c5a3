package dev.pushbench.reports.html;

import java.util.List;

/**
 * The report of a JMH result, from top to bottom.
 *
 * @param answer what was measured, in a sentence
 * @param indicative why the figures are only indicative, or null
 * @param problems what could not be read
 * @param suites one a class: its table, and its chart or null
 * @param settings how it was measured
 * @param chartJson the panels of all charts, safe in a script element
 */
record JmhPage(
        PageAssets assets,
        String answer,
        String indicative,
        List<String> problems,
        List<Section> suites,
        Table settings,
        String chartJson) {

    record Section(String name, Table table, Chart chart) {}
}
