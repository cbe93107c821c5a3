package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.Agents;
import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.LoadGenerator;
import dev.pushbench.loadgen.LoadGroup;
import dev.pushbench.loadgen.cluster.ProcessAgents;
import dev.pushbench.loadgen.experiment.Capacity;
import dev.pushbench.loadgen.experiment.CapacitySearch;
import dev.pushbench.loadgen.limits.Limits;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.limits.Preflight;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.loadgen.workload.SlowConsumers;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushbench load}: the load generator against any target. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Open subscriptions to a target, or to several, and measure what they push: ws:// and wss:// by WebSocket, http:// and"
                        + " https:// by Server-Sent Events.")
final class LoadCommand implements Callable<Integer> {

    @Option(
            names = {"--file", "-f"},
            paramLabel = "PLAN",
            description = "a plan in YAML: options by their long names, and url; options on the command line win")
    private Path plan;

    @Parameters(
            paramLabel = "URL",
            arity = "0..*",
            description =
                    "the endpoint; several of one kind share the connections evenly, each with a process of its own")
    private List<URI> given = List.of();

    @Mixin
    private TargetOptions target;

    @Mixin
    private ProfileOptions profile;

    @Option(
            names = "--connect-rate",
            paramLabel = "RATE",
            defaultValue = "0",
            converter = RateConverter.class,
            description =
                    "connections per second, of all processes together; 0: as fast as the target takes them (default: ${DEFAULT-VALUE})")
    private double connectRate;

    @Option(
            names = {"--streams-per-client", "--streams-per-connection"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "subscriptions of one client: over HTTP/2 they share a connection, over HTTP/1.1 each has its"
                    + " own (default: 100 over HTTP/2, 1 over HTTP/1.1)")
    private Integer streamsPerConnection;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            converter = CountConverter.class,
            description =
                    "load generators on this machine, which share the connections; at least one for each URL (default:"
                            + " ${DEFAULT-VALUE})")
    private int processes;

    @Mixin
    private HybridOptions hybrid;

    @Option(
            names = "--slow",
            paramLabel = "SHARE:WHAT",
            converter = SlowConverter.class,
            description =
                    "slow consumers, repeatable: 1%%:stop (that share of the subscriptions reads nothing once open) or"
                            + " 5%%:10KBps (reads so many bytes a second: Bps, KBps, MBps); they have a table of their own")
    private List<SlowConsumers.Group> slow = List.of();

    @Mixin
    private PublishOptions publish;

    @Mixin
    private InteractionOptions interaction;

    @Mixin
    private MessageOptions messages;

    @Option(names = "--admin-token", paramLabel = "TOKEN", description = "of a pushbench server that wants one")
    private String adminToken;

    @Mixin
    private SloOptions slo;

    @Mixin
    private LiveOptions live;

    @Mixin
    private FindOptions find;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<LoadGroup> groups = groups();
        PrintWriter err = spec.commandLine().getErr();
        refuseIfImpossible(groups, err);
        return find.searched() == null ? measure(groups, err) : search(groups.get(0), err);
    }

    private int measure(List<LoadGroup> groups, PrintWriter err) throws Exception {
        AtomicReference<LoadGenerator> running = new AtomicReference<>();
        ProgressLines lines = output.progress(err);
        try (LiveOptions.Watches watches =
                live.watch(lines, slo.slos(), () -> running.get().stop())) {
            boolean alone = groups.size() == 1 && groups.get(0).placement().agents() == 1;
            LoadGenerator generator = new LoadGenerator(
                    groups, alone ? Agents.inThisJvm() : new ProcessAgents(Main.class), watches.progress());
            running.set(generator);
            prepare(drawnSeed(groups), err);
            AtomicBoolean interrupted = new AtomicBoolean();
            Runnable interrupt = () -> {
                interrupted.set(true);
                generator.stop();
            };
            return Interruption.stops(interrupt, () -> {
                Contents contents = generator.run();
                lines.end();
                String aborted = interrupted.get() ? null : watches.abortReason();
                return save(contents, drawnSeed(groups), aborted, err);
            });
        }
    }

    private int search(LoadGroup group, PrintWriter err) throws Exception {
        live.check(slo.slos());
        CapacitySearch search = find.search(group);
        ProgressLines lines = output.progress(err);
        try (ScratchDirectory scratch = ScratchDirectory.in(prepare(null, err), ".probes")) {
            Capacity capacity =
                    find.capacity(group, search, spec.commandLine().getParseResult(), scratch.path(), lines);
            return Interruption.stops(capacity::stop, () -> {
                Contents contents = capacity.run();
                lines.end();
                return save(contents, null, null, err);
            });
        }
    }

    /** Where the result goes; a plan that was given says what becomes of it. */
    private Path prepare(Long drawnSeed, PrintWriter err) {
        String asked = PlanFile.of(spec.commandLine().getParseResult(), drawnSeed);
        Path directory = output.prepare("load", asked);
        if (plan != null) {
            output.plan(asked, err);
        }
        return directory;
    }

    /** All groups draw from the same. */
    private Long drawnSeed(List<LoadGroup> groups) {
        return profile.drawnSeed(groups.get(0).config().profile());
    }

    /** @param aborted why the run was ended early by itself, or null */
    private int save(Contents contents, Long drawnSeed, String aborted, PrintWriter err) {
        List<String> told = spec.commandLine().getParent().getParseResult().originalArgs();
        String command = drawnSeed == null ? CommandText.of(told) : CommandText.withSeed(told, null, drawnSeed);
        RunResult run = contents.run().withCommand(command);
        if (aborted != null) {
            err.println("ended early: " + aborted);
        }
        Contents repeatable = new Contents(aborted == null ? run : run.withAborted(aborted), contents.histograms());
        return output.save(slo.judged(repeatable), spec.commandLine().getOut(), err);
    }

    private void refuseIfImpossible(List<LoadGroup> groups, PrintWriter err) {
        Limits limits = Limits.ofThisProcess();
        Set<String> notes = new LinkedHashSet<>();
        for (Plan plan : find.plans(groups)) {
            Preflight.refuseIfImpossible(plan, limits);
            notes.addAll(Preflight.notes(plan, limits));
        }
        output.notes(List.copyOf(notes), err);
    }

    /**
     * What it takes to do what was parsed, for those who have it done by another process.
     *
     * @throws IllegalArgumentException with the option and what is wrong with it
     */
    List<Plan> plans() {
        return find.plans(groups());
    }

    private List<LoadGroup> groups() {
        if (given.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "URL is missing: say what to load, such as wss://example.org/stream");
        }
        find.check(spec.commandLine().getParseResult(), profile, slow, hybrid, slo.slos());
        List<URI> all = Stream.concat(given.stream(), hybrid.urls()).toList();
        TransportConfig transport = target.config(all)
                .with(it -> it.streamsPerConnection =
                        streamsPerConnection == null ? it.streamsPerConnection : streamsPerConnection);
        boolean mixed = all.stream().anyMatch(url -> TransportConfig.isWebSocket(url) != transport.webSocket());
        LoadProfile drawn = profile.profile();
        return hybrid.groups(
                given.stream().map(Credentials::withoutUser).toList(),
                processes,
                config(transport, profile.connections(), drawn, mixed),
                (url, connections) -> config(target.config(transport, url, all), connections, drawn, mixed));
    }

    /** @param mixed whether the run has both WebSockets and event streams */
    private LoadConfig config(TransportConfig transport, int connections, LoadProfile drawn, boolean mixed) {
        LoadConfig plain = new LoadConfig(
                transport,
                connections,
                new ConnectSchedule(connectRate),
                profile.warmup(),
                profile.duration(),
                publish.schedule(profile.rateStages()),
                !tellsWhatToPublish() || interaction.roundTrip(),
                messages.fields(),
                adminToken);
        return plain.withProfile(drawn)
                .withSlow(new SlowConsumers(slow, 0))
                .withInteraction(interaction.interaction(transport.webSocket(), mixed));
    }

    private boolean tellsWhatToPublish() {
        return find.isRate() || publish.isTold(profile.rateStages());
    }
}
