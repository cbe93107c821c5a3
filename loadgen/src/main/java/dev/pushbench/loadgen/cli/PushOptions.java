package dev.pushbench.loadgen.cli;

import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import dev.pushbench.server.wire.PayloadFormat;
import java.util.List;
import picocli.CommandLine.Option;

/** What a pushbench server publishes. */
final class PushOptions {

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            defaultValue = "100",
            converter = CountConverter.class,
            description = "size of each message (default: ${DEFAULT-VALUE})")
    private int payloadBytes;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text: JSON; binary: numbers and raw bytes, over SSE as base64 (default: ${DEFAULT-VALUE})")
    private PayloadFormat format;

    @Option(
            names = "--pattern",
            paramLabel = "PATTERN",
            defaultValue = "spread",
            description =
                    "spread: sends evenly spaced over the subscriptions; broadcast: every message to all of them at"
                            + " once (default: ${DEFAULT-VALUE})")
    private Pattern pattern;

    /** An endless schedule at that rate, or null where there is no rate. */
    SendSchedule at(Double ratePerSecond) {
        return ratePerSecond == null ? null : at(ratePerSecond, List.of());
    }

    /** An endless schedule that begins at that rate. */
    SendSchedule at(double ratePerSecond, List<Stage> stages) {
        return new SendSchedule(ratePerSecond, payloadBytes, format, pattern, 0, stages);
    }
}
