package dev.pushbench.server.publish;

import dev.pushbench.server.publish.Stages.Stage;
import dev.pushbench.server.wire.PayloadFormat;
import java.util.List;

/**
 * When which message is due. Pure: the index in, relative nanoseconds out; nothing is accumulated, so that the millionth
 * message is as exact as the first.
 *
 * @param ratePerSecond messages per second that each subscription gets, from {@value #MIN_RATE} to {@value #MAX_RATE}; at
 *     the beginning, if there are stages
 * @param payloadBytes exact size of each message
 * @param format of each message
 * @param pattern how the sends to the subscriptions lie in time
 * @param messages how many each subscription gets; 0 for no end
 * @param stages how the rate changes, at most {@value #MAX_STAGES}; empty: not at all
 */
public record SendSchedule(
        double ratePerSecond,
        int payloadBytes,
        PayloadFormat format,
        Pattern pattern,
        long messages,
        List<Stage> stages) {

    /** One in 1,000 s. A due time that does not fit into a long would be due at once. */
    private static final double MIN_RATE = 0.001;

    private static final double MAX_RATE = 1_000_000;
    private static final int MAX_PAYLOAD_BYTES = 16 << 20;
    /** Each due time looks through them. */
    private static final int MAX_STAGES = 100;

    private static final double NS_PER_SECOND = 1e9;

    public SendSchedule {
        stages = stages == null ? List.of() : List.copyOf(stages);
        // Written so that NaN fails too.
        if (!(ratePerSecond >= MIN_RATE && ratePerSecond <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "rate is " + ratePerSecond + ": it must be from 0.001 to 1000000 messages per second");
        }
        if (format == null) {
            throw new IllegalArgumentException("format is missing: it must be text or binary");
        }
        if (payloadBytes < format.minPayloadBytes() || payloadBytes > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("payload is " + payloadBytes + " bytes: it must be from "
                    + format.minPayloadBytes() + " (the fields need them) to " + MAX_PAYLOAD_BYTES);
        }
        if (pattern == null) {
            throw new IllegalArgumentException("pattern is missing: it must be broadcast or spread");
        }
        if (messages < 0) {
            throw new IllegalArgumentException("messages is " + messages + ": it must not be negative");
        }
        if (stages.size() > MAX_STAGES || stages.stream().anyMatch(stage -> stage.end() > MAX_RATE)) {
            throw new IllegalArgumentException("stages of the rate are " + stages.size() + ": there may be "
                    + MAX_STAGES + ", each up to 1000000 messages per second");
        }
    }

    /** Text at one rate. */
    public SendSchedule(double ratePerSecond, int payloadBytes, Pattern pattern, long messages) {
        this(ratePerSecond, payloadBytes, PayloadFormat.TEXT, pattern, messages, List.of());
    }

    /** The same with so many messages. */
    public SendSchedule withMessages(long messages) {
        return new SendSchedule(ratePerSecond, payloadBytes, format, pattern, messages, stages);
    }

    /** The same with a rate that changes so. */
    public SendSchedule withStages(List<Stage> stages) {
        return new SendSchedule(ratePerSecond, payloadBytes, format, pattern, messages, stages);
    }

    /** Messages per second of each subscription, over time. */
    public Stages rate() {
        return new Stages(ratePerSecond, stages);
    }

    /**
     * When a message is due, in nanoseconds after the start of the schedule, rounded to the nearest.
     *
     * @param index of the message within its subscription, from 0
     * @param slot of the subscription, from 0
     * @param slots how many subscriptions there are
     */
    public long dueNs(long index, int slot, int slots) {
        double phase = pattern == Pattern.SPREAD ? (double) slot / slots : 0;
        // A double has 53 bits: exact to less than a nanosecond for the first 104 days.
        return stages.isEmpty()
                ? Math.round((index + phase) * (NS_PER_SECOND / ratePerSecond))
                : rate().whenNs(index + phase);
    }

    /** Whether the schedule has a message of that index. */
    public boolean has(long index) {
        return messages == 0 || index < messages;
    }
}
