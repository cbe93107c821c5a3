package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.Agents;
import dev.pushbench.loadgen.Departure;
import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.LoadGenerator;
import dev.pushbench.loadgen.LoadGroup;
import dev.pushbench.loadgen.Placement;
import dev.pushbench.loadgen.cluster.ProcessAgents;
import dev.pushbench.loadgen.experiment.Capacity;
import dev.pushbench.loadgen.experiment.CapacityConfig;
import dev.pushbench.loadgen.experiment.CapacitySearch;
import dev.pushbench.loadgen.limits.Limits;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.limits.Preflight;
import dev.pushbench.loadgen.measure.Gates;
import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.loadgen.workload.SlowConsumers;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import picocli.CommandLine.ParseResult;
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

    private static final double DEFAULT_RATE = 10;

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
            names = "--streams-per-connection",
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

    @Option(
            names = {"--rate", "-R"},
            paramLabel = "RATE",
            converter = RateConverter.class,
            description =
                    "have a pushbench server publish so many messages per second to each subscription, on a topic of"
                            + " this run's own (default: take what the target publishes)")
    private Double rate;

    @Mixin
    private PushOptions push;

    @Mixin
    private InteractionOptions interaction;

    @Option(
            names = "--seq-field",
            paramLabel = "PATH",
            description = "JSON field of the target's messages that counts up by one, such as payload.seq")
    private String sequenceField;

    @Option(
            names = "--time-field",
            paramLabel = "PATH",
            description = "JSON field of the target's messages with the time at which the message was due or sent")
    private String timeField;

    @Option(
            names = "--time-unit",
            paramLabel = "UNIT",
            defaultValue = "ms",
            description = "of --time-field: ns, us, ms or s (default: ${DEFAULT-VALUE})")
    private MessageFields.TimeUnit timeUnit;

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            defaultValue = "epoch",
            description = "of --time-field: epoch (since 1970) or monotonic (CLOCK_MONOTONIC of this host)"
                    + " (default: ${DEFAULT-VALUE})")
    private MessageFields.Clock clock;

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
        if (given.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "URL is missing: say what to load, such as wss://example.org/stream");
        }
        find.check(profile, slow, slo.slos());
        if (find.isRate() && rate == null) {
            rate = DEFAULT_RATE;
        }
        List<LoadGroup> groups = groups();
        PrintWriter err = spec.commandLine().getErr();
        refuseIfImpossible(groups, err);
        if (find.searched() != null) {
            return search(groups, err);
        }
        AtomicReference<LoadGenerator> running = new AtomicReference<>();
        ProgressLines lines = output.progress(err);
        try (LiveOptions.Watches watches =
                live.watch(lines, slo.slos(), () -> running.get().stop())) {
            boolean alone = groups.size() == 1 && groups.get(0).placement().agents() == 1;
            LoadGenerator generator = new LoadGenerator(
                    groups, alone ? Agents.inThisJvm() : new ProcessAgents(Main.class), watches.progress());
            running.set(generator);
            String asked = PlanFile.of(spec.commandLine().getParseResult());
            output.prepare("load", asked);
            if (plan != null) {
                output.plan(asked, err);
            }
            AtomicBoolean interrupted = new AtomicBoolean();
            Runnable interrupt = () -> {
                interrupted.set(true);
                generator.stop();
            };
            return Interruption.stops(interrupt, () -> {
                Contents contents = generator.run();
                lines.end();
                String aborted = interrupted.get() ? null : watches.abortReason();
                return save(contents, aborted, err);
            });
        }
    }

    private int search(List<LoadGroup> groups, PrintWriter err) throws Exception {
        if (groups.size() > 1) {
            throw new IllegalArgumentException(
                    "--find looks for the limit of one kind of subscription: leave out --hybrid");
        }
        LoadConfig config = groups.get(0).config();
        Placement placement = groups.get(0).placement();
        int most = Preflight.mostConnections(groups.get(0)::plan, Limits.ofThisProcess(), LoadConfig.MAX_CONNECTIONS);
        live.check(slo.slos());
        placement.check(config.connections());
        ParseResult asked = spec.commandLine().getParseResult();
        double start = find.isRate() ? rate : config.connections();
        CapacitySearch search = find.search(placement.agents(), start, most);
        ProgressLines lines = output.progress(err);
        String whole = PlanFile.of(asked);
        Path directory = output.prepare("load", whole);
        if (plan != null) {
            output.plan(whole, err);
        }
        try (ScratchDirectory scratch = new ScratchDirectory(Files.createTempDirectory(directory, ".probes"))) {
            Path probe = Files.writeString(scratch.path().resolve("probe.yaml"), FindOptions.planOfProbe(asked));
            Capacity capacity = new Capacity(
                    Main.class,
                    new CapacityConfig(
                            find.searched(),
                            search,
                            Gates.ofGenerator(config.interaction().roundTrip()),
                            // A file, so that its secrets are on no command line.
                            List.of("--file=" + probe),
                            scratch.path()),
                    new Departure(config.transport(), placement.urls(), adminToken),
                    lines,
                    lines::part);
            return Interruption.stops(capacity::stop, () -> {
                Contents contents = capacity.run();
                lines.end();
                return save(contents, null, err);
            });
        }
    }

    /** @param aborted why the run was ended early by itself, or null */
    private int save(Contents contents, String aborted, PrintWriter err) {
        String command =
                CommandText.of(spec.commandLine().getParent().getParseResult().originalArgs());
        RunResult run = contents.run().withCommand(command);
        if (aborted != null) {
            err.println("ended early: " + aborted);
        }
        Contents repeatable = new Contents(aborted == null ? run : run.withAborted(aborted), contents.histograms());
        return output.save(slo.judged(repeatable), spec.commandLine().getOut(), err);
    }

    private void refuseIfImpossible(List<LoadGroup> groups, PrintWriter err) {
        Limits limits = Limits.ofThisProcess();
        for (LoadGroup group : groups) {
            Integer told = find.mostConnections();
            Plan plan = group.plan(told == null ? group.config().connections() : told);
            Preflight.refuseIfImpossible(plan, limits);
            output.notes(Preflight.notes(plan, limits), err);
        }
    }

    private List<LoadGroup> groups() {
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
                schedule(),
                !tellsWhatToPublish() || interaction.roundTrip(),
                fields(),
                adminToken);
        return plain.withProfile(drawn)
                .withSlow(new SlowConsumers(slow, 0))
                .withInteraction(interaction.interaction(transport.webSocket(), mixed));
    }

    private boolean tellsWhatToPublish() {
        return rate != null || !profile.rateStages().isEmpty();
    }

    private SendSchedule schedule() {
        List<Stage> stages = profile.rateStages();
        double first = rate != null
                ? rate
                : stages.isEmpty() ? DEFAULT_RATE : stages.get(0).end();
        return push.at(first, stages);
    }

    private MessageFields fields() {
        return sequenceField == null && timeField == null
                ? null
                : new MessageFields(sequenceField, timeField, null, timeUnit, clock);
    }
}
