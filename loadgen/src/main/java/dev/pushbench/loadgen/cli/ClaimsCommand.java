package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.LoadConfig;
import dev.pushbench.loadgen.experiment.BlockStore;
import dev.pushbench.loadgen.experiment.ClaimRun;
import dev.pushbench.loadgen.experiment.Design;
import dev.pushbench.loadgen.limits.Limits;
import dev.pushbench.loadgen.limits.Plan;
import dev.pushbench.loadgen.limits.Preflight;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.reports.claim.Arm;
import dev.pushbench.reports.claim.ClaimCatalogue;
import dev.pushbench.reports.claim.ClaimPlan;
import dev.pushbench.reports.claim.Conditions;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import dev.pushbench.reports.result.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushbench claims}: what people say, and what this machine says of it. */
@Command(
        name = "claims",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure what people say about WebSocket and Server-Sent Events, and judge it claim by claim.")
final class ClaimsCommand implements Callable<Integer> {

    private static final int DEFAULT_BLOCKS = 6;
    private static final int DEFAULT_CONNECTIONS = 1_000;
    /** What is neither too little for percentiles nor too much for two cores. */
    private static final double FIXED_RATE = 5;

    /** Two JVMs start and end, classes are loaded. */
    private static final double SECONDS_OF_AN_ARM = 3.3;

    /** On two cores. */
    private static final double CONNECTS_PER_SECOND = 1_000;

    private static final int USUAL_PROBES = 3;
    private static final double PILOT_SECONDS = 70;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MILLIS_PER_SECOND = 1_000;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "claims to judge (default: all)")
    private List<String> ids = List.of();

    @Option(
            names = "--list",
            description = "only say which claims there are; with an ID, how it is decided and what is measured for it")
    private boolean list;

    @Option(names = "--quick", description = "one block of short arms at a fixed rate: too little for a verdict")
    private boolean quick;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "passes over all arms, each in random order and fresh JVMs (default: 6; 1 with --quick)")
    private Integer blocks;

    @Option(
            names = {"--connections", "-c"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "subscriptions of the arms that compare latency and processor time (default: 1000)")
    private Integer connections;

    @Option(
            names = {"--rate", "-R"},
            paramLabel = "RATE",
            converter = RateConverter.class,
            description =
                    "messages per second to each of them (default: half the rate of the knee, which a pilot finds;"
                            + " 5 with --quick)")
    private Double rate;

    @Option(names = "--seed", paramLabel = "N", description = "of the random order (default: a new one)")
    private Long seed;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "continue the run that left its blocks in this result directory, with its settings")
    private Path resume;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (list) {
            ClaimTable.list(
                    ClaimCatalogue.of(ids),
                    ids.isEmpty() ? null : plan(),
                    spec.commandLine().getOut());
            return ExitCode.OK;
        }
        return resume == null ? begin() : resume();
    }

    private ClaimPlan plan() {
        int most = Preflight.mostConnections(
                n -> new Plan(n, 1, 1, HttpVersion.HTTP_1_1, 1, Plan.Server.STARTED_BY_US),
                Limits.ofThisProcess(),
                LoadConfig.MAX_CONNECTIONS);
        Conditions conditions = new Conditions(
                connections == null ? DEFAULT_CONNECTIONS : connections, rate == null ? FIXED_RATE : rate, most, quick);
        return new ClaimPlan(ClaimCatalogue.of(ids), conditions, null);
    }

    private int begin() throws Exception {
        ClaimPlan plan = plan();
        boolean piloted = !quick && rate == null && !plan.pilot().isEmpty();
        int passes = blocks != null ? blocks : quick ? 1 : DEFAULT_BLOCKS;
        Design.checkBlocks(passes);
        long chosenSeed = seed == null ? System.nanoTime() & 0xffff_ffffL : seed;
        Path directory = output.prepare("claims");
        BlockStore store = new BlockStore(directory);
        store.refuseIfUsed();
        output.notes(
                List.of(estimate(plan, passes, piloted)), spec.commandLine().getErr());
        return measure(directory, store, run -> run.begin(plan, piloted, passes, chosenSeed, command(chosenSeed)));
    }

    private int resume() throws Exception {
        BlockStore store = new BlockStore(resume);
        RunResult begun = store.begun();
        refuseIfOther(begun);
        return measure(output.prepareAgain(resume), store, run -> run.resume(begun));
    }

    /** Whatever is said again must be what was said. */
    private void refuseIfOther(RunResult begun) {
        check(
                "claims",
                ids.isEmpty() ? null : ClaimCatalogue.of(ids),
                ClaimPlan.of(begun).claims());
        Conditions conditions = ClaimPlan.of(begun).conditions();
        check("--quick", quick ? Boolean.TRUE : null, conditions.quick());
        check("--connections", connections, conditions.connections());
        check("--rate", rate, conditions.ratePerSecond());
        check("--blocks", blocks, begun.config().get("blocks"));
        check("--seed", seed, begun.seed());
    }

    private void check(String what, Object asked, Object begun) {
        if (asked != null && !asked.equals(begun)) {
            throw new IllegalArgumentException(
                    "--resume " + resume + " was begun with other " + what + ": leave them out, or begin another run");
        }
    }

    /** What is to be done with a run. */
    private interface Task {

        Contents of(ClaimRun run) throws Exception;
    }

    private int measure(Path directory, BlockStore store, Task task) throws Exception {
        ProgressLines progress = output.progress(spec.commandLine().getErr());
        try (ScratchDirectory scratch = ScratchDirectory.in(directory, ".cells")) {
            ClaimRun run = new ClaimRun(Main.class, store, scratch.path(), progress, progress::part);
            return Interruption.stops(run::stop, () -> {
                Contents contents = task.of(run);
                progress.end();
                return output.save(
                        contents,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr());
            });
        }
    }

    private String command(long chosenSeed) {
        return CommandText.withSeed(
                spec.commandLine().getParent().getParseResult().originalArgs(), seed, chosenSeed);
    }

    private static String estimate(ClaimPlan plan, int passes, boolean piloted) throws Exception {
        double seconds = 0;
        for (Arm arm : plan.arms()) {
            seconds += seconds(arm);
        }
        return String.format(
                Locale.ROOT,
                "%d arms in each block, %d in all: about %.0f min on 2 cores",
                plan.arms().size(),
                plan.arms().size() * passes,
                Math.ceil((seconds * passes + (piloted ? PILOT_SECONDS : 0)) / SECONDS_PER_MINUTE));
    }

    /** A search takes some probes, each of them as long as an arm. */
    private static double seconds(Arm arm) throws Exception {
        double seconds = SECONDS_OF_AN_ARM + arm.connections() / CONNECTS_PER_SECOND;
        int probes = 1;
        for (String argument : arm.load()) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.matches("--(warmup|duration)=.*")) {
                seconds += new DurationConverter().convert(value).toMillis() / MILLIS_PER_SECOND;
            } else if (argument.startsWith("--find-probes=")) {
                probes = Math.min(USUAL_PROBES, Integer.parseInt(value));
            }
        }
        return seconds * probes;
    }
}
