package dev.pushbench.reports.html;

import com.fasterxml.jackson.annotation.JsonInclude;
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
     * @param guides what the points are read against
     */
    record Panel(String id, String title, boolean lines, Axis x, Axis y, List<Series> series, List<Guide> guides) {

        private static final int ROW_PIXELS = 44;
        /** What a name takes that may need a second line. */
        private static final int TALL_ROW_PIXELS = 64;

        private static final int LONG_NAME = 40;
        private static final int AXIS_PIXELS = 80;

        /** With nothing to read its points against. */
        Panel(String id, String title, boolean lines, Axis x, Axis y, List<Series> series) {
            this(id, title, lines, x, y, series, List.of());
        }

        /** The element's own style where its height follows from its rows, or null. */
        String style() {
            boolean tall = y.ticks().stream().anyMatch(tick -> tick.label().length() > LONG_NAME);
            int row = tall ? TALL_ROW_PIXELS : ROW_PIXELS;
            return hasRows() ? "height:" + (y.ticks().size() * row + AXIS_PIXELS) + "px" : null;
        }

        private boolean hasRows() {
            return y.unit().equals("row");
        }
    }

    /**
     * @param points x and y in the axes' units, which may be followed by the ends of an interval, of x in a panel of
     *     rows and else of y; null breaks the line
     * @param look null for the usual one
     */
    record Series(
            String name,
            CellStyle style,
            List<double[]> points,
            @JsonInclude(JsonInclude.Include.NON_NULL) Look look) {

        /** As usual: marks, joined if the panel has lines. */
        Series(String name, CellStyle style, List<double[]> points) {
            this(name, style, points, null);
        }
    }

    /** Another look than the usual one. */
    enum Look {
        /** Small marks that are never joined: what single blocks show. */
        DOTS,
        /** A bar from 0 behind the mark, in a panel of rows. */
        BAR,
        /** A line without marks: what nobody measured. */
        FAINT
    }

    /**
     * A line, or a shaded range, across the panel.
     *
     * @param vertical whether it stands at values of x, and not of y
     * @param to the same as {@code from} for a line
     * @param dashed whether such a line is broken
     */
    record Guide(boolean vertical, double from, double to, boolean dashed) {

        static Guide line(boolean vertical, double at, boolean dashed) {
            return new Guide(vertical, at, at, dashed);
        }

        static Guide range(boolean vertical, double from, double to) {
            return new Guide(vertical, from, to, false);
        }
    }

    /** The style sheet's class for the group of panels. */
    String layout() {
        return panels.size() == 1 ? "single" : beside ? "beside" : "stacked";
    }

    /**
     * Series of the legend: those of any panel that look as usual, once; rows and panels that are named after
     * one need none.
     */
    Collection<Series> legend() {
        Map<String, Series> legend = new LinkedHashMap<>();
        panels.stream()
                .filter(panel -> !panel.hasRows())
                .flatMap(panel -> panel.series().stream()
                        .filter(series ->
                                series.look() == null && !series.name().equals(panel.title())))
                .forEach(series -> legend.putIfAbsent(series.name(), series));
        return legend.values();
    }
}
