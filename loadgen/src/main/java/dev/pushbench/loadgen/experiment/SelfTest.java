package dev.pushbench.loadgen.experiment;

import dev.pushbench.loadgen.Progress;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.experiment.SelfTestConfig.Load;
import dev.pushbench.loadgen.experiment.SelfTestResult.ConnectionCost;
import dev.pushbench.loadgen.experiment.SelfTestResult.LoadCost;
import dev.pushbench.loadgen.experiment.SelfTestResult.MessageCost;
import dev.pushbench.loadgen.measure.Machine;
import dev.pushbench.loadgen.workload.OptionText;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.ResultDirectory.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Measures what the load generator itself costs on this machine, cell by cell, beside a reference that does the least
 * possible work on the same server: {@link LimitProgram}. Everything runs in processes of its own, one at a time.
 * {@link #run} is called once, by the control thread; {@link #stop} comes from any thread.
 */
public final class SelfTest {

    /** Long enough for each of the crowd to hear several messages. */
    private static final Duration MAX_CROWD_TIME = Duration.ofSeconds(5);

    /** Machine code needs none; its connections do. */
    private static final Duration MAX_LIMIT_WARMUP = Duration.ofSeconds(3);

    private final Class<?> program;
    private final SelfTestConfig config;
    private final CellRuns runs;
    private final Random random;
    private LimitProgram limit;
    private int measured;

    /**
     * @param program whose {@code main} understands {@code serve} and {@code load}: this program
     */
    public SelfTest(Class<?> program, SelfTestConfig config, Progress progress) {
        this.program = program;
        this.config = config;
        this.runs = new CellRuns(program, progress);
        this.random = new Random(config.seed());
    }

    /** Ends it soon: what was measured in whole rounds becomes its result. */
    public void stop() {
        runs.stop();
    }

    /**
     * Measures.
     *
     * @throws IOException if a process cannot be started, or the reference fails
     * @throws UnusableTarget if a cell cannot be measured
     */
    public SelfTestResult run() throws IOException, InterruptedException, UnusableTarget {
        limit = LimitProgram.compile(config.scratch());
        List<LoadCost> loads = new ArrayList<>();
        for (Load load : config.loads()) {
            loads.add(new LoadCost(load.name(), load.text(), messageCosts(load)));
        }
        return new SelfTestResult(Machine.describe(true), loads, config.crowd(), connectionCosts(), limit != null);
    }

    private List<MessageCost> messageCosts(Load load) throws IOException, InterruptedException, UnusableTarget {
        // One server for all rounds: what differs is then the client.
        try (ServerProcess server = ServerProcess.start(
                program,
                "--rate=" + load.push().ratePerSecond(),
                "--payload=" + load.push().payloadBytes(),
                "--pattern=" + OptionText.of(load.push().pattern()))) {
            return SelfTestRound.messageCosts(
                    config,
                    rounds(
                            cell -> measure(List.of(
                                    cell.url(server.base(config.tls())).toString(),
                                    "--insecure",
                                    "--http=" + cell.httpVersion().label(),
                                    "--connections=" + load.connections(),
                                    "--warmup=" + OptionText.of(config.warmup()),
                                    "--duration=" + OptionText.of(config.duration()))),
                            protocol -> limit.run(
                                    server.base(false),
                                    protocol,
                                    load.connections(),
                                    atMost(MAX_LIMIT_WARMUP, config.warmup()),
                                    config.duration())));
        }
    }

    private List<ConnectionCost> connectionCosts() throws IOException, InterruptedException, UnusableTarget {
        if (config.crowd() == 0) {
            return List.of();
        }
        return SelfTestRound.connectionCosts(config, rounds(this::measureCrowd, this::limitCrowd));
    }

    /** On a server of its own: one that has seen 10,000 connections takes the next ones several times as fast. */
    private CellResult measureCrowd(Cell cell) throws IOException, InterruptedException, UnusableTarget {
        try (ServerProcess server = ServerProcess.start(program)) {
            return measure(List.of(
                    cell.url(server.base(config.tls())).toString(),
                    "--insecure",
                    "--http=" + cell.httpVersion().label(),
                    "--connections=" + config.crowd(),
                    "--rate=1",
                    "--warmup=" + OptionText.of(atMost(MAX_CROWD_TIME, config.warmup())),
                    "--duration=" + OptionText.of(atMost(MAX_CROWD_TIME, config.duration()))));
        }
    }

    private LimitProgram.Run limitCrowd(String protocol) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(program)) {
            return limit.run(server.base(false), protocol, config.crowd(), Duration.ZERO, Duration.ofMillis(100));
        }
    }

    private static Duration atMost(Duration limit, Duration time) {
        return time.compareTo(limit) < 0 ? time : limit;
    }

    /** Null if it was told to stop: the round does not count then. */
    private CellResult measure(List<String> arguments) throws IOException, InterruptedException, UnusableTarget {
        Path directory = config.scratch().resolve(String.valueOf(++measured));
        Files.createDirectories(directory);
        Contents contents = runs.run(arguments, directory);
        return contents == null ? null : contents.run().cells().get(0);
    }

    private List<SelfTestRound> rounds(MeasureCell ofCell, MeasureLimit ofLimit)
            throws IOException, InterruptedException, UnusableTarget {
        List<SelfTestRound> rounds = new ArrayList<>();
        while (rounds.size() < config.rounds() && !runs.isStopped()) {
            SelfTestRound round = round(ofCell, ofLimit);
            if (!runs.isStopped()) {
                rounds.add(round);
            }
        }
        return rounds;
    }

    private SelfTestRound round(MeasureCell ofCell, MeasureLimit ofLimit)
            throws IOException, InterruptedException, UnusableTarget {
        SelfTestRound round = new SelfTestRound();
        List<Step> steps = new ArrayList<>();
        for (Cell cell : config.cells()) {
            steps.add(() -> round.put(cell, ofCell.measure(cell)));
        }
        if (limit != null) {
            config.cells().stream()
                    .map(Cell::protocol)
                    .distinct()
                    .forEach(protocol -> steps.add(() -> round.put(protocol, ofLimit.measure(protocol))));
        }
        Collections.shuffle(steps, random);
        for (Step step : steps) {
            if (!runs.isStopped()) {
                step.run();
            }
        }
        return round;
    }

    private interface MeasureCell {
        CellResult measure(Cell cell) throws IOException, InterruptedException, UnusableTarget;
    }

    private interface MeasureLimit {
        LimitProgram.Run measure(String protocol) throws IOException, InterruptedException;
    }

    private interface Step {
        void run() throws IOException, InterruptedException, UnusableTarget;
    }
}
