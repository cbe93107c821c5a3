package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.experiment.Cell;
import dev.pushbench.loadgen.experiment.SelfTest;
import dev.pushbench.loadgen.experiment.SelfTestConfig;
import dev.pushbench.loadgen.experiment.SelfTestConfig.Load;
import dev.pushbench.loadgen.experiment.SelfTestResult;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code pushbench selftest}: what the instrument itself costs. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure what the load generator itself costs on this machine, per message and per connection, beside"
                    + " limit.c: a reader with one thread that does the least possible work, compiled on the fly where"
                    + " there is a C compiler.",
            "Takes about 16 minutes, or 3 with --quick; run nothing else meanwhile."
        })
final class SelfTestCommand implements Callable<Integer> {

    private static final int PAYLOAD_BYTES = 100;
    private static final Map<String, Load> LOADS = loads(
            load("A", 1_000, 20, Pattern.SPREAD),
            load("B", 200, 250, Pattern.SPREAD),
            load("A-broadcast", 1_000, 20, Pattern.BROADCAST));
    private static final int ROUNDS = 3;
    private static final int CROWD = 10_000;

    @Option(names = "--quick", description = "one round of load A, without the crowd of connections")
    private boolean quick;

    @Option(
            names = "--loads",
            paramLabel = "LOAD",
            split = ",",
            description = "A: 1,000 connections × 20 msg/s; B: 200 × 250; A-broadcast: A at once to all"
                    + " (default: all; A with --quick)")
    private List<String> loads;

    @Option(
            names = "--cells",
            paramLabel = "CELL",
            split = ",",
            description = "ws/1.1, ws/2, sse/1.1, sse/2 (default: all)")
    private List<String> cells = Cell.all().stream().map(Cell::label).toList();

    @Option(names = "--tls", description = "the cells under TLS; limit.c stays in cleartext")
    private boolean tls;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "each measures every cell and limit.c once, in random order (default: 3; 1 with --quick)")
    private Integer rounds;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = DurationConverter.class,
            description = "before each measurement of messages (default: ${DEFAULT-VALUE})")
    private Duration warmup;

    @Option(
            names = {"--duration", "-d"},
            paramLabel = "TIME",
            defaultValue = "8s",
            converter = DurationConverter.class,
            description = "of each measurement of messages (default: ${DEFAULT-VALUE})")
    private Duration duration;

    @Option(
            names = "--crowd",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "connections for memory and connect rate; 0 for none (default: 10k; 0 with --quick)")
    private Integer crowd;

    @Option(names = "--seed", paramLabel = "N", description = "of the random order (default: a new one)")
    private Long seed;

    @Option(names = "--json", description = "the result as JSON, for machines")
    private boolean json;

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "on stderr: ${COMPLETION-CANDIDATES} (default: auto)")
    private ProgressLines.Mode progress = ProgressLines.Mode.auto;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        config(Path.of("")); // A wrong option is told before anything is made.
        try (ScratchDirectory scratch = ScratchDirectory.temporary("pushbench-selftest")) {
            return measure(config(scratch.path()));
        }
    }

    private int measure(SelfTestConfig config) throws Exception {
        ProgressLines lines = new ProgressLines(progress, spec.commandLine().getErr());
        SelfTest selfTest = new SelfTest(Main.class, config, lines);
        return Interruption.stops(selfTest::stop, () -> {
            SelfTestResult result = selfTest.run();
            lines.end();
            print(result, spec.commandLine().getOut());
            return ExitCode.OK;
        });
    }

    private void print(SelfTestResult result, PrintWriter out) throws IOException {
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(result));
            out.flush();
        } else {
            SelfTestTable.print(result, out);
        }
    }

    private SelfTestConfig config(Path scratch) {
        List<String> chosen = loads != null ? loads : quick ? List.of("A") : List.copyOf(LOADS.keySet());
        return new SelfTestConfig(
                cells.stream().map(Cell::of).toList(),
                tls,
                chosen.stream().map(SelfTestCommand::loadOf).toList(),
                rounds != null ? rounds : quick ? 1 : ROUNDS,
                warmup,
                duration,
                crowd != null ? crowd : quick ? 0 : CROWD,
                seed == null ? System.nanoTime() : seed,
                scratch);
    }

    private static Load loadOf(String name) {
        Load load = LOADS.get(name);
        if (load == null) {
            throw new IllegalArgumentException(
                    "--loads has '" + name + "': the loads are " + String.join(", ", LOADS.keySet()));
        }
        return load;
    }

    private static Load load(String name, int connections, double ratePerSecond, Pattern pattern) {
        return new Load(name, connections, new SendSchedule(ratePerSecond, PAYLOAD_BYTES, pattern, 0));
    }

    private static Map<String, Load> loads(Load... loads) {
        Map<String, Load> byName = new LinkedHashMap<>();
        for (Load load : loads) {
            byName.put(load.name(), load);
        }
        return byName;
    }
}
