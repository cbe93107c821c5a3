package dev.pushbench.loadgen.transport;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A checked configuration as the protocols need it: host, port, authority, path, header list. */
final class Target {

    /** One request header. */
    record Header(String name, String value) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        Header inLowerCase() {
            return new Header(name.toLowerCase(Locale.ROOT), value);
        }
    }

    private final TransportConfig config;
    /** Null if nobody sent us here. */
    private final Target redirectedFrom;

    private final String host;
    private final int port;
    private final String authority;
    private final String pathQuery;
    private final List<Header> headers;
    private final Http1Request http1;
    private final Http2Request http2;

    Target(TransportConfig config) {
        this(config, null);
    }

    /** @param redirectedFrom who sent us here, or null */
    Target(TransportConfig config, Target redirectedFrom) {
        this.config = config;
        this.redirectedFrom = redirectedFrom;
        URI uri = config.target();
        boolean bracketed = uri.getHost().startsWith("[");
        this.host = bracketed ? uri.getHost().substring(1, uri.getHost().length() - 1) : uri.getHost();
        int defaultPort = config.secure() ? 443 : 80;
        this.port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        String ownAuthority = port == defaultPort ? uri.getHost() : uri.getHost() + ":" + port;
        List<Header> given =
                config.request().headers().stream().map(Target::header).toList();
        this.authority = given.stream()
                .filter(header -> header.is("Host"))
                .map(Header::value)
                .findFirst()
                .orElse(ownAuthority);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        this.pathQuery = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        this.headers = merged(given);
        boolean http2 = config.httpVersion() == HttpVersion.HTTP_2;
        this.http1 = http2 ? null : new Http1Request(this);
        this.http2 = http2 ? new Http2Request(this) : null;
    }

    Target redirectedFrom() {
        return redirectedFrom;
    }

    /** How often a subscription is redirected until it is here. */
    int redirects() {
        return redirectedFrom == null ? 0 : redirectedFrom.redirects() + 1;
    }

    /** Scheme, host and port (RFC 6454): what a connection leads to. */
    String origin() {
        return (config.secure() ? "https://" : "http://") + peer().toLowerCase(Locale.ROOT);
    }

    String url() {
        return config.target().toString();
    }

    /** Over HTTP/1.1; else null. */
    Http1Request http1() {
        return http1;
    }

    /** Over HTTP/2; else null. */
    Http2Request http2() {
        return http2;
    }

    TransportConfig config() {
        return config;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** The {@code Host} header, or {@code :authority}. */
    String authority() {
        return authority;
    }

    String pathQuery() {
        return pathQuery;
    }

    /** Everything but {@code Host} and what belongs to the WebSocket handshake. */
    List<Header> headers() {
        return headers;
    }

    /** Offered to the server, in whichever way they were given. */
    List<String> subprotocols() {
        return headers.stream()
                .filter(header -> header.is("Sec-WebSocket-Protocol"))
                .flatMap(header -> Arrays.stream(header.value().split(",")))
                .map(String::trim)
                .toList();
    }

    /** How messages name the request: {@code GET http://host/path}. */
    String request() {
        return (config.webSocket() ? "WebSocket " : "GET ") + config.target();
    }

    /** How messages name the other end: {@code host:port}. */
    String peer() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static Header header(String line) {
        int colon = line.indexOf(':');
        return new Header(
                line.substring(0, colon).trim(), line.substring(colon + 1).trim());
    }

    private List<Header> merged(List<Header> given) {
        List<Header> merged = new ArrayList<>();
        if (!config.webSocket()) {
            // What browsers' EventSource sends (WHATWG HTML, section 9.2.2).
            merged.add(new Header("Accept", "text/event-stream"));
            merged.add(new Header("Cache-Control", "no-cache"));
        }
        if (!config.request().subprotocols().isEmpty()) {
            merged.add(new Header(
                    "Sec-WebSocket-Protocol", String.join(", ", config.request().subprotocols())));
        }
        if (config.request().deflate()) {
            merged.add(new Header("Sec-WebSocket-Extensions", DeflateAgreement.OFFER));
        }
        if (config.request().gzip()) {
            merged.add(new Header("Accept-Encoding", "gzip"));
        }
        merged.add(new Header("User-Agent", "pushbench"));
        merged.removeIf(own -> given.stream().anyMatch(header -> header.is(own.name())));
        given.stream().filter(header -> !header.is("Host")).forEach(merged::add);
        // HTTP/2 wants lower case, HTTP/1.1 does not care.
        return config.httpVersion() == HttpVersion.HTTP_2
                ? merged.stream().map(Header::inLowerCase).toList()
                : List.copyOf(merged);
    }
}
