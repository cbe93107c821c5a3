package dev.pushbench.reports.result;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A cell's name taken apart.
 *
 * @param base transport and HTTP version, such as {@code ws/1.1}
 * @param variant what follows it, such as {@code +tls}, or empty
 */
public record CellName(String base, String variant) {

    /** The order of cells in every table and chart. */
    public static final List<String> BASES = List.of("ws/1.1", "ws/2", "sse/1.1", "sse/2");

    public static final Comparator<String> ORDER = Comparator.comparingInt(
                    (String cell) -> parse(cell).rank())
            .thenComparing(cell -> parse(cell).variant());

    public static CellName parse(String cell) {
        int plus = cell.indexOf('+');
        return plus < 0 ? new CellName(cell, "") : new CellName(cell.substring(0, plus), cell.substring(plus));
    }

    public static List<CellResult> inOrder(List<CellResult> cells) {
        return cells.stream()
                .sorted(Comparator.comparing(CellResult::cell, ORDER))
                .toList();
    }

    /** Whether it is one of the four cells, whatever its variant. */
    public boolean isKnown() {
        return BASES.contains(base);
    }

    /** Position among the known cells; a name that is not known comes after them. */
    public int rank() {
        return isKnown() ? BASES.indexOf(base) : BASES.size();
    }

    public boolean isWebSocket() {
        return base.startsWith("ws/");
    }

    /** {@code 1.1} or {@code 2}. */
    public String httpVersion() {
        return base.substring(base.indexOf('/') + 1);
    }

    /** What is special about it, such as {@code tls}. */
    public Set<String> variants() {
        return variant.isEmpty()
                ? Set.of()
                : Set.copyOf(List.of(variant.substring(1).split("\\+")));
    }

    /** The cell that differs in the transport only. */
    public String counterpart() {
        return isWebSocket() ? "sse/" + httpVersion() + variant : "";
    }

    /** HTTP version and variant, such as {@code HTTP/1.1 +tls}. */
    public String protocol() {
        String version = "HTTP/" + httpVersion();
        return variant.isEmpty() ? version : version + " " + variant;
    }
}
