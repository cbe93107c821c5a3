package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.NetworkConfig.Resolve;
import java.net.URI;
import java.security.PrivateKey;
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
 * @param request what is asked
 * @param tls whom to believe, and who we are
 * @param network how to get there
 * @param streamsPerConnection how many subscriptions a client has: over HTTP/2 they share a connection, unless the peer
 *     allows fewer; over HTTP/1.1 each has its own
 * @param selectors event loops, each one thread
 * @param maxMessageBytes the longest message that is assembled; a longer one ends its subscription
 */
public record TransportConfig(
        URI target,
        HttpVersion httpVersion,
        RequestConfig request,
        TlsConfig tls,
        NetworkConfig network,
        int streamsPerConnection,
        int selectors,
        int maxMessageBytes) {

    /** Event loops, if nobody says: half the cores, for whatever sends messages needs some too. */
    public static final int DEFAULT_SELECTORS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Over HTTP/2, if nobody says. */
    private static final int DEFAULT_STREAMS = 100;

    private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");

    public TransportConfig {
        checkTarget(target);
        checkPositive("--streams-per-client", streamsPerConnection);
        checkPositive("--selectors", selectors);
        checkPositive("--max-message", maxMessageBytes);
        if (isWebSocket(target)) {
            refuse("--gzip", request.gzip(), "is for event streams (http://, https://); for WebSocket use --deflate");
        } else {
            refuse("--subprotocol", !request.subprotocols().isEmpty(), "is for WebSocket (ws://, wss://)");
            refuse("--deflate", request.deflate(), "is for WebSocket (ws://, wss://); for event streams use --gzip");
        }
    }

    /** The usual settings. */
    public static TransportConfig of(URI target, HttpVersion httpVersion) {
        return new Draft(target, httpVersion).config();
    }

    /** The same with some settings changed, as in {@code config.with(it -> it.selectors = 2)}. */
    public TransportConfig with(Consumer<Draft> changes) {
        Draft draft = new Draft(this);
        changes.accept(draft);
        return draft.config();
    }

    /** The same for another URL. */
    public TransportConfig withTarget(URI other) {
        return with(it -> it.target = other);
    }

    /** The name of the cell, where messages are text: {@code ws/1.1}, {@code sse/2+tls}, {@code ws/1.1+deflate}. */
    public String cell() {
        return (webSocket() ? "ws/" : "sse/")
                + httpVersion.label()
                + (secure() ? "+tls" : "")
                + (request.deflate() ? "+deflate" : "")
                + (request.gzip() ? "+gzip" : "");
    }

    /** WebSocket, or else an event stream. */
    public boolean webSocket() {
        return isWebSocket(target);
    }

    /** Whether a URL asks for WebSocket, and not for an event stream. */
    public static boolean isWebSocket(URI url) {
        return scheme(url).startsWith("ws");
    }

    /** Under TLS. */
    public boolean secure() {
        return scheme(target).equals("wss") || scheme(target).equals("https");
    }

    /** Every setting in one place, to be changed one by one; checked when it becomes a configuration. */
    public static final class Draft {

        public URI target;
        public HttpVersion httpVersion;
        public List<String> headers = List.of();
        public List<String> subprotocols = List.of();
        public boolean deflate;
        public boolean gzip;
        public int maxRedirects = 10;
        public boolean insecure;
        public List<X509Certificate> trustedCertificates = List.of();
        public List<X509Certificate> certificateChain = List.of();
        public PrivateKey privateKey;
        public String serverName;
        public List<Resolve> resolve = List.of();
        public List<String> bindAddresses = List.of();
        public Duration connectTimeout = Duration.ofSeconds(10);
        public Duration responseTimeout = Duration.ofSeconds(10);
        public int streamsPerConnection;
        public int selectors = DEFAULT_SELECTORS;
        public int maxMessageBytes = 16 << 20;

        private Draft(URI target, HttpVersion httpVersion) {
            this.target = target;
            this.httpVersion = httpVersion;
            this.streamsPerConnection = httpVersion == HttpVersion.HTTP_2 ? DEFAULT_STREAMS : 1;
        }

        private Draft(TransportConfig from) {
            this(from.target, from.httpVersion);
            headers = from.request.headers();
            subprotocols = from.request.subprotocols();
            deflate = from.request.deflate();
            gzip = from.request.gzip();
            maxRedirects = from.request.maxRedirects();
            insecure = from.tls.insecure();
            trustedCertificates = from.tls.trustedCertificates();
            certificateChain = from.tls.certificateChain();
            privateKey = from.tls.privateKey();
            serverName = from.tls.serverName();
            resolve = from.network.resolve();
            bindAddresses = from.network.bindAddresses();
            connectTimeout = from.network.connectTimeout();
            responseTimeout = from.network.responseTimeout();
            streamsPerConnection = from.streamsPerConnection;
            selectors = from.selectors;
            maxMessageBytes = from.maxMessageBytes;
        }

        private TransportConfig config() {
            return new TransportConfig(
                    target,
                    httpVersion,
                    new RequestConfig(headers, subprotocols, deflate, gzip, maxRedirects),
                    new TlsConfig(insecure, trustedCertificates, certificateChain, privateKey, serverName),
                    new NetworkConfig(resolve, bindAddresses, connectTimeout, responseTimeout),
                    streamsPerConnection,
                    selectors,
                    maxMessageBytes);
        }
    }

    private static String scheme(URI target) {
        return String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static void checkTarget(URI target) {
        if (target.getRawUserInfo() != null) {
            throw new IllegalArgumentException("URL with user and password: they belong in a header (--user)");
        }
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
    }

    private static void refuse(String option, boolean given, String why) {
        if (given) {
            throw new IllegalArgumentException(option + ": " + why);
        }
    }

    private static void checkPositive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " " + value + ": must be at least 1");
        }
    }
}
