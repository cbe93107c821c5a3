package dev.pushbench.reports.diff;

import dev.pushbench.reports.claim.ClaimCatalogue;
import dev.pushbench.reports.claim.ClaimPlan;
import dev.pushbench.reports.claim.Evidence;
import dev.pushbench.reports.claim.Metric;
import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Environment;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs of before, or those of after. The blocks of several runs count like those of one: a {@code load} has only one
 * block, and so takes several runs.
 *
 * @param runs at least one
 */
public record Side(List<Run> runs) {

    /**
     * A run and where it is.
     *
     * @param directory as a reader knows it
     */
    public record Run(String directory, RunResult result) {

        /** Why it is not to be trusted, a sentence each; that of a gate where there is one. */
        List<String> faults() {
            List<String> faults = new ArrayList<>();
            if (result.interrupted()) {
                faults.add(directory + ": the run was interrupted, so it states nothing.");
            }
            result.failedGates().forEach(gate -> faults.add(directory + ": gate " + text(gate) + "."));
            if (!result.valid() && faults.isEmpty()) {
                faults.add(directory + ": the run is marked as invalid; no gate names the reason.");
            }
            return faults;
        }

        private static String text(Gate gate) {
            return gate.name() + " failed" + (gate.cell() == null ? "" : " on " + gate.cell())
                    + (gate.block() == null ? "" : ", block " + gate.block()) + ": " + gate.detail();
        }

        /** Whether what it shows of that cell may be used. */
        boolean trusted(String cell) {
            boolean whole = result.valid()
                    || !result.interrupted() && !result.failedGates().isEmpty();
            return whole && new Evidence(result).failedGates(Set.of(cell)).isEmpty();
        }
    }

    public Side {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a side without runs");
        }
    }

    List<String> faults() {
        return runs.stream().flatMap(run -> run.faults().stream()).toList();
    }

    boolean trusted(String cell) {
        return runs.stream().allMatch(run -> run.trusted(cell));
    }

    /** What kinds of runs there are: one, as a rule. */
    Set<String> kinds() {
        return runs.stream().map(run -> run.result().kind()).collect(Collectors.toSet());
    }

    boolean areClaims() {
        return kinds().contains("claims");
    }

    /** The cells of any of its runs, in the order of reports. */
    List<String> cells() {
        return runs.stream()
                .flatMap(run -> run.result().cells().stream())
                .map(CellResult::cell)
                .distinct()
                .sorted(CellName.ORDER)
                .toList();
    }

    /**
     * How each of its runs measured that cell: the words of both command lines; none in a run that does not keep them. Runs
     * without that cell are left out.
     */
    List<Set<String>> arms(String cell) {
        return runs.stream()
                .map(Run::result)
                .filter(run -> run.cells().stream().anyMatch(each -> each.cell().equals(cell)))
                .map(run -> words(run, cell))
                .toList();
    }

    private static Set<String> words(RunResult run, String cell) {
        return ClaimCatalogue.all().stream()
                .flatMap(claim -> ClaimPlan.arms(run, claim.id()).stream())
                .filter(arm -> arm.label().equals(cell))
                .flatMap(arm -> Stream.concat(arm.load().stream(), arm.serve().stream()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** One number a block. */
    double[] values(Metric metric, String cell) {
        return runs.stream()
                .flatMapToDouble(run -> Arrays.stream(new Evidence(run.result()).values(metric, cell)))
                .toArray();
    }

    /** What its runs have of a setting, or of anything else: different ones are told by commas, and none by a dash. */
    String setting(Function<RunResult, Object> setting) {
        return runs.stream()
                .map(run -> setting.apply(run.result()))
                .map(value -> Objects.toString(value, "–"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The same of where they were measured. */
    String place(Function<Environment, Object> place) {
        return setting(run -> run.environment() == null ? null : place.apply(run.environment()));
    }
}
