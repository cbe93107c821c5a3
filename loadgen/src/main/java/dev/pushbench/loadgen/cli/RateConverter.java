package dev.pushbench.loadgen.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers per second, with a fraction or a suffix: {@code 0.2}, {@code 20}, {@code 10k}. */
final class RateConverter implements ITypeConverter<Double> {

    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([kK]?)(?:/s)?");
    private static final double THOUSAND = 1_000;

    @Override
    public Double convert(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            throw new TypeConversionException("'" + text + "' is not a rate per second: write 0.2, 20 or 10k");
        }
        return Double.parseDouble(rate.group(1)) * (rate.group(2).isEmpty() ? 1 : THOUSAND);
    }
}
