package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.admin.ServerStats;
import dev.pushbench.server.publish.OverflowPolicy;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.wire.PushMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** What the tests ask of a server again and again. */
final class TestServer {

    static final Duration PATIENCE = Duration.ofMillis(RawConnection.PATIENCE_MILLIS);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestServer() {}

    static ServerUnderTest start() throws IOException {
        return ServerUnderTest.start(ServerConfig.onFreePorts());
    }

    static ServerUnderTest start(int queueCapacity, OverflowPolicy policy) throws IOException {
        return ServerUnderTest.start(new ServerConfig(ServerConfig.DEFAULT_HOST, 0, 0, queueCapacity, policy, null));
    }

    static HttpResponse<String> get(ServerUnderTest server, String path) throws Exception {
        return send(request(server, path).GET());
    }

    static HttpResponse<String> post(ServerUnderTest server, String path, String body) throws Exception {
        return send(request(server, path).POST(BodyPublishers.ofString(body)));
    }

    static HttpRequest.Builder request(ServerUnderTest server, String path) {
        return HttpRequest.newBuilder(server.http().resolve(path)).timeout(PATIENCE);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    static ServerStats stats(ServerUnderTest server) throws Exception {
        HttpResponse<String> response = get(server, "/admin/stats");
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readValue(response.body(), ServerStats.class);
    }

    static void awaitSubscriptions(Topic topic, int wanted) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(topic.subscriptions()).isEqualTo(wanted));
    }

    static PushMessage message(String text) {
        return new PushMessage(text.getBytes(StandardCharsets.UTF_8));
    }
}
