package dev.pushbench.reports.diff;

import dev.pushbench.reports.result.JUnitXml;
import dev.pushbench.reports.result.JUnitXml.Case;
import dev.pushbench.reports.result.JUnitXml.Ending;
import dev.pushbench.reports.result.ResultException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A diff for build servers: a suite a cell, a case a metric; a regression fails, and what is not decided is skipped. */
public final class DiffJUnit {

    private DiffJUnit() {}

    /**
     * Writes the file whole or not at all.
     *
     * @throws ResultException if it cannot be written
     */
    public static void write(Path file, Diff diff) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("margin", diff.margin());
        properties.put("before", directories(diff.before()));
        properties.put("after", directories(diff.after()));
        JUnitXml.write(
                file,
                "pushbench diff",
                properties,
                diff.rows().stream().map(row -> asCase(diff, row)).toList());
    }

    private static String directories(List<Diff.ComparedRun> runs) {
        return runs.stream().map(Diff.ComparedRun::directory).collect(Collectors.joining(", "));
    }

    private static Case asCase(Diff diff, DiffRow row) {
        Ending ending = switch (row.change()) {
            case WORSE, NO_STATEMENT -> Ending.FAILED;
            case BETTER, NOT_CHANGED -> Ending.PASSED;
            case INCONCLUSIVE, TOO_FEW_BLOCKS, NO_RATIO -> Ending.SKIPPED;
        };
        String detail = row.change() == Change.NO_STATEMENT
                ? row.change().label() + ": " + String.join(" ", diff.faults())
                : row.change().label() + ratio(row);
        return new Case(row.cell(), "diff", row.metric(), ending, detail);
    }

    private static String ratio(DiffRow row) {
        if (row.ratio() == null) {
            return "";
        }
        return row.interval().isEmpty()
                ? String.format(Locale.ROOT, ": after ÷ before %.3f", row.ratio())
                : String.format(
                        Locale.ROOT,
                        ": after ÷ before %.3f (%.3f to %.3f)",
                        row.ratio(),
                        row.interval().get(0),
                        row.interval().get(1));
    }
}
