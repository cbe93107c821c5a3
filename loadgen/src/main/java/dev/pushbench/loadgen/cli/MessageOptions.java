package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.measure.MessageFields;
import picocli.CommandLine.Option;

/** Where the target's messages keep their numbers. */
final class MessageOptions {

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

    /** Null where no field is named. */
    MessageFields fields() {
        return sequenceField == null && timeField == null
                ? null
                : new MessageFields(sequenceField, timeField, null, timeUnit, clock);
    }
}
