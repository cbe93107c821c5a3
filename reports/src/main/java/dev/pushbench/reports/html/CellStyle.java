package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a series looks, in every chart and table of a report. Colour, dashes and symbol each tell the series apart on
 * their own, so that a chart can be read in print and without seeing colours.
 *
 * @param colour index of a custom property {@code --c0} … of report.css
 * @param dash lengths of strokes and gaps, as in SVG's {@code stroke-dasharray}; empty for a solid line
 * @param symbol circle, rect, triangle or diamond
 * @param hollow whether the symbol is only an outline
 */
record CellStyle(int colour, List<Integer> dash, String symbol, boolean hollow) {

    /** What is held against each other belongs to no cell: grey, and filled where it decides. */
    static final CellStyle CONTRAST = new CellStyle(6, List.of(), "diamond", false);

    static final CellStyle OTHER_CONTRAST = new CellStyle(6, List.of(), "diamond", true);
    static final CellStyle CONTRAST_OF_A_BLOCK = new CellStyle(6, List.of(), "circle", true);

    /** How many colours the style sheet has. */
    static final int COLOURS = 8;

    private static final List<List<Integer>> DASHES =
            List.of(List.of(), List.of(8, 4), List.of(2, 3), List.of(9, 3, 2, 3));
    private static final List<String> SYMBOLS = List.of("circle", "diamond", "rect", "triangle");

    /** The n-th style of a series that has no fixed one. */
    static CellStyle numbered(int n) {
        int shape = n % DASHES.size();
        return new CellStyle(n % COLOURS, DASHES.get(shape), SYMBOLS.get(shape), n / DASHES.size() % 2 == 1);
    }

    /**
     * A style a cell, by cell: the four bases have theirs for good, a variant takes its base's with a hollow symbol,
     * and unknown names take the next free ones.
     */
    static Map<String, CellStyle> assign(List<String> cells) {
        Map<String, CellStyle> styles = new LinkedHashMap<>();
        int next = CellName.BASES.size();
        for (String cell : cells) {
            CellName name = CellName.parse(cell);
            boolean known = name.isKnown();
            CellStyle style = numbered(known ? name.rank() : next++);
            styles.put(
                    cell,
                    known && !name.variant().isEmpty()
                            ? new CellStyle(style.colour(), style.dash(), style.symbol(), true)
                            : style);
        }
        return styles;
    }

    /** The value of SVG's {@code stroke-dasharray}. */
    String dashArray() {
        return dash.isEmpty()
                ? "none"
                : String.join(" ", dash.stream().map(String::valueOf).toList());
    }
}
