package dev.pushbench.loadgen.cli;

import dev.pushbench.server.publish.Stages.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is reached at the end of a stage, and how long the stage is: {@code 1000:1m}, {@code 0.5:500ms}. */
final class StageConverter implements ITypeConverter<Stage> {

    private final RateConverter ends = new RateConverter();
    private final DurationConverter lengths = new DurationConverter();

    /**
     * All of a text that has several, separated by commas.
     *
     * @throws IllegalArgumentException with the one that is none
     */
    static List<Stage> list(String text) {
        try {
            StageConverter converter = new StageConverter();
            return Arrays.stream(text.split(",", -1)).map(converter::convert).toList();
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public Stage convert(String text) {
        String[] parts = text.split(":", -1);
        try {
            Duration length = lengths.convert(parts.length == 2 ? parts[1] : "");
            if (!length.isZero()) {
                return new Stage(ends.convert(parts[0]), length.toNanos());
            }
        } catch (TypeConversionException e) {
            // Said below, with an example of the whole.
        }
        throw new TypeConversionException(
                "'" + text + "' is not a stage: write what it reaches and how long it takes, such as 1000:1m");
    }
}
