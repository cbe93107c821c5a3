package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.experiment.Cell;
import dev.pushbench.loadgen.experiment.Comparison;
import dev.pushbench.loadgen.experiment.ComparisonConfig;
import dev.pushbench.loadgen.experiment.SearchedLoad;
import dev.pushbench.loadgen.experiment.Workload;
import dev.pushbench.loadgen.limits.Limits;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.limits.Preflight;
import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.server.publish.Stages;
import dev.pushbench.server.publish.Stages.Stage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushbench compare}: all cells side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        defaultValueProvider = SearchBounds.Coarse.class,
        description =
                "Measure WebSocket and Server-Sent Events over HTTP/1.1 and HTTP/2 on the same work, side by side.")
final class CompareCommand implements Callable<Integer> {

    private static final int DEFAULT_BLOCKS = 6;
    private static final Duration DEFAULT_WARMUP = Duration.ofSeconds(3);
    private static final Duration DEFAULT_DURATION = Duration.ofMillis(1_500);
    private static final Duration QUICK_WARMUP = Duration.ofSeconds(2);

    @Parameters(
            paramLabel = "BASE-URL",
            arity = "0..1",
            description = "of a running `pushbench serve` (default: start a server for each cell)")
    private URI server;

    @Option(
            names = "--quick",
            description =
                    "one short block: at most 40 s, too little for a verdict; a search (--workload find) takes several times as long")
    private boolean quick;

    @Option(
            names = {"--connections", "-c"},
            paramLabel = "N",
            defaultValue = "1000",
            converter = CountConverter.class,
            description = "subscriptions in each cell (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = {"--rate", "-R"},
            paramLabel = "RATE",
            defaultValue = "10",
            converter = RateConverter.class,
            description = "messages per second to each subscription (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--workload",
            paramLabel = "WORKLOAD",
            defaultValue = "push",
            description =
                    "push: messages to subscriptions that are held; round-trip: the clients send at --rate and hear"
                            + " back; idle[:1s]: heartbeats at that interval, nothing else; churn[:2s]: subscriptions live so long on"
                            + " average and are replaced; storm[:500ms]: all end then and come back at once; slow[:5%%:stop]: a share"
                            + " reads slowly, as for load --slow; find[:connections] or find:rate: the largest that meets --slo,"
                            + " from --connections or --rate on, as for load --find; stage:0:2s,500:3s and"
                            + " rate-stage:10:2s,100:3s: connections or rate change, as for load --stage and --rate-stage; hybrid[:10%%]: cells of SSE have a WebSocket as well for that share of the users, as for load --hybrid, and those of WebSocket one for everything (default: ${DEFAULT-VALUE})")
    private String workload;

    @Mixin
    private SearchBounds bounds;

    @Mixin
    private PushOptions push;

    @Option(
            names = "--cells",
            paramLabel = "CELL",
            split = ",",
            description = "ws/1.1, ws/2, sse/1.1, sse/2 (default: all)")
    private List<String> cells = Cell.all().stream().map(Cell::label).toList();

    @Option(names = "--tls", description = "all cells under TLS")
    private boolean tls;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "passes over all cells, each in random order and fresh JVMs (default: 6; 1 with --quick)")
    private Integer blocks;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "before each measurement (default: 3s; 2s with --quick)")
    private Duration warmup;

    @Option(
            names = {"--duration", "-d"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "of each measurement (default: 1500ms)")
    private Duration duration;

    @Option(
            names = {"--streams-per-client", "--streams-per-connection"},
            paramLabel = "N",
            defaultValue = "100",
            converter = CountConverter.class,
            description = "HTTP/2: subscriptions of one client, which share a connection (default: ${DEFAULT-VALUE})")
    private int streamsPerConnection;

    @Option(names = "--seed", paramLabel = "N", description = "of the random order (default: a new one)")
    private Long seed;

    @Option(names = "--admin-token", paramLabel = "TOKEN", description = "of the server at BASE-URL, if it wants one")
    private String adminToken;

    @Mixin
    private SloOptions slo;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        long chosenSeed = seed == null ? System.nanoTime() & 0xffff_ffffL : seed;
        // A wrong option is told before a directory is made, and so is what cannot work.
        refuseIfImpossible(config(chosenSeed, Path.of("")));
        try (ScratchDirectory scratch = ScratchDirectory.in(output.prepare("compare"), ".cells")) {
            return measure(config(chosenSeed, scratch.path()), chosenSeed);
        }
    }

    private void refuseIfImpossible(ComparisonConfig config) {
        Limits limits = Limits.ofThisProcess();
        Set<String> notes = new LinkedHashSet<>();
        CommandLine parser = Main.commandLine("load");
        for (Arm arm : config.design().arms()) {
            for (Plan asked : plans(arm, parser)) {
                Plan plan = server == null ? asked.startedByUs() : asked;
                Preflight.refuseIfImpossible(plan, limits);
                notes.addAll(Preflight.notes(plan, limits));
            }
        }
        output.notes(List.copyOf(notes), spec.commandLine().getErr());
    }

    /** As its {@code load} will see it, which then says nothing any more that could have been said now. */
    private List<Plan> plans(Arm arm, CommandLine parser) {
        try {
            parser.parseArgs(
                    Stream.concat(Stream.of("load"), arm.load().stream()).toArray(String[]::new));
            LoadCommand command = parser.getSubcommands().get("load").getCommand();
            return command.plans();
        } catch (ParameterException | IllegalArgumentException e) {
            // What it says of an option that this command has too needs no more words.
            boolean ours = spec.findOption(e.getMessage().split(" ", 2)[0]) != null;
            throw new IllegalArgumentException(
                    ours ? e.getMessage() : "--workload " + workload + ": " + e.getMessage(), e);
        }
    }

    private int measure(ComparisonConfig config, long chosenSeed) throws Exception {
        ProgressLines progress = output.progress(spec.commandLine().getErr());
        Comparison comparison = new Comparison(Main.class, config.design(), config.departure(), progress, part -> {});
        return Interruption.stops(comparison::stop, () -> {
            Contents contents = comparison.run();
            progress.end();
            Contents repeatable =
                    new Contents(contents.run().withCommand(repeatingCommand(chosenSeed)), contents.histograms());
            return output.save(
                    // A search goes by the SLOs itself, and only its probes can be judged by them.
                    config.workload().searched() == null ? slo.judged(repeatable) : repeatable,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
        });
    }

    private String repeatingCommand(long chosenSeed) {
        return CommandText.withSeed(
                spec.commandLine().getParent().getParseResult().originalArgs(), seed, chosenSeed);
    }

    /** Where only the rate has stages, it begins with the end of the first one unless a rate is told. */
    private double firstRate(LoadProfile profile, List<Stage> stages) {
        return stages.isEmpty() || profile.isStaged() || isTold("rate")
                ? rate
                : stages.get(0).end();
    }

    private boolean isTold(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption("--" + option);
    }

    private Workload workload() {
        Workload asked = Workload.of(workload);
        asked.says().stream().filter(this::isTold).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException(
                    "--" + option + " has no meaning with --workload " + asked + ": leave out --" + option);
        });
        SearchedLoad searched = asked.searched();
        if (searched == null) {
            SearchBounds.refuse(spec.commandLine().getParseResult(), "--workload find:connections or find:rate");
            return asked;
        }
        return asked.with(bounds.ofCell(searched, searched == SearchedLoad.RATE ? rate : connections, slo.slos()));
    }

    private ComparisonConfig config(long chosenSeed, Path scratch) {
        Workload work = workload();
        List<Stage> stages = work.isStaged() ? StageConverter.list(work.setting()) : List.of();
        LoadProfile profile = LoadProfile.staged(work.says().contains("connections") ? stages : List.of());
        return new ComparisonConfig(
                cells.stream().map(Cell::of).toList(),
                tls || server != null && "https".equals(server.getScheme()),
                blocks != null ? blocks : quick ? 1 : DEFAULT_BLOCKS,
                chosenSeed,
                profile.most(connections),
                work,
                push.at(firstRate(profile, stages), stages),
                warmup != null ? warmup : profile.isStaged() ? Duration.ZERO : quick ? QUICK_WARMUP : DEFAULT_WARMUP,
                duration != null
                        ? duration
                        : work.isStaged() ? Duration.ofNanos(new Stages(0, stages).lengthNs()) : DEFAULT_DURATION,
                streamsPerConnection,
                server,
                adminToken,
                scratch);
    }
}
