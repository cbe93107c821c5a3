package dev.pushbench.reports.result;

import java.util.List;
import java.util.Map;

/**
 * One run of pushbench: everything that {@code result.json} holds.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the program that wrote it; a newer program reads older files
 * @param kind {@code compare} or {@code load}
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
        List<ClaimResult> claims) {

    /** The version of the file format that this program writes. */
    public static final int SCHEMA_VERSION = 1;

    public RunResult {
        gates = gates == null ? List.of() : List.copyOf(gates);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        cells = cells == null ? List.of() : List.copyOf(cells);
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
        claims = claims == null ? List.of() : List.copyOf(claims);
        config = config == null ? Map.of() : config;
    }

    /** The gates that did not pass. */
    public List<Gate> failedGates() {
        return gates.stream().filter(gate -> !gate.passed()).toList();
    }

    /** The same run, repeated by that command. */
    public RunResult withCommand(String repeatingCommand) {
        return new RunResult(
                schemaVersion,
                kind,
                valid,
                interrupted,
                startedAt,
                repeatingCommand,
                seed,
                environment,
                config,
                gates,
                warnings,
                cells,
                blocks,
                claims);
    }
}
