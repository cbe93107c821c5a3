package dev.pushbench.server;

import dev.pushbench.server.admin.AdminHandler;
import dev.pushbench.server.admin.HiccupMeter;
import dev.pushbench.server.publish.Heartbeat;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.publish.Topics;
import dev.pushbench.server.transport.Endpoints;
import dev.pushbench.server.transport.Subscriptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running server: one cleartext port with HTTP/1.1 and h2c, one TLS port with HTTP/1.1 and h2. Any thread may call any
 * method.
 */
public final class ServerUnderTest implements AutoCloseable {

    private static final long END_OF_STREAMS_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Topics topics = new Topics(System::nanoTime);
    private final HiccupMeter hiccups = new HiccupMeter();
    private final LongAdder bytesWritten = new LongAdder();
    /** Null without TLS, as is its connector. */
    private final SelfSignedCertificate certificate;

    private final String host;
    private final Server server;
    private final ServerConnector cleartext;
    private final ServerConnector tls;
    private final Heartbeat heartbeat;

    private ServerUnderTest(ServerConfig config) {
        host = config.host();
        certificate = config.tlsPort() == null ? null : new SelfSignedCertificate(host);
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("server");
        server = new Server(threads);
        Connectors connectors = new Connectors(server, bytesWritten, config);
        cleartext = connectors.cleartext();
        server.addConnector(cleartext);
        tls = certificate == null ? null : connectors.tls(certificate);
        if (tls != null) {
            server.addConnector(tls);
        }
        heartbeat = new Heartbeat(topics, cleartext.getScheduler());
        Subscriptions subscriptions = new Subscriptions(topics, config.queueCapacity(), config.overflowPolicy());
        server.setHandler(Endpoints.of(
                server,
                subscriptions,
                new AdminHandler(subscriptions, heartbeat, hiccups, bytesWritten::sum, config.adminToken()),
                config.deflate()));
    }

    /**
     * Starts a server; it listens when this returns.
     *
     * @throws IOException if it cannot listen there; the message says where
     * @throws IllegalArgumentException if the host is not a loopback address and there is no admin token
     */
    public static ServerUnderTest start(ServerConfig config) throws IOException {
        return start(config, Heartbeat.DEFAULT_INTERVAL);
    }

    /**
     * Starts a server with an interval of its own between heartbeats, which tell a silent connection that it is wanted: a
     * comment in an event stream, a WebSocket ping.
     *
     * @throws IOException as {@link #start(ServerConfig)}
     * @throws IllegalArgumentException likewise, and if the interval is not from 1 ms to 24 h
     */
    public static ServerUnderTest start(ServerConfig config, Duration heartbeat) throws IOException {
        requireTokenBeyondLoopback(config);
        Heartbeat.check(heartbeat);
        ServerUnderTest started = new ServerUnderTest(config);
        try {
            started.server.start();
        } catch (Exception e) {
            started.close();
            throw e instanceof IOException io ? io : new IOException("the server does not start: " + e, e);
        }
        started.heartbeat.every(heartbeat);
        return started;
    }

    private static void requireTokenBeyondLoopback(ServerConfig config) throws UnknownHostException {
        if (config.adminToken() == null && !InetAddress.getByName(config.host()).isLoopbackAddress()) {
            throw new IllegalArgumentException("host " + config.host()
                    + " is reachable from elsewhere: the admin API needs a token there (--admin-token)");
        }
    }

    /** The base of the cleartext port, such as {@code http://127.0.0.1:8080/}. */
    public URI http() {
        return base("http", cleartext);
    }

    /** The base of the TLS port, such as {@code https://127.0.0.1:8443/}; null without one. */
    public URI https() {
        return base("https", tls);
    }

    /** The base of the cleartext port for WebSocket. */
    public URI ws() {
        return base("ws", cleartext);
    }

    /** The base of the TLS port for WebSocket; null without one. */
    public URI wss() {
        return base("wss", tls);
    }

    private URI base(String scheme, ServerConnector connector) {
        if (connector == null) {
            return null;
        }
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + literal + ":" + connector.getLocalPort() + "/");
    }

    /** The certificate of the TLS port, made at start; null without one. */
    public X509Certificate certificate() {
        return certificate == null ? null : certificate.certificate();
    }

    /** The topic of that name, made if there is none yet. */
    public Topic topic(String name) {
        return topics.get(name);
    }

    /**
     * Ends every stream in its protocol's own way (WebSocket close 1001, end of the SSE response), waits a little for
     * the peers, and stops.
     */
    @Override
    public void close() {
        heartbeat.close();
        topics.end();
        Endpoints.endEchoes(server);
        long giveUpNs = System.nanoTime() + END_OF_STREAMS_NS;
        while (topics.subscriptions() + Endpoints.echoes(server) > 0 && System.nanoTime() < giveUpNs) {
            LockSupport.parkNanos(POLL_NS);
        }
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop: " + e, e);
        } finally {
            hiccups.close();
        }
    }
}
