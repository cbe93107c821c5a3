package dev.pushbench.reports.html;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    record Panel(String id, String title, boolean lines, Axis x, Axis y, List<Series> series) {

        private static final int ROW_PIXELS = 44;
        private static final int AXIS_PIXELS = 80;

        /** The element's own style where its height follows from its rows, or null. */
        String style() {
            return hasRows() ? "height:" + (y.ticks().size() * ROW_PIXELS + AXIS_PIXELS) + "px" : null;
        }

        private boolean hasRows() {
            return y.unit().equals("row");
        }
    }

    /**
     * @param points x and y in the axes' units, which may be followed by the ends of an interval, of x in a panel of
     *     rows and else of y; null breaks the line
     */
    record Series(String name, CellStyle style, List<double[]> points) {}

    /** The style sheet's class for the group of panels. */
    String layout() {
        return panels.size() == 1 ? "single" : beside ? "beside" : "stacked";
    }

    /** Series of the legend: those of any panel, once; rows have their names beside them and need none. */
    Collection<Series> legend() {
        Map<String, Series> legend = new LinkedHashMap<>();
        panels.stream()
                .filter(panel -> !panel.hasRows())
                .flatMap(panel -> panel.series().stream())
                .forEach(series -> legend.putIfAbsent(series.name(), series));
        return legend.values();
    }
}
