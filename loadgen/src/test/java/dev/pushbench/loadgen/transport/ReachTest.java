package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.NetworkConfig.Resolve;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways to a target that its URL alone does not lead: other addresses, other names, certificates of our own. */
class ReachTest {

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate CLIENT = new HeldCertificate.Builder()
            .commonName("client")
            .signedBy(AUTHORITY)
            .build();

    /** Writes down who comes, and by which name, and leaves the rest to the endpoints. */
    private static final class Doorman extends Handler.Abstract.NonBlocking {

        private final List<String> sources = new CopyOnWriteArrayList<>();
        private final List<String> names = new CopyOnWriteArrayList<>();

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            sources.add(((InetSocketAddress) endPoint.getRemoteSocketAddress())
                    .getAddress()
                    .getHostAddress());
            if (endPoint instanceof SslConnection.SslEndPoint tls) {
                var session = (javax.net.ssl.ExtendedSSLSession)
                        tls.getSslConnection().getSSLEngine().getSession();
                session.getRequestedServerNames().forEach(name -> names.add(name.toString()));
            }
            return false;
        }
    }

    private static RecordingListener outcome(TransportConfig config, int subscriptions) {
        List<RecordingListener> listeners = new ArrayList<>();
        try (Transport transport = Transports.open(config)) {
            for (int i = 0; i < subscriptions; i++) {
                RecordingListener listener = new RecordingListener();
                listeners.add(listener);
                transport.subscribe(listener);
            }
            listeners.forEach(listener ->
                    RecordingListener.soon().until(() -> !listener.messages.isEmpty() || listener.end != null));
        }
        return listeners.get(0);
    }

    private static URI at(PushServer server, String host) {
        return URI.create("https://" + host + ":" + server.uri("https", "/").getPort() + "/sse");
    }

    private static Resolve loopback(URI url) {
        return new Resolve(url.getHost(), url.getPort(), "127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource
    void aHostIsWhereTheUserSaysItIs(HttpVersion version) throws Exception {
        HeldCertificate certificate = PushServer.certificate("name.example");
        Doorman doorman = new Doorman();
        try (PushServer server = PushServer.demanding(AUTHORITY, certificate, doorman)) {
            URI url = at(server, "NAME.example");
            RecordingListener listener = outcome(
                    TransportConfig.of(url, version).with(it -> {
                        it.resolve = List.of(loopback(url));
                        it.trustedCertificates = List.of(certificate.certificate());
                        it.certificateChain = List.of(CLIENT.certificate());
                        it.privateKey = CLIENT.keyPair().getPrivate();
                    }),
                    1);
            assertThat(listener.messages).as("%s", listener.end).isNotEmpty();
            assertThat(doorman.names).singleElement().asString().containsIgnoringCase("name.example");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatWantsACertificateGetsOne(HttpVersion version) throws Exception {
        HeldCertificate certificate = PushServer.certificate("localhost");
        try (PushServer server = PushServer.demanding(AUTHORITY, certificate, new Doorman())) {
            TransportConfig without = TransportConfig.of(at(server, "localhost"), version)
                    .with(it -> it.trustedCertificates = List.of(certificate.certificate()));
            Consumer<TransportConfig.Draft> own = it -> {
                it.certificateChain = List.of(CLIENT.certificate());
                it.privateKey = CLIENT.keyPair().getPrivate();
            };
            assertThat(outcome(without.with(own), 1).messages).isNotEmpty();
            SubscriptionEnd refused = outcome(without, 1).end;
            assertThat(refused.detail()).contains("certificate of the client").contains("--cert");
            // Over HTTP/2 what we write may fail before what the server says of it is read.
            assertThat(refused.cause())
                    .isIn(version == HttpVersion.HTTP_2 ? List.of(Cause.TLS, Cause.CUT_SHORT) : List.of(Cause.TLS));
        }
    }

    @Test
    void theServerNameAskedForMayBeAnotherAndIsVerified() throws Exception {
        HeldCertificate certificate = PushServer.certificate("inner.example");
        Doorman doorman = new Doorman();
        try (PushServer server = PushServer.demanding(AUTHORITY, certificate, doorman)) {
            TransportConfig config = TransportConfig.of(at(server, "localhost"), HttpVersion.HTTP_1_1)
                    .with(it -> {
                        it.trustedCertificates = List.of(certificate.certificate());
                        it.certificateChain = List.of(CLIENT.certificate());
                        it.privateKey = CLIENT.keyPair().getPrivate();
                        it.serverName = "inner.example";
                        it.headers = List.of("Host: inner.example");
                    });
            RecordingListener listener = outcome(config, 1);
            assertThat(listener.messages).as("%s", listener.end).isNotEmpty();
            assertThat(doorman.names).singleElement().asString().contains("inner.example");
            assertThat(outcome(config.with(it -> it.serverName = "other.example"), 1)
                            .end
                            .detail())
                    .contains("the certificate is not for localhost");
        }
    }

    @Test
    void connectionsLeaveFromTheBoundAddressesInTurn() throws Exception {
        Doorman doorman = new Doorman();
        try (PushServer server = PushServer.with(doorman)) {
            URI url = URI.create("http://localhost:" + server.uri("http", "/").getPort() + "/sse");
            TransportConfig config = TransportConfig.of(url, HttpVersion.HTTP_1_1)
                    .with(it -> it.bindAddresses = List.of("127.0.0.2", "127.0.0.3"));
            assertThat(outcome(config, 4).messages).isNotEmpty();
        }
        assertThat(doorman.sources).containsExactlyInAnyOrder("127.0.0.2", "127.0.0.3", "127.0.0.2", "127.0.0.3");
    }

    @Test
    void aHostWithoutAnAddressOfTheBoundKindIsSaidSo() throws Exception {
        try (RawServer server = RawServer.answering("")) {
            TransportConfig config =
                    server.target("http", HttpVersion.HTTP_1_1).with(it -> it.bindAddresses = List.of("::1"));
            SubscriptionEnd end = outcome(config, 1).end;
            assertThat(end.cause()).isEqualTo(Cause.UNRESOLVED);
            assertThat(end.detail()).isEqualTo("host 127.0.0.1 has no address of the kind that --bind names");
        }
        assertThat(InetAddress.getByName("::1")).isNotNull();
    }
}
