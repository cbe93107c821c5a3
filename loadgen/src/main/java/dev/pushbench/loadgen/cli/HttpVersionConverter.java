package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.transport.HttpVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 1.1} or {@code 2}. */
final class HttpVersionConverter implements ITypeConverter<HttpVersion> {

    @Override
    public HttpVersion convert(String text) {
        for (HttpVersion version : HttpVersion.values()) {
            if (version.label().equals(text)) {
                return version;
            }
        }
        throw new TypeConversionException("'" + text + "' is not an HTTP version: write 1.1 or 2");
    }
}
