package dev.pushbench.reports.diff;

import dev.pushbench.reports.result.JUnitXml;
import dev.pushbench.reports.result.JUnitXml.Case;
import dev.pushbench.reports.result.JUnitXml.Ending;
import dev.pushbench.reports.result.ResultException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A diff for build servers: a suite a cell, a case a metric; a regression fails, and what is not decided is skipped. What
 * makes a measurement invalid fails in a suite of its own.
 */
public final class DiffJUnit {

    private static final String RUNS = "runs";

    /** Where a fault goes into details that are not the same each time. */
    private static final String DETAIL = "^(.*?: .*?): .*$";

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
        List<Case> cases = new ArrayList<>();
        diff.faults()
                .forEach(fault ->
                        cases.add(new Case(RUNS, "gate", fault.replaceFirst(DETAIL, "$1"), Ending.FAILED, fault)));
        if (diff.undecidable() != null) {
            cases.add(new Case(RUNS, "diff", "blocks", Ending.SKIPPED, diff.undecidable()));
        }
        diff.rows().forEach(row -> cases.add(asCase(row)));
        JUnitXml.write(file, "pushbench diff", properties, cases);
    }

    private static String directories(List<Diff.ComparedRun> runs) {
        return runs.stream().map(Diff.ComparedRun::directory).collect(Collectors.joining(", "));
    }

    private static Case asCase(DiffRow row) {
        Ending ending = switch (row.change()) {
            case WORSE -> Ending.FAILED;
            case BETTER, NOT_CHANGED -> Ending.PASSED;
            case INCONCLUSIVE, TOO_FEW_BLOCKS, NO_RATIO, NO_STATEMENT -> Ending.SKIPPED;
        };
        return new Case(row.cell(), "diff", row.metric(), ending, row.change().label() + ratio(row));
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
