package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pushbench.server.publish.OverflowPolicy;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class ServerConfigTest {

    @Test
    void everyWrongValueIsNamed() {
        assertRefused(" ", 0, 0, 1, "host is empty");
        assertRefused("localhost", -1, 0, 1, "port is -1");
        assertRefused("localhost", 0, 65_536, 1, "tls-port is 65536");
        assertRefused("localhost", 8080, 8080, 1, "port and tls-port are both 8080");
        assertRefused("localhost", 0, 0, 0, "queue is 0");
        assertThatThrownBy(() -> new ServerConfig("localhost", 0, 0, 1, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("overflow policy is missing");
    }

    @Test
    void itsTextDoesNotGiveTheTokenAway() {
        assertThat(new ServerConfig("localhost", 0, 0, 1, OverflowPolicy.DROP, "s3cret").toString())
                .contains("localhost")
                .doesNotContain("s3cret");
    }

    @Test
    void theUrisNameThePortsThatWereFree() throws IOException {
        try (ServerUnderTest server = TestServer.start()) {
            URI http = server.http();
            URI https = server.https();
            assertThat(http.toString()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*/");
            assertThat(https.toString()).matches("https://127\\.0\\.0\\.1:[1-9][0-9]*/");
            assertThat(https.getPort()).isNotEqualTo(http.getPort());
            assertThat(server.ws().toString()).isEqualTo("ws" + http.toString().substring(4));
            assertThat(server.wss().toString())
                    .isEqualTo("wss" + https.toString().substring(5));
        }
    }

    @Test
    void withoutATlsPortThereIsTheOtherOne() throws IOException {
        ServerConfig cleartext = new ServerConfig(ServerConfig.DEFAULT_HOST, 0, null, 1, OverflowPolicy.DROP, null);
        try (ServerUnderTest server = ServerUnderTest.start(cleartext)) {
            assertThat(server.http().getPort()).isPositive();
            assertThat(server.https()).isNull();
            assertThat(server.wss()).isNull();
            assertThat(server.certificate()).isNull();
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingIsLeftRunning() throws IOException {
        try (ServerUnderTest server = TestServer.start()) {
            int taken = server.http().getPort();
            long meters = hiccupMeters();
            ServerConfig again = new ServerConfig(ServerConfig.DEFAULT_HOST, taken, 0, 1, OverflowPolicy.DROP, null);

            assertThatThrownBy(() -> ServerUnderTest.start(again))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken);
            await().untilAsserted(() -> assertThat(hiccupMeters()).isLessThanOrEqualTo(meters));
        }
    }

    private static long hiccupMeters() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("hiccup-meter"))
                .count();
    }

    private static void assertRefused(String host, int port, int tlsPort, int queue, String message) {
        assertThatThrownBy(() -> new ServerConfig(host, port, tlsPort, queue, OverflowPolicy.DROP, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
