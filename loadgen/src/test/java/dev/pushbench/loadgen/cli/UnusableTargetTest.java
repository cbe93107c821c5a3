package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.RawServer;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.reports.result.SloResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A target that cannot be measured, as its user sees it: exit code 5 and one line that says what was tried, where, what
 * came of it and what to do. One that can be measured in part is measured.
 */
class UnusableTargetTest {

    private static final int CONNECTIONS = 40;
    private static final long INTERVAL_NS = Duration.ofMillis(20).toNanos();

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"http, 1.1", "http, 2", "https, 1.1", "https, 2", "ws, 1.1", "ws, 2", "wss, 1.1", "wss, 2"})
    void nobodyListens(String scheme, String http) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertUnusable(
                scheme + "://127.0.0.1:" + port + "/events --http " + http,
                "127.0.0.1:" + port + " refused the connection: is the server running, and on that port?");
    }

    @ParameterizedTest
    @CsvSource({"http, 1.1", "https, 2", "ws, 2", "wss, 1.1"})
    void theNameIsUnknown(String scheme, String http) {
        assertUnusable(
                scheme + "://no-such-host.invalid/events --http " + http,
                "host no-such-host.invalid not found: check the name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http | 404 Not Found                                | GET URL answered 404 Not Found: check the path",
                "ws   | 404 Not Found                                | WebSocket URL answered 404 Not Found: check the path",
                "http | 401 Unauthorized | GET URL answered 401 Unauthorized: give credentials with --user, --bearer or --header",
                "ws   | 403 Forbidden    | WebSocket URL answered 403 Forbidden: give credentials with --user, --bearer or --header",
                "http | 405 Method Not Allowed | answered 405 Method Not Allowed: check that the endpoint speaks this protocol",
                "ws   | 426 Upgrade Required   | answered 426 Upgrade Required: check that the endpoint speaks this protocol",
                "http | 400 Bad Request  | answered 400 Bad Request: check the path, and what the server wants in its headers (-H)",
                "http | 500 Oh           | answered 500 Oh: look at the server's log",
                "http | 503 Full | answered 503 Full: the server turns connections away, use fewer or a lower --connect-rate",
                "http | 200 OK | answered without a content type instead of text/event-stream: check the path",
                "http | 200 OK;Content-Type: text/html | answered text/html instead of text/event-stream: check the path",
                "http | 200 OK;Content-Type: text/event-stream;Content-Encoding: gzip | not asked for: take it with --gzip",
                "ws   | 200 OK | answered 200 instead of 101: check the path, and whether a proxy takes the upgrade away",
                "ws   | 101 Yes | answered 101 without \"Upgrade: websocket\": check the path, and the proxies on the way",
                "http | 101 Yes | GET URL answered 101 Yes: check the path, and what the server wants in its headers (-H)",
            })
    void theAnswerIsAnother(String scheme, String head, String said) throws IOException {
        try (RawServer server = RawServer.closing(
                "HTTP/1.1 " + head.strip().replace(";C", "\r\nC") + "\r\nContent-Length: 0\r\n\r\n")) {
            assertUnusable(server.url(scheme), said.replace("URL", server.url(scheme)));
        }
    }

    /** What may be wrong with a certificate, and what is said of it. */
    private enum Certificate {
        EXPIRED("127.0.0.1", -2, "the certificate has expired: renew it, or accept it with --insecure"),
        NOT_YET_VALID("127.0.0.1", 1, "the certificate is not valid yet: check the clocks, or use --insecure"),
        OF_ANOTHER_NAME(
                "example.org",
                -1,
                "the certificate is not for 127.0.0.1: use the name it was made for, or accept it with --insecure"),
        OF_AN_UNKNOWN_AUTHORITY(
                "127.0.0.1",
                -1,
                "the certificate comes from an unknown authority: name it with --cacert, or accept it with --insecure");

        private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
        private static final HeldCertificate AUTHORITY =
                new HeldCertificate.Builder().certificateAuthority(0).build();

        private final String name;
        private final int fromDays;
        private final String said;

        Certificate(String name, int fromDays, String said) {
            this.name = name;
            this.fromDays = fromDays;
            this.said = said;
        }

        /** Valid from then on for a day, or for two that hold the present. */
        private HeldCertificate make() {
            long fromMillis = System.currentTimeMillis() + fromDays * DAY_MILLIS;
            return new HeldCertificate.Builder()
                    .signedBy(AUTHORITY)
                    .commonName(name)
                    .addSubjectAlternativeName(name)
                    .validityInterval(fromMillis, fromMillis + (fromDays == -2 ? 1 : 2) * DAY_MILLIS)
                    .build();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCertificateIsNotToBeBelieved(Certificate certificate) throws IOException {
        String trust = certificate == Certificate.OF_AN_UNKNOWN_AUTHORITY
                ? ""
                : " --cacert " + Files.writeString(directory.resolve("ca.pem"), Certificate.AUTHORITY.certificatePem());
        try (RawServer server = RawServer.tls(certificate.make(), RawServer.Peer::readHead)) {
            for (String options : List.of("https --http 1.1", "https --http 2", "wss --http 1.1", "wss --http 2")) {
                String[] scheme = options.split(" ", 2);
                assertUnusable(
                        server.url(scheme[0]) + " " + scheme[1] + trust,
                        "TLS with " + URI.create(server.url("https")).getAuthority() + ": " + certificate.said);
            }
        }
    }

    @Test
    void thePortHasNoTls() throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
            peer.hangUp();
        })) {
            assertUnusable(server.url("https"), "the server does not speak TLS on this port: use http://");
        }
    }

    @ParameterizedTest
    @CsvSource({"http, in cleartext (prior knowledge)", "ws, in cleartext (prior knowledge)", "https, by ALPN"})
    void http2IsNotOffered(String scheme, String how) throws IOException {
        try (RawServer server = scheme.equals("https")
                ? RawServer.tls(Certificate.OF_ANOTHER_NAME.make(), RawServer.Peer::readHead)
                : RawServer.closing("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertUnusable(
                    server.url(scheme) + " --http 2 --insecure",
                    " does not offer HTTP/2 " + how + ": use --http 1.1, or enable it on the server");
        }
    }

    /** Each process of the generator would say so. */
    @Test
    void severalProcessesSayItOnce() throws IOException {
        try (RawServer server = RawServer.closing("HTTP/1.1 404 Not Found\r\n\r\n")) {
            assertUnusable(server.url("http") + " --processes 2", "answered 404 Not Found: check the path");
        }
    }

    @Test
    void aShareOfTheConnectionsThatFailsIsCountedAndTheRunGoesOn() throws Exception {
        AtomicInteger upgrades = new AtomicInteger();
        try (RawServer server = RawServer.doing(peer -> {
            peer.readHead();
            if (upgrades.incrementAndGet() % 10 == 0) {
                peer.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                peer.hangUp();
                return;
            }
            peer.write(peer.upgradeHead());
            while (true) {
                peer.sendText("tick");
                LockSupport.parkNanos(INTERVAL_NS);
            }
        })) {
            Path junit = directory.resolve("junit.xml");
            int exitCode = run("load " + server.url("ws") + " -c " + CONNECTIONS
                    + " -d 500ms --warmup 0s --progress none --slo errors<20%,errors<5% --junit " + junit + " --out "
                    + directory);

            assertThat(exitCode).as(terminal.err()).isEqualTo(ExitCode.MEASUREMENT_INVALID);
            RunResult run = ValidResult.read(directory).run();
            assertThat(run.failedGates()).extracting(Gate::name).contains("subscriptions");
            assertThat(terminal.err()).contains("ws/1.1, subscriptions: 36 of 40 subscriptions opened, 36 were open");
            assertThat(run.cells().get(0).messages().received()).isPositive();
            assertThat(run.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.count()).isEqualTo(CONNECTIONS / 10);
                assertThat(failure.example())
                        .startsWith("WebSocket " + server.url("ws") + " answered 503 Service Unavailable");
                assertThat(failure.remedy()).contains("check the path");
            });
            assertThat(terminal.out().lines())
                    .anyMatch(line -> line.matches("unexpected status +ws/1\\.1 +4 +WebSocket .*"));
            assertThat(run.slos()).extracting(SloResult::met).containsExactly(true, false);
            assertThat(Files.readString(junit))
                    .containsPattern(
                            "<testcase [^>]*name=\"errors&lt;20%\"[^>]*>((?!<failure|</testcase>)[\\s\\S])*</testcase>")
                    .containsPattern("<testcase [^>]*name=\"errors&lt;5%\"[^>]*>\\s*<failure");
        }
    }

    private void assertUnusable(String arguments, String said) {
        for (String command : List.of("load -c 2 --out " + directory.resolve("result") + " ", "tail ")) {
            if (command.equals("tail ") && arguments.contains("--processes")) {
                continue;
            }
            assertThat(run(command + arguments)).as(terminal.err()).isEqualTo(ExitCode.TARGET_UNREACHABLE);
            assertThat(terminal.err().lines()).as(terminal.err()).hasSize(1);
            assertThat(terminal.err())
                    .startsWith("pushbench " + command.substring(0, 4) + ": ")
                    .contains(said)
                    .doesNotContain("Exception");
            assertThat(terminal.out()).isEmpty();
        }
        assertThat(directory.resolve("result")).doesNotExist();
    }

    private int run(String command) {
        return terminal.run(command.strip().split(" +"));
    }
}
