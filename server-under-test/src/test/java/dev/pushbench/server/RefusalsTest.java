package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoints do not take, and that each refusal is one line of plain text. */
final class RefusalsTest {

    private static final String TOO_LONG = "x".repeat(101);

    private static ServerUnderTest server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPathThatIsNotThereIs404() throws Exception {
        assertRefused(TestServer.get(server, "/nothing"), 404);
        assertRefused(TestServer.get(server, "/"), 404);
        assertRefused(TestServer.get(server, "/admin"), 404);
        assertRefused(TestServer.get(server, "/admin/nothing"), 404);
        assertRefused(TestServer.post(server, "/admin/clock", ""), 404);
    }

    @Test
    void anEventStreamIsOnlyForGetAndPublishOnlyForPost() throws Exception {
        HttpResponse<String> sse = TestServer.post(server, "/sse", "");
        assertRefused(sse, 405);
        assertThat(sse.headers().firstValue("Allow")).contains("GET");

        HttpResponse<String> publish = TestServer.get(server, "/publish");
        assertRefused(publish, 405);
        assertThat(publish.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/echo"})
    void aWebSocketPathWithoutAnUpgradeIs426AndSaysWhatIsMissing(String path) throws Exception {
        HttpResponse<String> response = TestServer.get(server, path);

        assertRefused(response, 426);
        assertThat(response.headers().firstValue("Upgrade")).contains("websocket");
    }

    @Test
    void aWebSocketPathWithoutAnUpgradeIs426OverHttp2AsWell() throws Exception {
        try (RawHttp2 client = new RawHttp2(server.http(), 1_000)) {
            client.get(1, "/ws");

            assertThat(client.read().type()).isEqualTo(RawHttp2.HEADERS);
            assertThat(client.read().text()).startsWith("426 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sse", "/ws"})
    void aTopicNameThatIsTooLongIs400(String path) throws Exception {
        try (RawConnection connection = RawConnection.to(server.http())) {
            if (path.equals("/ws")) {
                assertThat(RawWebSocket.handshake(connection, path + "?topic=" + TOO_LONG, "")
                                .responseHead())
                        .startsWith("HTTP/1.1 400 ");
            } else {
                assertRefused(TestServer.get(server, path + "?topic=" + TOO_LONG), 400);
            }
        }
        assertRefused(TestServer.post(server, "/publish?topic=" + TOO_LONG, "hello"), 400);
        assertRefused(TestServer.post(server, "/admin/schedule/" + TOO_LONG, "{}"), 400);
    }

    @Test
    void aBodyOfUnknownLengthIs411() throws Exception {
        // Without the body: a server that hangs up on bytes it has not read resets the connection, and its answer is
        // gone.
        try (RawConnection connection = RawConnection.to(server.http())) {
            connection.send("POST /publish HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");

            assertThat(connection.readHead()).startsWith("HTTP/1.1 411 ");
        }
    }

    @Test
    void aBodyOfMoreThanAMebibyteIs413BeforeItIsRead() throws Exception {
        try (RawConnection connection = RawConnection.to(server.http())) {
            connection.send("POST /publish HTTP/1.1\r\nHost: test\r\nContent-Length: 1048577\r\n\r\n");

            assertThat(connection.readHead()).startsWith("HTTP/1.1 413 ").contains("\nConnection: close\n");
        }
        assertThat(TestServer.post(server, "/publish", "x".repeat(1 << 20)).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aBodyThatIsNotUtf8Is400BecauseNoTextFrameMayCarryIt() throws Exception {
        HttpResponse<String> response = TestServer.send(TestServer.request(server, "/publish")
                .POST(BodyPublishers.ofByteArray(new byte[] {'a', (byte) 0xc3, '(', 'b'})));

        assertRefused(response, 400);
        assertThat(response.body()).contains("UTF-8");
    }

    @Test
    void whatIsNotHttpIs400() throws Exception {
        try (RawConnection connection = RawConnection.to(server.http())) {
            connection.send("hello, is this HTTP?\r\n\r\n");

            assertThat(connection.readHead()).startsWith("HTTP/1.1 400 ");
        }
    }

    private static void assertRefused(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(response.body()).matches(status + " [^\r\n]+\n");
    }
}
