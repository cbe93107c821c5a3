package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** How to talk to an endpoint; the same for every command that takes a URL. */
final class TargetOptions {

    @Option(
            names = "--http",
            paramLabel = "VERSION",
            defaultValue = "1.1",
            converter = HttpVersionConverter.class,
            description = "1.1 or 2 (default: ${DEFAULT-VALUE})")
    private HttpVersion http;

    @Option(
            names = {"--header", "-H"},
            paramLabel = "'NAME: VALUE'",
            description = "request header; repeatable")
    private List<String> headers = List.of();

    @Option(
            names = {"--insecure", "-k"},
            description = "accept any TLS certificate")
    private boolean insecure;

    TransportConfig config(URI url) {
        return TransportConfig.of(url, http).withHeaders(headers).withTrust(insecure, List.of());
    }
}
