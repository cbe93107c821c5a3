package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.Departure;
import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.LoadGroup;
import dev.pushbench.loadgen.experiment.Capacity;
import dev.pushbench.loadgen.experiment.CapacityConfig;
import dev.pushbench.loadgen.experiment.CapacitySearch;
import dev.pushbench.loadgen.experiment.SearchedLoad;
import dev.pushbench.loadgen.limits.Limits;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.limits.Preflight;
import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.loadgen.workload.SlowConsumers;
import dev.pushbench.reports.slo.Slo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The search for the largest load that a target bears. */
final class FindOptions {

    private static final Set<String> OF_THE_WHOLE = Set.of(
            "--find",
            "--find-max",
            "--find-resolution",
            "--find-probes",
            "--out",
            "--no-report",
            "--progress",
            "--junit");

    @Option(
            names = "--find",
            paramLabel = "WHAT",
            description = "connections or rate (per subscription, with a pushbench server or --round-trip): search for"
                    + " the largest at which every SLO is met and every gate passes, from --connections or --rate on;"
                    + " each probe is a whole run")
    private SearchedLoad searched;

    @Mixin
    private SearchBounds bounds;

    /** Null where nothing is searched for. */
    SearchedLoad searched() {
        return searched;
    }

    boolean isRate() {
        return searched == SearchedLoad.RATE;
    }

    /** What it takes to open the groups of a run, or the most connections that are tried where that is told. */
    List<Plan> plans(List<LoadGroup> groups) {
        Integer told = bounds.mostConnections(searched);
        return told == null ? LoadGroup.plans(groups) : List.of(groups.get(0).plan(told));
    }

    /** @throws IllegalArgumentException if the search does not go with what else was asked for */
    void check(
            ParseResult given,
            ProfileOptions profile,
            List<SlowConsumers.Group> slow,
            HybridOptions hybrid,
            List<Slo> slos) {
        if (searched == null) {
            SearchBounds.refuse(given, "--find connections or --find rate");
            return;
        }
        if (slos.isEmpty()) {
            throw new IllegalArgumentException("--find has no --slo to go by: name one, such as --slo 'p99<50ms'");
        }
        if (profile.changes() || !slow.isEmpty()) {
            throw new IllegalArgumentException("--find goes with a load that is held: leave out --stage, --rate-stage,"
                    + " --session, --storm and --slow");
        }
        if (hybrid.urls().findAny().isPresent()) {
            throw new IllegalArgumentException(
                    "--find looks for the limit of one kind of subscription: leave out --hybrid");
        }
    }

    /** What a probe is told besides its load, and where to leave its result. */
    static String planOfProbe(ParseResult asked) {
        return PlanFile.without(asked, option -> OF_THE_WHOLE.contains(PlanFile.nameOf(option)));
    }

    /**
     * The search, which begins with what the group's configuration says.
     *
     * @throws IllegalArgumentException with the option and what is wrong with it
     */
    CapacitySearch search(LoadGroup group) {
        LoadConfig config = group.config();
        int allowed = Preflight.mostConnections(group::plan, Limits.ofThisProcess(), LoadConfig.MAX_CONNECTIONS);
        group.placement().check(config.connections());
        return bounds.search(
                searched,
                group.placement().agents(),
                isRate() ? config.push().ratePerSecond() : config.connections(),
                allowed);
    }

    /**
     * What runs the probes.
     *
     * @param asked all that the command was told, of which probes are told what is about a run
     * @param scratch directory for the plan of the probes and their results
     */
    Capacity capacity(LoadGroup group, CapacitySearch search, ParseResult asked, Path scratch, ProgressLines lines)
            throws IOException {
        LoadConfig config = group.config();
        Path probe = Files.writeString(scratch.resolve("probe.yaml"), planOfProbe(asked));
        return new Capacity(
                Main.class,
                new CapacityConfig(
                        searched,
                        search,
                        Gates.ofGenerator(config.interaction().roundTrip()),
                        // A file, so that its secrets are on no command line.
                        List.of("--file=" + probe),
                        scratch),
                new Departure(config.transport(), group.placement().urls(), config.adminToken()),
                lines,
                lines::part);
    }
}
