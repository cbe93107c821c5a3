package dev.pushbench.loadgen.workload;

import dev.pushbench.server.publish.Stages.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Settings as the command line takes them, so that a result's configuration can be typed again. */
public final class OptionText {

    private static final long MILLIS_PER_SECOND = 1_000;

    private OptionText() {}

    /** Such as {@code 4s} or {@code 2500ms}. */
    public static String of(Duration time) {
        long millis = time.toMillis();
        return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + "s" : millis + "ms";
    }

    /** Such as {@code 0:30s,1000:1m}, with times in seconds or milliseconds. */
    public static String of(List<Stage> stages) {
        return stages.stream()
                .map(stage -> number(stage.end()) + ":" + of(Duration.ofNanos(stage.lengthNs())))
                .collect(Collectors.joining(","));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Such as {@code spread}. */
    public static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
