package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates that must not be believed, and ports that are not what the URL says. */
class TlsPeersTest {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    static Stream<Arguments> badCertificates() {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        List<X509Certificate> trusted = List.of(authority.certificate());
        HeldCertificate expired = signed(authority, "127.0.0.1", -2, -1);
        HeldCertificate early = signed(authority, "127.0.0.1", 1, 2);
        HeldCertificate named = signed(authority, "example.com", -1, 1);
        HeldCertificate unknown = signed(authority, "127.0.0.1", -1, 1);
        return Stream.of(HttpVersion.values())
                .flatMap(version -> Stream.of(
                        Arguments.of(version, "the certificate has expired", expired, trusted),
                        Arguments.of(version, "the certificate is not valid yet", early, trusted),
                        Arguments.of(version, "is not for 127.0.0.1: use the name it was made for", named, trusted),
                        Arguments.of(version, "comes from an unknown authority", unknown, List.of())));
    }

    private static HeldCertificate signed(HeldCertificate authority, String name, int fromDays, int toDays) {
        long now = System.currentTimeMillis();
        return new HeldCertificate.Builder()
                .signedBy(authority)
                .commonName(name)
                .addSubjectAlternativeName(name)
                .validityInterval(now + fromDays * DAY_MILLIS, now + toDays * DAY_MILLIS)
                .build();
    }

    /** TLS without ALPN, and an event stream if anyone asks over HTTP/1.1. */
    private static RawServer serving(HeldCertificate certificate) throws IOException {
        return RawServer.tls(certificate, peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: one\n\n");
        });
    }

    private static RecordingListener outcome(TransportConfig config) {
        RecordingListener listener = new RecordingListener();
        try (Transport transport = Transports.open(config)) {
            transport.subscribe(listener);
            listener.awaitEnd();
            RecordingListener.soon().until(() -> transport.tcpConnections() == 0);
        }
        assertThat(listener.breaches).isEmpty();
        return listener;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badCertificates")
    void aCertificateThatMustNotBeBelieved(
            HttpVersion version, String said, HeldCertificate certificate, List<X509Certificate> trusted)
            throws IOException {
        try (RawServer server = serving(certificate)) {
            RecordingListener listener =
                    outcome(server.target("https", version).with(it -> it.trustedCertificates = trusted));
            assertThat(listener.calls).containsExactly("end");
            assertThat(listener.end.cause()).isEqualTo(Cause.TLS);
            assertThat(listener.end.detail()).contains(said).contains("--insecure");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badCertificates")
    void insecureBelievesAnything(
            HttpVersion version, String said, HeldCertificate certificate, List<X509Certificate> trusted)
            throws IOException {
        try (RawServer server = serving(certificate)) {
            RecordingListener listener = outcome(server.target("https", version).with(it -> it.insecure = true));
            if (version == HttpVersion.HTTP_1_1) {
                assertThat(listener.messages).containsExactly("one");
            } else {
                assertThat(listener.end.cause()).isEqualTo(Cause.HTTP2_NOT_OFFERED);
                assertThat(listener.end.detail()).contains("by ALPN").contains("--http 1.1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPortWithoutTls(HttpVersion version) throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            peer.in.readByte();
            peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        })) {
            SubscriptionEnd end = outcome(server.target("wss", version)).end;
            assertThat(end.cause()).isEqualTo(Cause.TLS);
            assertThat(end.detail()).endsWith("the server does not speak TLS on this port: use ws://");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHangsUpOnTheHandshake(HttpVersion version) throws IOException {
        try (RawServer server = RawServer.doing(peer -> peer.in.readByte())) {
            SubscriptionEnd end = outcome(server.target("https", version)).end;
            assertThat(end.cause()).isIn(Cause.TLS, Cause.RESET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandshakeThatIsNeverAnswered(HttpVersion version) throws IOException {
        try (RawServer server =
                new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), RawServer.Peer::awaitEnd)) {
            TransportConfig config =
                    server.target("https", version).with(it -> it.responseTimeout = Duration.ofMillis(300));
            SubscriptionEnd end = outcome(config).end;
            assertThat(end.cause()).isEqualTo(Cause.NO_RESPONSE);
            assertThat(end.detail()).contains("TLS handshake not finished within 300 ms");
        }
    }
}
