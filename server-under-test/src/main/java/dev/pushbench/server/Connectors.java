package dev.pushbench.server;

import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The two ports, with Jetty's defaults changed where they are meant for requests that end soon.
 */
final class Connectors {

    /** How a client recognises a server of this project. */
    static final String SERVER_HEADER = "pushbench";

    private static final int ACCEPT_QUEUE = 4_096;
    /** Push streams do not end: Jetty's 128 per connection would be the limit of subscriptions. */
    private static final int MAX_STREAMS = 100_000;

    private final Server server;
    private final LongAdder bytesWritten;
    private final ServerConfig config;

    Connectors(Server server, LongAdder bytesWritten, ServerConfig config) {
        this.server = server;
        this.bytesWritten = bytesWritten;
        this.config = config;
    }

    ServerConnector cleartext() {
        HttpConfiguration http = httpConfiguration();
        return connector(
                config.port(), new HttpConnectionFactory(http), withStreams(new HTTP2CServerConnectionFactory(http)));
    }

    ServerConnector tls(SelfSignedCertificate certificate) {
        HttpConfiguration https = httpConfiguration();
        // The certificate names localhost, but a load test comes under any name.
        https.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.keyStore());
        tls.setKeyStorePassword(new String(certificate.password()));
        // No client has to show a certificate; without a store Jetty would read the JVM's, at every start.
        tls.setTrustStore(certificate.keyStore());
        tls.setSniRequired(false);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
        alpn.setDefaultProtocol("http/1.1");
        return connector(
                config.tlsPort(),
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                withStreams(new HTTP2ServerConnectionFactory(https)),
                new HttpConnectionFactory(https));
    }

    private ServerConnector connector(int port, ConnectionFactory... factories) {
        int selectors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        ServerConnector connector = new CountingConnector(server, selectors, bytesWritten, factories);
        connector.setHost(config.host());
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        // A push stream may be silent for long; 0 means no limit.
        connector.setIdleTimeout(0);
        return connector;
    }

    private static HttpConfiguration httpConfiguration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer((request, headers) -> {
            headers.put(HttpHeader.SERVER, SERVER_HEADER);
            return request;
        });
        return http;
    }

    private static ConnectionFactory withStreams(AbstractHTTP2ServerConnectionFactory http2) {
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        // Jetty's limit of 128 events a second ends the connection, with all its streams, when a client closes many.
        http2.setRateControlFactory(new RateControl.Factory() {});
        return http2;
    }
}
