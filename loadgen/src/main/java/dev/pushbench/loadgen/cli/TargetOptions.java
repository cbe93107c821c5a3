package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.NetworkConfig.Resolve;
import dev.pushbench.loadgen.transport.TransportConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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

    @Option(names = "--deflate", description = "WebSocket: offer to take messages compressed (permessage-deflate)")
    private boolean deflate;

    @Option(names = "--gzip", description = "event stream: ask for it compressed (Accept-Encoding: gzip)")
    private boolean gzip;

    @Option(
            names = "--max-redirects",
            paramLabel = "N",
            defaultValue = "10",
            converter = CountConverter.class,
            description =
                    "redirects to follow, one after the other; credentials go to no other host, and none leads from"
                            + " TLS to cleartext; 0: follow none (default: ${DEFAULT-VALUE})")
    private int maxRedirects;

    @Mixin
    private TlsOptions tls;

    @Option(
            names = "--resolve",
            paramLabel = "HOST:PORT:ADDRESS",
            description = "take this address for the host, do not look it up; repeatable")
    private List<String> resolve = List.of();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            split = ",",
            description = "addresses of this machine to connect from, in turn, separated by commas: each has its own"
                    + " range of local ports (default: the system chooses)")
    private List<String> bind = List.of();

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

    /**
     * For the first of the URLs.
     *
     * @throws IllegalArgumentException with the option and what is wrong with it
     */
    TransportConfig config(List<URI> urls) {
        bind.forEach(TargetOptions::checkOfThisMachine);
        List<String> all = credentials.headers(urls, headers);
        return TransportConfig.of(Credentials.withoutUser(urls.get(0)), http).with(it -> {
            it.headers = all;
            protocol(it, urls);
            it.maxRedirects = maxRedirects;
            tls.applyTo(it);
            it.resolve = resolve.stream().map(Resolve::parse).toList();
            it.bindAddresses = bind;
            it.connectTimeout = connectTimeout;
            it.responseTimeout = responseTimeout;
            it.maxMessageBytes = maxMessage == null ? it.maxMessageBytes : maxMessage;
            it.selectors = selectors == null ? it.selectors : selectors;
        });
    }

    /** The same for another one of the URLs, which may be of the other protocol. */
    TransportConfig config(TransportConfig first, URI url, List<URI> urls) {
        return first.with(it -> {
            it.target = Credentials.withoutUser(url);
            protocol(it, urls);
        });
    }

    /** What is for one protocol only is left out for the other one where some of the URLs speak the first. */
    private void protocol(TransportConfig.Draft it, List<URI> urls) {
        boolean webSocket = TransportConfig.isWebSocket(it.target);
        boolean others = urls.stream().anyMatch(url -> TransportConfig.isWebSocket(url) != webSocket);
        it.subprotocols = others && !webSocket ? List.of() : subprotocols;
        it.deflate = deflate && (webSocket || !others);
        it.gzip = gzip && (!webSocket || !others);
    }

    /** The kernel knows best: of 127.0.0.0/8 any will do, though no interface lists it. */
    private static void checkOfThisMachine(String address) {
        try (ServerSocket free = new ServerSocket()) {
            // What is no address at all, the configuration says better.
            if (address.matches("[0-9a-fA-F:.]+")) {
                free.bind(new InetSocketAddress(address, 0));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("--bind " + address + ": is no address of this machine", e);
        }
    }
}
