package dev.pushbench.reports.html;

import dev.pushbench.reports.result.Gate;
import java.util.List;

/**
 * The report of a run, from top to bottom.
 *
 * @param title of the document
 * @param kicker what, when and where, in a line
 * @param slos whether each cell met what was asked of it, or null where nothing was asked
 * @param claims their verdicts, or null where none was judged
 * @param sections of the claims, in the order of the catalogue; empty where none was judged
 * @param verdict WebSocket against SSE in figures, or null where the run compares nothing
 * @param cellTables one question each
 * @param failures subscriptions that failed or were lost, or null where none was
 * @param legend the cells with their styles
 * @param chartsNote why charts are missing or show something else, or null
 * @param method paragraphs on how it was measured
 * @param limits sentences on what it does not show
 * @param passed the gates that passed
 * @param chartJson the panels of all charts, those of the sections first, safe in a script element
 */
record RunPage(
        PageAssets assets,
        String title,
        String kicker,
        Answer answer,
        Banner banner,
        List<String> warnings,
        Table slos,
        Table claims,
        List<ClaimSection> sections,
        Table verdict,
        List<Table> cellTables,
        Table failures,
        List<Chart> charts,
        String chartsNote,
        List<String> method,
        List<String> limits,
        List<Gate> passed,
        Table environment,
        Table configuration,
        String command,
        String chartJson) {}
