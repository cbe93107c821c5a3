package dev.pushbench.loadgen;

import dev.pushbench.loadgen.limits.Locality;
import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.reports.result.BlockResult;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a run's result of its cells. Owned by the control thread, after everything has ended. */
final class LoadResult {

    private final List<GroupRun> groups;
    private final Crew crew;
    private final List<GroupRun> sharing;
    private final List<CellOutcome> outcomes = new ArrayList<>();

    /** @param crew the agents of all groups */
    LoadResult(List<GroupRun> groups, Crew crew) {
        this.groups = groups;
        this.crew = crew;
        this.sharing =
                groups.stream().filter(group -> group.sharesAServer(groups)).toList();
        for (GroupRun group : groups) {
            // Of a group that has lost all its agents nothing is known but that.
            if (group.recorded() != null) {
                outcomes.add(new CellOutcome(group, expected(group), cost(group)));
            }
        }
    }

    /**
     * Nobody knows it where an agent was lost: what its subscriptions received went with it, and which of the messages due
     * in a window cut short were theirs only the server could say.
     */
    private long expected(GroupRun group) {
        return crew.losses().isEmpty() ? group.expected() : -1;
    }

    /** What a server spent on an agent that was lost, or on another cell, cannot be told from the rest. */
    private ServerCost cost(GroupRun group) {
        return crew.losses().isEmpty() && !sharing.contains(group)
                ? ServerCost.of(group.servers())
                : ServerCost.UNKNOWN;
    }

    Contents contents(long startedMillis, boolean interrupted) {
        List<CellResult> cells = outcomes.stream().map(CellOutcome::result).toList();
        List<Gate> gates = gates();
        boolean valid = !interrupted && gates.stream().allMatch(Gate::passed);
        RunResult run = new RunResult(
                RunResult.SCHEMA_VERSION,
                "load",
                valid,
                interrupted,
                Instant.ofEpochMilli(startedMillis).toString(),
                "",
                groups.get(0).config().profile().seed(),
                Machine.describe(targetSharesCores()),
                config(),
                gates,
                warnings(),
                cells,
                List.of(new BlockResult(1, cells)),
                List.of(),
                outcomes.stream()
                        .flatMap(outcome -> outcome.failures().stream())
                        .toList());
        return new Contents(
                run,
                outcomes.stream()
                        .flatMap(outcome -> outcome.histograms(startedMillis).stream())
                        .toList());
    }

    /** That of the first group, and what asked for the others. */
    private Map<String, Object> config() {
        GroupRun first = groups.get(0);
        Map<String, Object> config =
                first.config().resolved(first.placement(), first.feeds().get(0).schedule());
        config.put("processes", crew.size());
        List<String> hybrids =
                groups.stream().map(GroupRun::hybrid).filter(Objects::nonNull).toList();
        if (!hybrids.isEmpty()) {
            config.put("hybrid", hybrids);
        }
        return config;
    }

    private List<Gate> gates() {
        long cpuNs = groups.stream()
                .map(GroupRun::recorded)
                .filter(recorded -> recorded != null && recorded.vitals() != null)
                .mapToLong(recorded -> recorded.vitals().cpuNs())
                .sum();
        List<Gate> gates = new ArrayList<>();
        outcomes.forEach(outcome -> gates.addAll(outcome.gates(cpuNs)));
        groups.forEach(group -> gates.addAll(processes(group)));
        return gates;
    }

    private List<Gate> processes(GroupRun group) {
        List<AgentLost> losses = IntStream.range(0, crew.size())
                .filter(group::has)
                .mapToObj(crew::loss)
                .filter(Objects::nonNull)
                .toList();
        int agents = group.placement().agents();
        if (losses.isEmpty() && crew.size() > 1) {
            String all = agents == 1 ? "its process" : "all " + agents + " processes";
            return List.of(new Gate("processes", group.cell(), null, true, all + " measured to the end"));
        }
        return losses.stream()
                .map(loss -> new Gate("processes", group.cell(), null, false, loss.getMessage()))
                .toList();
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (targetSharesCores()) {
            warnings.add("Client and server share the cores of one machine: latency holds their competition too, so"
                    + " read it beside the CPU per message.");
        }
        if (sharing.stream().flatMap(group -> group.servers().stream()).anyMatch(TargetServer::tellsItsCost)) {
            warnings.add(sharing.stream().map(GroupRun::cell).collect(Collectors.joining(" and "))
                    + " share a server: what it spent on each cannot be told apart, so its processor time and memory"
                    + " are in none of them.");
        }
        for (CellOutcome outcome : outcomes) {
            String about = groups.size() == 1 ? "" : outcome.result().cell() + ": ";
            outcome.warnings().forEach(warning -> warnings.add(about + warning));
        }
        return warnings;
    }

    private boolean targetSharesCores() {
        return groups.stream()
                .flatMap(group -> group.placement().urls().stream())
                .anyMatch(Locality::onThisMachine);
    }
}
