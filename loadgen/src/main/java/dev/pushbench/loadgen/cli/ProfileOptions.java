package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.workload.LoadProfile;
import dev.pushbench.server.publish.Stages;
import dev.pushbench.server.publish.Stages.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;

/** How many subscriptions and messages there shall be over time, and what becomes of a subscription. */
final class ProfileOptions {

    private static final int DEFAULT_CONNECTIONS = 100;
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);
    private static final Duration DEFAULT_WARMUP = Duration.ofSeconds(2);

    @Option(
            names = {"--connections", "-c"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "subscriptions to open (default: 100)")
    private Integer connections;

    @Option(
            names = {"--duration", "-d"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "length of the measurement (default: 10s, or that of the stages)")
    private Duration duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "before the measurement; what is due in it does not count (default: 2s; with --stage 0)")
    private Duration warmup;

    @Option(
            names = "--stage",
            paramLabel = "N:TIME",
            split = ",",
            converter = StageConverter.class,
            description = "subscriptions at the end of a stage, and its length; the first stage begins with none, and"
                    + " between the ends their number follows a straight line: 0:30s,1000:1m,1000:5m")
    private List<Stage> stages = List.of();

    @Option(
            names = "--rate-stage",
            paramLabel = "RATE:TIME",
            split = ",",
            converter = StageConverter.class,
            description =
                    "the same for the messages per second that a pushbench server publishes; begins with --rate, or"
                            + " else with the end of the first stage")
    private List<Stage> rateStages = List.of();

    @Option(
            names = "--session",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "mean life of a subscription, drawn from the exponential distribution; then another takes its"
                    + " place (default: held to the end)")
    private Duration session;

    @Option(
            names = "--storm",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "so long after the beginning of the measurement all subscriptions end and come back at once")
    private Duration storm;

    @Option(
            names = "--reconnect",
            description =
                    "a subscription that fails or that the target ends comes back: after the stream's retry time, or"
                            + " 1s, twice as long with each failure in a row, with Last-Event-ID; never after a 204")
    private boolean reconnect;

    @Option(names = "--seed", paramLabel = "N", description = "of the random lives of --session (default: a new one)")
    private Long seed;

    LoadProfile profile() {
        long drawn = seed != null
                ? seed
                : session == null ? 0 : ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        LoadProfile profile = new LoadProfile(stages, session, storm, reconnect, drawn);
        if (profile.isStaged() && connections != null) {
            throw new IllegalArgumentException("--connections and --stage: both say how many, so give one of them");
        }
        if (storm != null && storm.compareTo(duration()) >= 0) {
            throw new IllegalArgumentException(
                    "--storm comes after the measurement: it must be shorter than --duration");
        }
        return profile;
    }

    /** The seed of the lives that was drawn because none was given; null where none was, or there was no need of one. */
    Long drawnSeed(LoadProfile profile) {
        return seed != null || session == null ? null : profile.seed();
    }

    /** Whether connections or rate are to change while messages flow. */
    boolean changes() {
        return !stages.isEmpty() || !rateStages.isEmpty() || session != null || storm != null;
    }

    int connections() {
        return LoadProfile.staged(stages).most(connections == null ? DEFAULT_CONNECTIONS : connections);
    }

    /** Of the measurement: what is said, or as long as the stages. */
    Duration duration() {
        Duration staged = null;
        for (List<Stage> each : List.of(stages, rateStages)) {
            if (!each.isEmpty()) {
                Duration length = Duration.ofNanos(new Stages(0, each).lengthNs());
                if (staged != null && !staged.equals(length)) {
                    throw new IllegalArgumentException(
                            "--stage and --rate-stage take different times: make their stages equally long in all");
                }
                staged = length;
            }
        }
        if (staged != null && duration != null && !staged.equals(duration)) {
            throw new IllegalArgumentException(
                    "--duration is not as long as the stages: leave it out, the stages say how long");
        }
        return staged != null ? staged : duration == null ? DEFAULT_DURATION : duration;
    }

    Duration warmup() {
        return warmup != null ? warmup : stages.isEmpty() ? DEFAULT_WARMUP : Duration.ZERO;
    }

    List<Stage> rateStages() {
        return rateStages;
    }
}
