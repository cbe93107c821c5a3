package dev.pushbench.loadgen.transport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A checked configuration as the protocols need it: host, port, authority, path, header list. */
final class Target {

    /** One request header. */
    record Header(String name, String value) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    private final TransportConfig config;
    private final String host;
    private final int port;
    private final String authority;
    private final String pathQuery;
    private final List<Header> headers;

    Target(TransportConfig config) {
        this.config = config;
        URI uri = config.target();
        boolean bracketed = uri.getHost().startsWith("[");
        this.host = bracketed ? uri.getHost().substring(1, uri.getHost().length() - 1) : uri.getHost();
        int defaultPort = config.secure() ? 443 : 80;
        this.port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        String ownAuthority = port == defaultPort ? uri.getHost() : uri.getHost() + ":" + port;
        List<Header> given = config.headers().stream().map(Target::header).toList();
        this.authority = given.stream()
                .filter(header -> header.is("Host"))
                .map(Header::value)
                .findFirst()
                .orElse(ownAuthority);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        this.pathQuery = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        this.headers = merged(given);
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

    boolean asksForSubprotocol() {
        return headers.stream().anyMatch(header -> header.is("Sec-WebSocket-Protocol"));
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
        merged.add(new Header("User-Agent", "pushbench"));
        merged.removeIf(own -> given.stream().anyMatch(header -> header.is(own.name())));
        for (Header header : given) {
            if (!header.is("Host")) {
                // HTTP/2 wants lower case, HTTP/1.1 does not care.
                merged.add(
                        config.httpVersion() == HttpVersion.HTTP_2
                                ? new Header(header.name().toLowerCase(Locale.ROOT), header.value())
                                : header);
            }
        }
        return List.copyOf(merged);
    }
}
