package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.Agents;
import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.LoadGenerator;
import dev.pushbench.loadgen.Placement;
import dev.pushbench.loadgen.cluster.ProcessAgents;
import dev.pushbench.loadgen.limits.Limits;
import dev.pushbench.loadgen.limits.Locality;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.limits.Preflight;
import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    private static final double DEFAULT_RATE = 10;

    @Parameters(
            paramLabel = "URL",
            arity = "1..*",
            description =
                    "the endpoint; several of one kind share the connections evenly, each with a process of its own")
    private List<URI> given;

    @Mixin
    private TargetOptions target;

    @Option(
            names = {"--connections", "-c"},
            paramLabel = "N",
            defaultValue = "100",
            converter = CountConverter.class,
            description = "subscriptions to open (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = {"--duration", "-d"},
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "length of the measurement (default: ${DEFAULT-VALUE})")
    private Duration duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = DurationConverter.class,
            description = "before the measurement; what is due in it does not count (default: ${DEFAULT-VALUE})")
    private Duration warmup;

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
            defaultValue = "100",
            converter = CountConverter.class,
            description = "HTTP/2: subscriptions that share a connection (default: ${DEFAULT-VALUE})")
    private int streamsPerConnection;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            converter = CountConverter.class,
            description =
                    "load generators on this machine, which share the connections; at least one for each URL (default:"
                            + " ${DEFAULT-VALUE})")
    private int processes;

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
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<URI> urls = given.stream().map(Credentials::withoutUser).toList();
        Placement placement = new Placement(urls, processes);
        LoadConfig config = config();
        PrintWriter err = spec.commandLine().getErr();
        ProgressLines progress = output.progress(err);
        Agents agents = placement.agents() == 1 ? Agents.inThisJvm() : new ProcessAgents(Main.class);
        LoadGenerator generator = new LoadGenerator(config, placement, agents, progress);
        refuseIfImpossible(config, placement, err);
        output.prepare("load");
        return Interruption.stops(generator::stop, () -> {
            Contents contents = generator.run();
            progress.end();
            String command = CommandText.of(
                    spec.commandLine().getParent().getParseResult().originalArgs());
            Contents repeatable = new Contents(contents.run().withCommand(command), contents.histograms());
            return output.save(repeatable, spec.commandLine().getOut(), err);
        });
    }

    private void refuseIfImpossible(LoadConfig config, Placement placement, PrintWriter err) {
        Plan plan = new Plan(
                config.connections(),
                placement.agents(),
                placement.urls().size(),
                config.transport().httpVersion(),
                config.transport().streamsPerConnection(),
                config.transport().network().bindAddresses().size(),
                placement.urls().stream().anyMatch(Locality::onThisMachine) ? Plan.Server.HERE : Plan.Server.ELSEWHERE);
        Limits limits = Limits.ofThisProcess();
        Preflight.refuseIfImpossible(plan, limits);
        output.notes(Preflight.notes(plan, limits), err);
    }

    private LoadConfig config() {
        return new LoadConfig(
                target.config(given).with(it -> it.streamsPerConnection = streamsPerConnection),
                connections,
                new ConnectSchedule(connectRate),
                warmup,
                duration,
                push.at(rate == null ? DEFAULT_RATE : rate),
                rate == null,
                fields(),
                adminToken);
    }

    private MessageFields fields() {
        return sequenceField == null && timeField == null
                ? null
                : new MessageFields(sequenceField, timeField, null, timeUnit, clock);
    }
}
