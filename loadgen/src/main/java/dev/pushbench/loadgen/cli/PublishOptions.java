package dev.pushbench.loadgen.cli;

import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a pushbench server is told to publish, and what. */
final class PublishOptions {

    private static final double DEFAULT_RATE = 10;

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

    /** Whether anything was said about it. */
    boolean isTold(List<Stage> stages) {
        return rate != null || !stages.isEmpty();
    }

    /** An endless schedule, by default at {@value #DEFAULT_RATE} messages a second. */
    SendSchedule schedule(List<Stage> stages) {
        double first = rate != null
                ? rate
                : stages.isEmpty() ? DEFAULT_RATE : stages.get(0).end();
        return push.at(first, stages);
    }
}
