package dev.pushbench.reports.diff;

import dev.pushbench.reports.stats.Margin;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether it has changed: everything that {@code diff.json} holds.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the program that wrote it
 * @param kind {@code diff}
 * @param of the kind of the runs: {@code compare}, {@code load} or {@code claims}
 * @param margin as a share: 0.1 says that ratios from 1/1.1 to 1.1 do not matter
 * @param before the runs, in the order in which they were named
 * @param after likewise
 * @param faults why what is said of some cell, or of all, is nothing: gates that failed, runs that were stopped; sentences
 * @param warnings what else differs between the runs and may be the cause of a change; sentences
 * @param notes what differs, as one expects; sentences
 * @param onlyBefore cells that no run after has
 * @param onlyAfter cells that no run before has
 * @param notCompared cells that both have and did not measure in the same way, and what differs; sentences
 * @param rows the other cells that both have, metric by metric: in runs of claims those that decide a claim; a metric that
 *     neither side tells of is left out
 * @param undecidable why no row could be called worse or better, whatever it showed, and how many blocks could; a sentence,
 *     or null where some row could
 */
public record Diff(
        int schemaVersion,
        String kind,
        String of,
        double margin,
        List<ComparedRun> before,
        List<ComparedRun> after,
        List<String> faults,
        List<String> warnings,
        List<String> notes,
        List<String> onlyBefore,
        List<String> onlyAfter,
        List<String> notCompared,
        List<DiffRow> rows,
        String undecidable) {

    /** The version of the file format that this program writes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * A run that is in it.
     *
     * @param directory of its result
     * @param startedAt ISO-8601 instant, UTC
     * @param command the exact command that repeats the run
     * @param pushbench version of the program that measured; null where nobody knows
     * @param blocks how many it has
     */
    public record ComparedRun(String directory, String startedAt, String command, String pushbench, int blocks) {

        private static ComparedRun of(Side.Run run) {
            return new ComparedRun(
                    run.directory(),
                    run.result().startedAt(),
                    run.result().command(),
                    run.result().environment() == null
                            ? null
                            : run.result().environment().pushbench(),
                    run.result().blocks().size());
        }
    }

    public Diff {
        before = List.copyOf(before);
        after = List.copyOf(after);
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
        notCompared = List.copyOf(notCompared);
        rows = List.copyOf(rows);
    }

    /**
     * Holds two sides against each other.
     *
     * @param margin as a share, above 0: 0.1 for ±10 %
     * @throws IllegalArgumentException if the runs are not all of one kind, have no cell in common that was measured in
     *     the same way, or the margin is not above 0
     */
    public static Diff of(Side before, Side after, double margin) {
        Margin ratio = Margin.ofRatio(1 + margin);
        if (!before.kinds().equals(after.kinds()) || before.kinds().size() > 1) {
            throw new IllegalArgumentException("runs of different kinds cannot be held against each other: before "
                    + String.join(", ", before.kinds()) + ", after " + String.join(", ", after.kinds()));
        }
        List<String> cells =
                before.cells().stream().filter(after.cells()::contains).toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("the runs have no cell in common: before "
                    + String.join(", ", before.cells()) + "; after " + String.join(", ", after.cells()));
        }
        Surroundings surroundings = new Surroundings(before, after);
        List<String> notCompared = surroundings.otherArms(cells);
        List<String> compared = cells.stream().filter(surroundings::sameArm).toList();
        if (compared.isEmpty()) {
            throw new IllegalArgumentException("the runs have no cell in common that was measured in the same way: "
                    + String.join(" ", notCompared) + " Measure both with the same --rate");
        }
        List<DiffRow> rows = new RowsOf(before, after, ratio).all(compared);
        return new Diff(
                SCHEMA_VERSION,
                "diff",
                before.kinds().iterator().next(),
                margin,
                before.runs().stream().map(ComparedRun::of).toList(),
                after.runs().stream().map(ComparedRun::of).toList(),
                Stream.concat(before.faults().stream(), after.faults().stream())
                        .distinct()
                        .toList(),
                surroundings.warnings(),
                surroundings.notes(),
                without(before.cells(), cells),
                without(after.cells(), cells),
                notCompared,
                rows,
                Undecidable.reason(rows));
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(each -> !some.contains(each)).toList();
    }

    /** How many rows say so. */
    public long count(Change change) {
        return rows.stream().filter(row -> row.change() == change).count();
    }

    /** In one sentence: which metrics are better the more there is of them. */
    public String sense() {
        String more = rows.stream()
                .filter(DiffRow::lowerIsWorse)
                .map(DiffRow::metric)
                .distinct()
                .collect(Collectors.joining(" and "));
        return more.isEmpty() ? "Less is better." : "Less is better of all but " + more + ".";
    }

    /** In one sentence: how many rows say what. */
    public String sentence() {
        List<String> parts = Stream.of(Change.values())
                .filter(change -> count(change) > 0)
                .map(change -> count(change) + " " + change.label())
                .toList();
        return rows.isEmpty()
                ? "No figure was compared."
                : "Of " + rows.size() + (rows.size() == 1 ? " figure: " : " figures: ") + String.join(", ", parts)
                        + ".";
    }
}
