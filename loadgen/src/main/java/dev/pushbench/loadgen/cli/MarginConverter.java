package dev.pushbench.loadgen.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Per cent, as a share: {@code 5%} is 0.05. */
final class MarginConverter implements ITypeConverter<Double> {

    private static final Pattern MARGIN = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");
    private static final double PERCENT = 100;

    @Override
    public Double convert(String text) {
        Matcher margin = MARGIN.matcher(text);
        if (!margin.matches() || Double.parseDouble(margin.group(1)) == 0) {
            throw new TypeConversionException("'" + text + "' is not a margin: write 5% or 2.5%");
        }
        return Double.parseDouble(margin.group(1)) / PERCENT;
    }
}
