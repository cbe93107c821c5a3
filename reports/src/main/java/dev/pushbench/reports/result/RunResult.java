package dev.pushbench.reports.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of pushbench: everything that {@code result.json} holds.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the program that wrote it; a newer program reads older files
 * @param kind {@code compare}, {@code load} or {@code claims}
 * @param valid false when a gate failed or the run was cut short: such a run yields no verdict
 * @param interrupted true when somebody stopped the run; what had been measured by then is here
 * @param startedAt ISO-8601 instant, UTC
 * @param command the exact command that repeats the run
 * @param seed of the random order of the cells
 * @param environment where it ran
 * @param config every setting, resolved, by the name of its option
 * @param gates the checks on the measurement itself
 * @param warnings what a reader must know although it does not invalidate the run; complete sentences
 * @param cells one entry a cell, merged over all blocks, in the fixed order of cells
 * @param blocks one entry a block, in the order they ran; a {@code load} has one block with one cell
 * @param claims verdicts; empty where the run judges none
 * @param failures subscriptions that failed or were lost, by cell and cause; where a file has none, the causes that its
 *     cells count
 * @param slos whether each cell met what was asked of it; empty where nothing was asked
 * @param aborted why pushbench itself ended the run early, or null if it did not
 */
public record RunResult(
        int schemaVersion,
        String kind,
        boolean valid,
        boolean interrupted,
        String startedAt,
        String command,
        long seed,
        Environment environment,
        Map<String, Object> config,
        List<Gate> gates,
        List<String> warnings,
        List<CellResult> cells,
        List<BlockResult> blocks,
        List<ClaimResult> claims,
        List<Failure> failures,
        List<SloResult> slos,
        String aborted) {

    /** The version of the file format that this program writes. */
    public static final int SCHEMA_VERSION = 1;

    public RunResult {
        gates = gates == null ? List.of() : List.copyOf(gates);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        cells = cells == null ? List.of() : List.copyOf(cells);
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
        claims = claims == null ? List.of() : List.copyOf(claims);
        config = config == null ? Map.of() : config;
        failures = failures == null ? failures(cells) : List.copyOf(failures);
        slos = slos == null ? List.of() : List.copyOf(slos);
    }

    /** A run that nobody has judged by SLOs, and that was not ended early because of them. */
    public RunResult(
            int schemaVersion,
            String kind,
            boolean valid,
            boolean interrupted,
            String startedAt,
            String command,
            long seed,
            Environment environment,
            Map<String, Object> config,
            List<Gate> gates,
            List<String> warnings,
            List<CellResult> cells,
            List<BlockResult> blocks,
            List<ClaimResult> claims,
            List<Failure> failures) {
        this(
                schemaVersion,
                kind,
                valid,
                interrupted,
                startedAt,
                command,
                seed,
                environment,
                config,
                gates,
                warnings,
                cells,
                blocks,
                claims,
                failures,
                List.of(),
                null);
    }

    private static List<Failure> failures(List<CellResult> cells) {
        List<Failure> failures = new ArrayList<>();
        cells.forEach(cell -> cell.errors()
                .forEach((cause, count) -> failures.add(new Failure(cell.cell(), cause, count, null, null))));
        return List.copyOf(failures);
    }

    /** The gates that did not pass. */
    public List<Gate> failedGates() {
        return gates.stream().filter(gate -> !gate.passed()).toList();
    }

    /** The SLOs that were missed. */
    public List<SloResult> missedSlos() {
        return slos.stream().filter(slo -> !slo.met()).toList();
    }

    /** The same run, with what it says about claims. */
    public RunResult withClaims(List<ClaimResult> results) {
        return with(valid, interrupted, startedAt, command, config, results, slos, aborted, cells, blocks);
    }

    /** The same run, repeated by that command. */
    public RunResult withCommand(String repeatingCommand) {
        return with(valid, interrupted, startedAt, repeatingCommand, config, claims, slos, aborted, cells, blocks);
    }

    /** The same run, judged by SLOs. */
    public RunResult withSlos(List<SloResult> results) {
        return with(valid, interrupted, startedAt, command, config, claims, results, aborted, cells, blocks);
    }

    /** The same run, ended early for that reason by pushbench itself, and not by somebody. */
    public RunResult withAborted(String reason) {
        return with(failedGates().isEmpty(), false, startedAt, command, config, claims, slos, reason, cells, blocks);
    }

    /**
     * This run, of one cell, as what a search shows: its best probe.
     *
     * @param began when the search did
     * @param settings of the whole search
     * @param isInterrupted whether somebody stopped it
     */
    public RunResult withSearch(
            SearchResult result, String began, Map<String, Object> settings, boolean isInterrupted) {
        List<BlockResult> searched = blocks.stream()
                .map(block -> new BlockResult(block.block(), withSearch(block.cells(), result)))
                .toList();
        return with(
                valid && !isInterrupted,
                isInterrupted,
                began,
                command,
                settings,
                claims,
                slos,
                aborted,
                withSearch(cells, result),
                searched);
    }

    private static List<CellResult> withSearch(List<CellResult> shown, SearchResult result) {
        return shown.stream().map(cell -> cell.withSearch(result)).toList();
    }

    private RunResult with(
            boolean isValid,
            boolean isInterrupted,
            String began,
            String repeatingCommand,
            Map<String, Object> settings,
            List<ClaimResult> judged,
            List<SloResult> results,
            String reason,
            List<CellResult> shown,
            List<BlockResult> passes) {
        return new RunResult(
                schemaVersion,
                kind,
                isValid,
                isInterrupted,
                began,
                repeatingCommand,
                seed,
                environment,
                settings,
                gates,
                warnings,
                shown,
                passes,
                judged,
                failures,
                results,
                reason);
    }
}
