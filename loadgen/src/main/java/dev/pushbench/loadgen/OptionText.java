package dev.pushbench.loadgen;

import java.time.Duration;
import java.util.Locale;

/** Settings as the command line takes them, so that a result's configuration can be typed again. */
public final class OptionText {

    private static final long MILLIS_PER_SECOND = 1_000;

    private OptionText() {}

    /** Such as {@code 4s} or {@code 2500ms}. */
    public static String of(Duration time) {
        long millis = time.toMillis();
        return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + "s" : millis + "ms";
    }

    /** Such as {@code spread}. */
    public static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
