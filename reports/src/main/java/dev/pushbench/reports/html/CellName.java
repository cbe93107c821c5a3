package dev.pushbench.reports.html;

import dev.pushbench.reports.result.CellResult;
import java.util.Comparator;
import java.util.List;

/**
 * A cell's name taken apart.
 *
 * @param base transport and HTTP version, such as {@code ws/1.1}
 * @param variant what follows it, such as {@code +tls}, or empty
 */
record CellName(String base, String variant) {

    /** The order of cells in every table and chart. */
    static final List<String> BASES = List.of("ws/1.1", "ws/2", "sse/1.1", "sse/2");

    static final Comparator<String> ORDER = Comparator.comparingInt(
                    (String cell) -> parse(cell).rank())
            .thenComparing(cell -> parse(cell).variant());

    static CellName parse(String cell) {
        int plus = cell.indexOf('+');
        return plus < 0 ? new CellName(cell, "") : new CellName(cell.substring(0, plus), cell.substring(plus));
    }

    static List<CellResult> inOrder(List<CellResult> cells) {
        return cells.stream()
                .sorted(Comparator.comparing(CellResult::cell, ORDER))
                .toList();
    }

    /** Position among the known cells; a name that is not known comes after them. */
    int rank() {
        int rank = BASES.indexOf(base);
        return rank < 0 ? BASES.size() : rank;
    }

    boolean isWebSocket() {
        return base.startsWith("ws/");
    }

    /** The cell that differs in the transport only. */
    String counterpart() {
        return isWebSocket() ? "sse/" + base.substring("ws/".length()) + variant : "";
    }

    /** HTTP version and variant, such as {@code HTTP/1.1 +tls}. */
    String protocol() {
        String version = "HTTP/" + base.substring(base.indexOf('/') + 1);
        return variant.isEmpty() ? version : version + " " + variant;
    }
}
