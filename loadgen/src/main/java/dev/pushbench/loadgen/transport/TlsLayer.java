package dev.pushbench.loadgen.transport;

import java.io.IOException;
import java.net.IDN;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Puts TLS under a connection: verifies the peer's name and chain, and asks for one application protocol. */
public final class TlsLayer {

    private final ClientConnector connector;
    private final SslContextFactory.Client contexts;

    TlsLayer(TransportConfig config, ClientConnector connector) {
        this.connector = connector;
        this.contexts = new Contexts(config.tls(), config.httpVersion());
        LifeCycle.start(contexts);
    }

    /**
     * Takes the place of Jetty's contexts where there is no TLS: those would read all authorities that the JVM trusts, and
     * start a provider, which takes a young JVM longer than much of what it measures.
     */
    public static SslContextFactory.Client unused() {
        return new SslContextFactory.Client() {
            @Override
            protected void doStart() {}
        };
    }

    /** The connection that does TLS on the socket, with the one that the dial makes on top. */
    Connection connection(SocketEndPoint socket, Map<String, Object> context, Dial dial) throws IOException {
        ClientConnectionFactory tls = connector.newSslClientConnectionFactory(
                contexts, (plain, inner) -> dial.connection(plain, socket, inner));
        SslConnection connection = (SslConnection) tls.newConnection(socket, context);
        connection.addHandshakeListener(dial);
        return connection;
    }

    private static final class Contexts extends SslContextFactory.Client {

        /** Guards nothing: the store never leaves this process. */
        private static final String IN_MEMORY = "in memory";

        private final String applicationProtocol;

        Contexts(TlsConfig config, HttpVersion version) {
            super(config.insecure());
            // With --insecure any name will do; else it is checked as RFC 9110, section 4.3.4, says.
            setEndpointIdentificationAlgorithm(config.insecure() ? null : "HTTPS");
            applicationProtocol = version == HttpVersion.HTTP_2 ? "h2" : "http/1.1";
            if (config.serverName() != null) {
                List<SNIServerName> names = List.of(new SNIHostName(IDN.toASCII(config.serverName())));
                setSNIProvider((engine, ownNames) -> names);
            }
            if (config.privateKey() != null) {
                setKeyStore(keyStore(config));
                setKeyStorePassword(IN_MEMORY);
            }
            if (!config.insecure() && !config.trustedCertificates().isEmpty()) {
                setTrustStore(trustStore(config.trustedCertificates()));
            }
        }

        /** Whoever says --insecure knows; Jetty need not warn of it. */
        @Override
        protected void checkTrustAll() {}

        @Override
        protected void checkEndPointIdentificationAlgorithm() {}

        @Override
        public SSLParameters customize(SSLParameters parameters) {
            SSLParameters customized = super.customize(parameters);
            customized.setApplicationProtocols(new String[] {applicationProtocol});
            return customized;
        }

        private static KeyStore trustStore(List<X509Certificate> certificates) {
            return store(store -> {
                for (int i = 0; i < certificates.size(); i++) {
                    store.setCertificateEntry("ca" + i, certificates.get(i));
                }
            });
        }

        private static KeyStore keyStore(TlsConfig config) {
            X509Certificate[] chain = config.certificateChain().toArray(X509Certificate[]::new);
            return store(store -> store.setKeyEntry("client", config.privateKey(), IN_MEMORY.toCharArray(), chain));
        }

        private interface Content {
            void addTo(KeyStore store) throws GeneralSecurityException;
        }

        private static KeyStore store(Content content) {
            try {
                KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                content.addTo(store);
                return store;
            } catch (GeneralSecurityException | IOException impossible) {
                throw new IllegalStateException("an empty key store in memory", impossible);
            }
        }
    }
}
