package dev.pushbench.loadgen.transport;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to open subscriptions to, and how.
 *
 * @param target {@code ws://} or {@code wss://} for WebSocket, {@code http://} or {@code https://} for an event stream
 * @param httpVersion prior knowledge in cleartext, ALPN under TLS; never downgraded
 * @param headers request headers as {@code -H} takes them, {@code Name: value}; they win over the engine's own
 * @param insecure accept any certificate for any name
 * @param trustedCertificates authorities to trust in place of the JVM's; empty: the JVM's
 * @param connectTimeout for the TCP connection
 * @param responseTimeout from the connection being up to the response head, TLS handshake included
 * @param streamsPerConnection HTTP/2: how many subscriptions share a connection, unless the peer allows fewer
 * @param selectors event loops, each one thread
 * @param maxMessageBytes the longest message that is assembled; a longer one ends its subscription
 */
public record TransportConfig(
        URI target,
        HttpVersion httpVersion,
        List<String> headers,
        boolean insecure,
        List<X509Certificate> trustedCertificates,
        Duration connectTimeout,
        Duration responseTimeout,
        int streamsPerConnection,
        int selectors,
        int maxMessageBytes) {

    private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");
    /** What the engine must write itself for the exchange to work. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "connection",
            "upgrade",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions",
            "content-length",
            "transfer-encoding");

    public TransportConfig {
        headers = List.copyOf(headers);
        trustedCertificates = List.copyOf(trustedCertificates);
        checkTarget(target);
        headers.forEach(TransportConfig::checkHeader);
        checkPositive("--connect-timeout", connectTimeout);
        checkPositive("--response-timeout", responseTimeout);
        checkPositive("--streams-per-connection", streamsPerConnection);
        checkPositive("--selectors", selectors);
        checkPositive("--max-message", maxMessageBytes);
    }

    /** The usual settings. */
    public static TransportConfig of(URI target, HttpVersion httpVersion) {
        return new TransportConfig(
                target,
                httpVersion,
                List.of(),
                false,
                List.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                100,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                16 << 20);
    }

    /** The name of the cell: {@code ws/1.1}, {@code sse/2+tls}. */
    public String cell() {
        return (webSocket() ? "ws/" : "sse/") + httpVersion.label() + (secure() ? "+tls" : "");
    }

    /** WebSocket, or else an event stream. */
    public boolean webSocket() {
        return scheme(target).startsWith("ws");
    }

    /** Under TLS. */
    public boolean secure() {
        return scheme(target).equals("wss") || scheme(target).equals("https");
    }

    public TransportConfig withTarget(URI target) {
        return new TransportConfig(
                target,
                httpVersion,
                headers,
                insecure,
                trustedCertificates,
                connectTimeout,
                responseTimeout,
                streamsPerConnection,
                selectors,
                maxMessageBytes);
    }

    public TransportConfig withHeaders(List<String> headers) {
        return with(draft -> draft.headers = headers);
    }

    /** Whom to believe: anyone, or who holds a certificate of one of these authorities. */
    public TransportConfig withTrust(boolean insecure, List<X509Certificate> trustedCertificates) {
        return with(draft -> {
            draft.insecure = insecure;
            draft.trustedCertificates = trustedCertificates;
        });
    }

    public TransportConfig withTimeouts(Duration connectTimeout, Duration responseTimeout) {
        return with(draft -> {
            draft.connectTimeout = connectTimeout;
            draft.responseTimeout = responseTimeout;
        });
    }

    public TransportConfig withStreamsPerConnection(int streamsPerConnection) {
        return with(draft -> draft.streamsPerConnection = streamsPerConnection);
    }

    public TransportConfig withSelectors(int selectors) {
        return with(draft -> draft.selectors = selectors);
    }

    public TransportConfig withMaxMessageBytes(int maxMessageBytes) {
        return with(draft -> draft.maxMessageBytes = maxMessageBytes);
    }

    private TransportConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new TransportConfig(
                target,
                httpVersion,
                draft.headers,
                draft.insecure,
                draft.trustedCertificates,
                draft.connectTimeout,
                draft.responseTimeout,
                draft.streamsPerConnection,
                draft.selectors,
                draft.maxMessageBytes);
    }

    /** What can be changed. */
    private static final class Draft {

        private List<String> headers;
        private boolean insecure;
        private List<X509Certificate> trustedCertificates;
        private Duration connectTimeout;
        private Duration responseTimeout;
        private int streamsPerConnection;
        private int selectors;
        private int maxMessageBytes;

        private Draft(TransportConfig config) {
            headers = config.headers;
            insecure = config.insecure;
            trustedCertificates = config.trustedCertificates;
            connectTimeout = config.connectTimeout;
            responseTimeout = config.responseTimeout;
            streamsPerConnection = config.streamsPerConnection;
            selectors = config.selectors;
            maxMessageBytes = config.maxMessageBytes;
        }
    }

    private static String scheme(URI target) {
        return String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static void checkTarget(URI target) {
        if (!SCHEMES.contains(scheme(target))) {
            throw new IllegalArgumentException(
                    "URL " + target + ": must begin with ws://, wss://, http:// or https://");
        }
        if (target.getHost() == null) {
            throw new IllegalArgumentException("URL " + target + ": has no host, or one that is no valid name");
        }
        if (target.getPort() == 0 || target.getPort() > 65_535) {
            throw new IllegalArgumentException("URL " + target + ": the port must lie between 1 and 65535");
        }
        if (target.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "URL with user and password: use --header \"Authorization: Basic …\" instead");
        }
    }

    private static void checkHeader(String header) {
        int colon = header.indexOf(':');
        String name = colon < 0 ? "" : header.substring(0, colon).trim();
        if (name.isEmpty() || !name.chars().allMatch(TransportConfig::isTokenChar)) {
            throw new IllegalArgumentException("--header \"" + header + "\": must be \"Name: value\"");
        }
        if (header.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f || c > 0xff)) {
            throw new IllegalArgumentException("--header " + name + ": the value holds a character that HTTP forbids");
        }
        if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("--header " + name + ": is written by the transport itself");
        }
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isTokenChar(int c) {
        return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    private static void checkPositive(String option, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(option + " " + value + ": must be more than 0");
        }
    }

    private static void checkPositive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " " + value + ": must be at least 1");
        }
    }
}
