package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private Credentials credentials;

    @Option(
            names = "--subprotocol",
            paramLabel = "NAME",
            description = "WebSocket subprotocol to offer, of which the server must choose one; repeatable, in order of"
                    + " preference")
    private List<String> subprotocols = List.of();

    @Option(
            names = {"--insecure", "-k"},
            description = "accept any TLS certificate")
    private boolean insecure;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "for a TCP connection (default: ${DEFAULT-VALUE})")
    private Duration connectTimeout;

    @Option(
            names = "--response-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "from there to the response head, TLS handshake included (default: ${DEFAULT-VALUE})")
    private Duration responseTimeout;

    @Option(
            names = "--max-message",
            paramLabel = "BYTES",
            converter = CountConverter.class,
            description = "the longest message to take; a longer one ends its subscription (default: 16 MiB)")
    private Integer maxMessage;

    @Option(
            names = "--selectors",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "event loops of each process, each one thread (default: half the cores)")
    private Integer selectors;

    /** For the first of the URLs, which may differ in nothing but where they lead. */
    TransportConfig config(List<URI> urls) {
        List<String> all = credentials.headers(urls, headers);
        return TransportConfig.of(Credentials.withoutUser(urls.get(0)), http).with(it -> {
            it.headers = all;
            it.subprotocols = subprotocols;
            it.insecure = insecure;
            it.connectTimeout = connectTimeout;
            it.responseTimeout = responseTimeout;
            it.maxMessageBytes = maxMessage == null ? it.maxMessageBytes : maxMessage;
            it.selectors = selectors == null ? it.selectors : selectors;
        });
    }
}
