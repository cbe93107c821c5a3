package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.transport.HttpVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 1.1} or {@code 2}. */
final class HttpVersionConverter implements ITypeConverter<HttpVersion> {

    @Override
    public HttpVersion convert(String text) {
        try {
            return HttpVersion.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not an HTTP version: write 1.1 or 2");
        }
    }
}
