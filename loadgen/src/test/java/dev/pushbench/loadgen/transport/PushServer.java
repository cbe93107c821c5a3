package dev.pushbench.loadgen.transport;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/**
 * A throwaway Jetty server: {@code /ws} and {@code /sse} push three messages ("one", "two", "three") and stay open;
 * {@code /sse/end} ends after them; {@code /sse/long} and {@code /ws/long} push one message of 200,000 bytes first;
 * {@code /ws/fragments} cuts messages into frames of {@link #FRAGMENT_BYTES}. Can push more to all that are open.
 */
public final class PushServer implements AutoCloseable {

    static final List<String> MESSAGES = List.of("one", "two", "three");
    static final int FRAGMENT_BYTES = 126;
    static final String LONG = "x".repeat(200_000);

    private final Server server = new Server();
    private final ServerConnector clear;
    private final ServerConnector secure;
    private final Set<Consumer<ByteBuffer>> subscribers = ConcurrentHashMap.newKeySet();
    /** How WebSockets have ended. */
    final List<CloseStatus> closes = new CopyOnWriteArrayList<>();

    PushServer(int maxConcurrentStreams, HeldCertificate certificate) throws Exception {
        this(maxConcurrentStreams, certificate, null, null);
    }

    /**
     * @param first asked before the endpoints, or null
     * @param clients authority of the certificates that clients must have, or null
     */
    private PushServer(int maxConcurrentStreams, HeldCertificate certificate, Handler first, HeldCertificate clients)
            throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        HTTP2CServerConnectionFactory h2c = new HTTP2CServerConnectionFactory(http);
        unlimited(h2c, maxConcurrentStreams);
        clear = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http), h2c);
        HTTP2ServerConnectionFactory h2 = new HTTP2ServerConnectionFactory(http);
        unlimited(h2, maxConcurrentStreams);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        SslContextFactory.Server contexts = new SslContextFactory.Server();
        HandshakeCertificates.Builder certificates = new HandshakeCertificates.Builder().heldCertificate(certificate);
        if (clients != null) {
            certificates.addTrustedCertificate(clients.certificate());
            contexts.setNeedClientAuth(true);
        }
        contexts.setSslContext(certificates.build().sslContext());
        secure = new ServerConnector(
                server, 1, 1, new SslConnectionFactory(contexts, "alpn"), alpn, h2, new HttpConnectionFactory(http));
        for (ServerConnector connector : List.of(clear, secure)) {
            connector.setHost("localhost");
            connector.setIdleTimeout(0);
            connector.setAcceptQueueSize(1024);
            server.addConnector(connector);
        }
        WebSocketUpgradeHandler webSockets = new WebSocketUpgradeHandler();
        webSockets.addMapping("/ws", (request, response, callback) -> new Pusher(null, 0));
        webSockets.addMapping("/ws/long", (request, response, callback) -> new Pusher(LONG, 0));
        webSockets.addMapping("/ws/fragments", (request, response, callback) -> new Pusher(null, FRAGMENT_BYTES));
        webSockets.setHandler(new EventStreams());
        server.setHandler(first == null ? webSockets : new Handler.Sequence(first, webSockets));
        server.start();
    }

    static PushServer start() throws Exception {
        return new PushServer(1000, certificate("localhost"));
    }

    /** Lets nobody in over TLS who has no certificate of that authority. */
    static PushServer demanding(HeldCertificate authority, HeldCertificate certificate, Handler first)
            throws Exception {
        return new PushServer(1000, certificate, first, authority);
    }

    /** With a handler that may answer before the endpoints do. */
    static PushServer with(Handler first) throws Exception {
        return with(first, certificate("localhost"));
    }

    public static PushServer with(Handler first, HeldCertificate certificate) throws Exception {
        return new PushServer(1000, certificate, first, null);
    }

    static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .build();
    }

    public URI uri(String scheme, String path) {
        ServerConnector connector = scheme.equals("wss") || scheme.equals("https") ? secure : clear;
        return URI.create(scheme + "://localhost:" + connector.getLocalPort() + path);
    }

    int subscribers() {
        return subscribers.size();
    }

    void publish(ByteBuffer message) {
        subscribers.forEach(subscriber -> subscriber.accept(message));
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private static void unlimited(AbstractHTTP2ServerConnectionFactory factory, int maxConcurrentStreams) {
        factory.setMaxConcurrentStreams(maxConcurrentStreams);
        factory.setRateControlFactory(new RateControl.Factory() {});
        factory.setStreamIdleTimeout(0);
    }

    private final class EventStreams extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String path = Request.getPathInContext(request);
            if (!path.startsWith("/sse")) {
                return false;
            }
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8");
            StringBuilder text = new StringBuilder();
            if (path.endsWith("/long")) {
                text.append("data: ").append(LONG).append("\n\n");
            }
            MESSAGES.forEach(message -> text.append("data: ").append(message).append("\n\n"));
            boolean end = path.endsWith("/end");
            response.write(
                    end,
                    StandardCharsets.UTF_8.encode(text.toString()),
                    end
                            ? callback
                            : Callback.from(
                                    () -> {
                                        subscribers.add(
                                                message -> response.write(false, event(message), Callback.NOOP));
                                    },
                                    failure -> {}));
            return true;
        }

        private ByteBuffer event(ByteBuffer message) {
            return ByteBuffer.allocate(message.remaining() + 8)
                    .put("data: ".getBytes(StandardCharsets.US_ASCII))
                    .put(message.duplicate())
                    .put((byte) '\n')
                    .put((byte) '\n')
                    .flip();
        }
    }

    private final class Pusher implements FrameHandler {

        private final String first;
        private final int maxFrameBytes;

        /** @param maxFrameBytes 0 for Jetty's own limit */
        Pusher(String first, int maxFrameBytes) {
            this.first = first;
            this.maxFrameBytes = maxFrameBytes;
        }

        @Override
        public void onOpen(CoreSession session, Callback callback) {
            session.setIdleTimeout(Duration.ZERO);
            if (maxFrameBytes > 0) {
                session.setMaxFrameSize(maxFrameBytes);
            }
            if (first != null) {
                session.sendFrame(new Frame(OpCode.TEXT, first), Callback.NOOP, false);
            }
            MESSAGES.forEach(message -> session.sendFrame(new Frame(OpCode.TEXT, message), Callback.NOOP, false));
            subscribers.add(message ->
                    session.sendFrame(new Frame(OpCode.TEXT, true, message.duplicate()), Callback.NOOP, false));
            callback.succeeded();
            session.demand();
        }

        @Override
        public void onFrame(Frame frame, Callback callback) {
            callback.succeeded();
        }

        @Override
        public void onError(Throwable cause, Callback callback) {
            callback.succeeded();
        }

        @Override
        public void onClosed(CloseStatus status, Callback callback) {
            closes.add(status);
            callback.succeeded();
        }
    }
}
