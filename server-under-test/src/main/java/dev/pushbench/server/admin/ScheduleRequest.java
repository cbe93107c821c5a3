package dev.pushbench.server.admin;

import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.publish.Stages.Stage;
import dev.pushbench.server.wire.PayloadFormat;
import java.util.List;

/**
 * The body of {@code POST /admin/schedule/TOPIC}.
 *
 * @param ratePerSecond messages per second for each subscription
 * @param payloadBytes exact size of each message
 * @param format of each message; null: text
 * @param pattern how the sends to the subscriptions lie in time
 * @param messages how many each subscription gets; 0 for no end
 * @param stages how the rate changes; null or empty: not at all
 * @param startInMillis how long from now the first one is due; at most {@value #MAX_START_IN_MILLIS}
 */
public record ScheduleRequest(
        double ratePerSecond,
        int payloadBytes,
        PayloadFormat format,
        Pattern pattern,
        long messages,
        List<Stage> stages,
        long startInMillis) {

    private static final long MAX_START_IN_MILLIS = 60_000;

    public ScheduleRequest {
        format = format == null ? PayloadFormat.TEXT : format;
        if (startInMillis < 0 || startInMillis > MAX_START_IN_MILLIS) {
            throw new IllegalArgumentException(
                    "startInMillis is " + startInMillis + ": it must be from 0 to " + MAX_START_IN_MILLIS);
        }
    }

    SendSchedule schedule() {
        return new SendSchedule(ratePerSecond, payloadBytes, format, pattern, messages, stages);
    }
}
