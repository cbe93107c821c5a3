package dev.pushbench.reports.html;

import java.util.List;

/**
 * A chart and the table of its numbers.
 *
 * @param id unique in the page
 * @param caption a sentence on what it shows and how to read it
 * @param panels they share series and legend
 * @param beside whether panels may stand side by side where there is room
 * @param table every number that the panels show
 */
record Chart(String id, String title, String caption, List<Panel> panels, boolean beside, Table table) {

    /**
     * One pair of axes.
     *
     * @param id of the element that it is drawn in
     * @param title what distinguishes it from its neighbours; empty for a panel that is alone
     * @param lines whether points are joined
     */
    record Panel(String id, String title, boolean lines, Axis x, Axis y, List<Series> series) {}

    /**
     * @param points x and y in the axes' units; null breaks the line
     */
    record Series(String name, CellStyle style, List<double[]> points) {}

    /** The style sheet's class for the group of panels. */
    String layout() {
        return panels.size() == 1 ? "single" : beside ? "beside" : "stacked";
    }

    /** Series of the legend: those of any panel, once. */
    List<Series> legend() {
        return panels.isEmpty() ? List.of() : panels.get(0).series();
    }
}
