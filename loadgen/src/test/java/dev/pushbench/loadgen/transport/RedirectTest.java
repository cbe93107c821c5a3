package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions that are sent elsewhere, by a Jetty server that knows where. */
class RedirectTest {

    private static final HeldCertificate CERTIFICATE = PushServer.certificate("localhost");

    /** Sends whoever asks for a path in the map to its location, and notes who came. */
    private static final class Signpost extends Handler.Abstract.NonBlocking {

        private static final Map<String, String> LOCATIONS = new ConcurrentHashMap<>();
        private static final List<String> VISITS = new CopyOnWriteArrayList<>();
        private static volatile int status = 302;

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String path = request.getHttpURI().getPathQuery();
            var headers = request.getHeaders();
            VISITS.add(path + " " + headers.get(HttpHeader.AUTHORIZATION) + " " + headers.get(HttpHeader.COOKIE) + " "
                    + headers.get("X-Mine"));
            String location = LOCATIONS.get(path);
            if (location == null) {
                return false;
            }
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.LOCATION, location);
            callback.succeeded();
            return true;
        }
    }

    private static PushServer server;
    private static PushServer other;

    @BeforeAll
    static void start() throws Exception {
        server = PushServer.with(new Signpost(), CERTIFICATE);
        other = PushServer.with(new Signpost(), CERTIFICATE);
    }

    @AfterAll
    static void stop() {
        server.close();
        other.close();
    }

    @BeforeEach
    void forget() {
        Signpost.LOCATIONS.clear();
        Signpost.VISITS.clear();
        Signpost.status = 302;
    }

    static Stream<Arguments> cells() {
        return Stream.of("ws", "wss", "http", "https")
                .flatMap(scheme -> Stream.of(HttpVersion.values()).map(version -> Arguments.of(scheme, version)));
    }

    private static TransportConfig config(String scheme, HttpVersion version, String path) {
        return TransportConfig.of(server.uri(scheme, path), version).with(it -> {
            it.trustedCertificates = List.of(CERTIFICATE.certificate());
            it.headers = List.of("Authorization: Bearer t", "Cookie: a=b", "X-Mine: yes");
        });
    }

    private static String end(String scheme) {
        return scheme.startsWith("ws") ? "/ws" : "/sse";
    }

    @ParameterizedTest
    @MethodSource("cells")
    void redirectsAreFollowedOnTheSameServerWithCredentials(String scheme, HttpVersion version) {
        Signpost.LOCATIONS.putAll(Map.of("/a", "b?x=1", "/b?x=1", "?x=2#part", "/b?x=2", end(scheme)));
        List<RecordingListener> listeners = new ArrayList<>();
        try (Transport transport = Transports.open(config(scheme, version, "/a"))) {
            for (int i = 0; i < 5; i++) {
                RecordingListener listener = new RecordingListener();
                listeners.add(listener);
                transport.subscribe(listener);
            }
            listeners.forEach(listener -> listener.awaitMessages(PushServer.MESSAGES));
            assertThat(transport.notes())
                    .isEqualTo(new TransportNotes(
                            15, server.uri(scheme, end(scheme)).toString(), 0));
            RecordingListener.soon().until(() -> transport.tcpConnections() <= (version == HttpVersion.HTTP_2 ? 2 : 5));
        }
        assertThat(listeners).allSatisfy(listener -> {
            assertThat(listener.calls).containsExactly("connected", "open", "end");
            assertThat(listener.end.cause()).isEqualTo(Cause.CLOSED_BY_US);
            assertThat(listener.breaches).isEmpty();
        });
        assertThat(Signpost.VISITS).hasSize(20).allMatch(visit -> visit.endsWith(" Bearer t a=b yes"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void credentialsStayWithTheServerTheyWereGivenTo(String scheme, HttpVersion version) {
        // As servers do, which know of no ws:// in a Location.
        String http = scheme.replace("ws", "http");
        Signpost.LOCATIONS.put("/a", other.uri(http, end(scheme)).toString());
        try (Transport transport = Transports.open(config(scheme, version, "/a"))) {
            RecordingListener listener = new RecordingListener();
            transport.subscribe(listener);
            listener.awaitMessages(PushServer.MESSAGES);
        }
        assertThat(Signpost.VISITS).containsExactly("/a Bearer t a=b yes", end(scheme) + " null null yes");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void everyRedirectAlsoFromCleartextToTls(int status) {
        Signpost.status = status;
        Signpost.LOCATIONS.put("/a", server.uri("https", "/sse").toString());
        try (Transport transport = Transports.open(config("http", HttpVersion.HTTP_1_1, "/a"))) {
            RecordingListener listener = new RecordingListener();
            transport.subscribe(listener);
            listener.awaitMessages(PushServer.MESSAGES);
        }
    }

    @Test
    void whatCannotBeFollowedEndsWithOneLine() {
        Signpost.LOCATIONS.putAll(Map.of(
                "/down", server.uri("http", "/sse").toString(),
                "/loop", "/loop2",
                "/loop2", "/loop",
                "/ftp", "ftp://h/",
                "/ws", "wss://localhost/",
                "/bad", "http://a b/"));
        assertEnd("/down", "redirects from TLS to cleartext, http://localhost:");
        assertEnd("/loop", "/loop2 redirects in a loop, to https://localhost:");
        assertEnd("/ftp", "redirects to ftp://h/, which cannot be followed");
        assertEnd("/ws", "redirects to wss://localhost/, which cannot be followed");
        assertEnd("/bad", "redirects to http://a b/, which cannot be followed");
    }

    @Test
    void redirectsEndSomewhere() {
        for (int i = 0; i < 12; i++) {
            Signpost.LOCATIONS.put("/" + i, "/" + (i + 1));
        }
        assertEnd("/0", "/11, after 10 times: see --max-redirects");
        assertThat(Signpost.VISITS).hasSize(11);
    }

    @Test
    void aTargetCannotSendSubscriptionsToEverMoreHosts() throws Exception {
        try (Transport transport = Transports.open(config("http", HttpVersion.HTTP_1_1, "/a"))) {
            RecordingListener last = null;
            for (int i = 1; i <= 64; i++) {
                Signpost.LOCATIONS.put("/a", "http://127.0.0." + i + ":9/");
                last = new RecordingListener();
                transport.subscribe(last);
                last.awaitEnd();
            }
            assertThat(last.end.detail()).contains("has redirected to 64 hosts");
        }
    }

    private static void assertEnd(String path, String said) {
        try (Transport transport = Transports.open(config("https", HttpVersion.HTTP_1_1, path))) {
            RecordingListener listener = new RecordingListener();
            transport.subscribe(listener);
            SubscriptionEnd end = listener.awaitEnd();
            assertThat(end.cause()).isEqualTo(Cause.HTTP_STATUS);
            assertThat(end.detail()).startsWith("GET https://").contains(said);
            assertThat(URI.create(end.detail().split(" ")[1]).getUserInfo()).isNull();
        }
    }
}
