package dev.pushbench.reports.html;

import java.util.List;

/**
 * The report of a diff, from top to bottom.
 *
 * @param answer how many figures have changed, in a sentence
 * @param faults why some of them, or all, are not stated
 * @param warnings what could not be decided or compared, and what else differs between the runs
 * @param rows every figure, before and after
 * @param chart the ratios with their intervals, or null where there is none
 * @param method paragraphs on how it was judged
 * @param runs that were held against each other
 * @param notes what differs, as one expects
 * @param chartJson the panels of the chart, safe in a script element
 */
record DiffPage(
        PageAssets assets,
        String answer,
        List<String> faults,
        List<String> warnings,
        Table rows,
        Chart chart,
        List<String> method,
        Table runs,
        List<String> notes,
        String chartJson) {}
