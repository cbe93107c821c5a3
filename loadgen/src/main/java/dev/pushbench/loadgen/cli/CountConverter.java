package dev.pushbench.loadgen.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers with a suffix: {@code 10k}, {@code 2m}. */
final class CountConverter implements ITypeConverter<Integer> {

    private static final Pattern COUNT = Pattern.compile("(\\d{1,9})([kKmM]?)");
    private static final long THOUSAND = 1_000;

    @Override
    public Integer convert(String text) {
        Matcher count = COUNT.matcher(text);
        if (!count.matches()) {
            throw new TypeConversionException("'" + text + "' is not a count: write 500, 10k or 2m");
        }
        long value = Long.parseLong(count.group(1)) * factor(count.group(2));
        if (value > Integer.MAX_VALUE) {
            throw new TypeConversionException("'" + text + "' is too large");
        }
        return (int) value;
    }

    private static long factor(String suffix) {
        return switch (suffix) {
            case "k", "K" -> THOUSAND;
            case "m", "M" -> THOUSAND * THOUSAND;
            default -> 1;
        };
    }
}
