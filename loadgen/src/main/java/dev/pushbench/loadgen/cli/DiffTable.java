package dev.pushbench.loadgen.cli;

import dev.pushbench.reports.diff.Change;
import dev.pushbench.reports.diff.Diff;
import dev.pushbench.reports.diff.DiffRow;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A diff, for a terminal. */
final class DiffTable {

    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double THOUSAND = 1_000;
    private static final double BYTES_PER_KB = 1_024;
    private static final double PERCENT = 100;
    private static final List<String> TIMES = List.of("ns", "µs", "ms", "s");

    private DiffTable() {}

    static void print(Diff diff, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("cell", "metric", "before", "after", "ratio", "interval", "blocks", "change"));
        diff.rows().forEach(row -> rows.add(row(row)));
        AlignedTable.printWords(rows, out);
        out.println(
                "Medians of the blocks; ratio: after ÷ before, with its interval of at least 95 %. " + diff.sense());
        out.println();
        only("before", diff.onlyBefore(), out);
        only("after", diff.onlyAfter(), out);
        diff.notCompared().forEach(cells -> out.println("Not compared: " + cells));
        diff.warnings().forEach(warning -> out.println("Warning: " + warning));
        diff.notes().forEach(note -> out.println("Note: " + note));
        if (diff.undecidable() != null) {
            out.println(diff.undecidable());
        }
        if (diff.rows().stream().anyMatch(row -> row.moreBlocks() != null)) {
            out.println(
                    "What is inconclusive takes a new measurement with so many more blocks; to add blocks to these until"
                            + " something is worse, or no longer is, voids the 5 %.");
        }
        out.println(diff.sentence() + " Margin: " + digits(PERCENT * diff.margin()) + " %.");
    }

    private static void only(String side, List<String> cells, PrintWriter out) {
        if (!cells.isEmpty()) {
            out.println("Only " + side + ": " + String.join(", ", cells) + ".");
        }
    }

    private static List<String> row(DiffRow row) {
        return List.of(
                row.cell(),
                row.metric(),
                value(row.before(), row.unit()),
                value(row.after(), row.unit()),
                row.ratio() == null ? ResultTable.UNKNOWN : ratio(row.ratio()),
                row.interval().isEmpty()
                        ? ResultTable.UNKNOWN
                        : ratio(row.interval().get(0)) + " to "
                                + ratio(row.interval().get(1)),
                row.blocksBefore() + ", " + row.blocksAfter(),
                change(row));
    }

    /** What has changed stands out. */
    private static String change(DiffRow row) {
        String label = row.change().label();
        boolean changed = row.change() == Change.WORSE || row.change() == Change.BETTER;
        return (changed ? label.toUpperCase(Locale.ROOT) : label)
                + (row.moreBlocks() == null
                        ? ""
                        : ", about " + row.moreBlocks()
                                + (row.moreBlocks() == 1 ? " more block each" : " more blocks each"));
    }

    private static String value(Double value, String unit) {
        if (value == null) {
            return ResultTable.UNKNOWN;
        }
        return switch (unit) {
            case "ns" -> time(value);
            case "B" -> Math.abs(value) < BYTES_PER_KB ? digits(value) + " B" : digits(value / BYTES_PER_KB) + " KB";
            case "1" -> digits(value);
            default -> digits(value) + unit;
        };
    }

    private static String time(double ns) {
        double value = ns;
        int unit = 0;
        while (Math.abs(value) >= THOUSAND && unit < TIMES.size() - 1) {
            value /= THOUSAND;
            unit++;
        }
        return digits(value) + " " + TIMES.get(unit);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String digits(double value) {
        return new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
    }
}
