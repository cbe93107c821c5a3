package dev.pushbench.server;

import static dev.pushbench.server.TestServer.PATIENCE;
import static dev.pushbench.server.TestServer.awaitSubscriptions;
import static dev.pushbench.server.TestServer.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pushbench.server.admin.ClockReading;
import dev.pushbench.server.admin.Percentiles;
import dev.pushbench.server.admin.ScheduleStarted;
import dev.pushbench.server.admin.ServerStats;
import dev.pushbench.server.admin.ServerStats.TopicStats;
import dev.pushbench.server.publish.OverflowPolicy;
import dev.pushbench.server.wire.PayloadFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class AdminTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ServerUnderTest server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theClockIsThatOfTheMessages() throws Exception {
        long beforeNs = System.nanoTime();
        HttpResponse<String> response = TestServer.get(server, "/admin/clock");
        long afterNs = System.nanoTime();

        assertThat(JSON.readValue(response.body(), ClockReading.class).nanoTime())
                .isBetween(beforeNs, afterNs);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aFreshServerHasPlausibleFiguresOfItsProcessAndZeroesOfItsTraffic() throws Exception {
        ServerStats stats = TestServer.stats(server);

        assertThat(stats.process().cpuNs()).isPositive();
        assertThat(stats.process().heapUsedBytes())
                .isBetween(1L, Runtime.getRuntime().maxMemory());
        assertThat(stats.process().directBytes()).isNotNegative();
        assertThat(stats.process().gcCount()).isNotNegative();
        assertThat(stats.process().gcMillis()).isNotNegative();
        assertThat(stats.messagesWritten()).isZero();
        assertThat(stats.messagesDropped()).isZero();
        assertThat(stats.overflowDisconnects()).isZero();
        assertThat(stats.subscriptions()).isEmpty();
        assertThat(stats.topics()).isEmpty();
        Long resident = stats.process().residentBytes();
        if (resident != null) {
            assertThat(resident).isGreaterThan(stats.process().heapUsedBytes() / 2);
        }
    }

    @Test
    void hiccupsGrowInNumberAndTheirPercentilesInOrder() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Percentiles hiccups = TestServer.stats(server).hiccups();
            assertThat(hiccups.count()).isGreaterThan(10);
            assertThat(hiccups.p50Ns()).isNotNegative().isLessThanOrEqualTo(hiccups.p99Ns());
            assertThat(hiccups.p99Ns()).isLessThanOrEqualTo(hiccups.p999Ns());
            assertThat(hiccups.p999Ns()).isLessThanOrEqualTo(hiccups.maxNs());
        });
    }

    @Test
    void aCollectionCanBeAskedForBeforeTheHeapIsRead() throws Exception {
        long before = TestServer.stats(server).process().gcCount();

        String body = TestServer.get(server, "/admin/stats?gc=true").body();

        assertThat(JSON.readValue(body, ServerStats.class).process().gcCount()).isGreaterThan(before);
    }

    @Test
    void bytesWrittenAreExactlyThoseThatABareSocketGot() throws Exception {
        try (RawConnection client = RawConnection.eventStream(server.http(), "t")) {
            awaitSubscriptions(server.topic("t"), 1);
            for (int bytes : new int[] {1, 100, 100_000}) {
                server.topic("t").broadcast(message("x".repeat(bytes)));
                client.readChunk();
            }

            // Its own answer is not yet in it.
            ServerStats stats = TestServer.stats(server);
            assertThat(stats.bytesWritten()).isEqualTo(client.bytesRead());
            assertThat(stats.messagesWritten()).isEqualTo(3);
        }
    }

    @Test
    void topicsAreListedByNameWithTheirSubscriptionsAndTheLagOfTheirSchedule() throws Exception {
        try (RawConnection client = RawConnection.eventStream(server.http(), "prices")) {
            awaitSubscriptions(server.topic("prices"), 1);
            server.topic("idle");
            schedule("prices", "\"messages\":3");
            client.readChunk();
            await().until(() -> !server.topic("prices").publisher().running());

            ServerStats stats = TestServer.stats(server);
            assertThat(stats.topics()).hasSize(2);
            assertThat(stats.topics().get(0)).isEqualTo(new TopicStats("idle", 0, false, null, null));
            TopicStats prices = stats.topics().get(1);
            assertThat(prices.topic()).isEqualTo("prices");
            assertThat(prices.subscriptions()).isEqualTo(1);
            assertThat(prices.publishing()).isFalse();
            assertThat(prices.format()).isEqualTo(PayloadFormat.TEXT);
            assertThat(prices.scheduleLag().count()).isEqualTo(3);
            assertThat(prices.scheduleLag().maxNs()).isPositive();
        }
    }

    @Test
    void aScheduleInBinarySaysSo() throws Exception {
        try (RawConnection client = RawConnection.eventStream(server.http(), "prices")) {
            awaitSubscriptions(server.topic("prices"), 1);
            schedule("prices", "\"format\":\"BINARY\",\"messages\":1");

            String event = client.readChunk();
            byte[] message = Base64.getDecoder().decode(event.substring("data: ".length(), event.length() - 2));
            assertThat(message).hasSize(100);
            assertThat(ByteBuffer.wrap(message).getLong()).isZero();
            assertThat(TestServer.stats(server).topics().get(0).format()).isEqualTo(PayloadFormat.BINARY);
        }
    }

    @Test
    void aScheduleStartsWhenItSaysAndStopsWhenItIsDeleted() throws Exception {
        long beforeNs = System.nanoTime();
        ScheduleStarted started =
                JSON.readValue(schedule("prices", "\"startInMillis\":40000").body(), ScheduleStarted.class);

        assertThat(started.topic()).isEqualTo("prices");
        assertThat(started.subscriptions()).isZero();
        assertThat(started.startNs()).isBetween(beforeNs + 40_000_000_000L, System.nanoTime() + 40_000_000_000L);
        assertThat(server.topic("prices").publisher().startNs()).isEqualTo(started.startNs());
        assertThat(TestServer.stats(server).topics().get(0).publishing()).isTrue();

        assertThat(delete("/admin/schedule/prices").statusCode()).isEqualTo(204);
        assertThat(TestServer.stats(server).topics().get(0).publishing()).isFalse();
    }

    @Test
    void severalSchedulesRunAtTheSameTime() throws Exception {
        try (RawConnection one = RawConnection.eventStream(server.http(), "one");
                RawConnection two = RawConnection.eventStream(server.http(), "two")) {
            awaitSubscriptions(server.topic("one"), 1);
            awaitSubscriptions(server.topic("two"), 1);
            schedule("one", "\"messages\":0");
            schedule("two", "\"messages\":0");

            for (int i = 0; i < 3; i++) {
                assertThat(one.readChunk()).contains("{\"seq\":");
                assertThat(two.readChunk()).contains("{\"seq\":");
            }
        }
    }

    @Test
    void aTopicIsTheSameWhetherItsNameStandsInThePathOrInTheQuery() throws Exception {
        try (RawConnection client = RawConnection.eventStream(server.http(), "a%20%C3%BC")) {
            awaitSubscriptions(server.topic("a \u00fc"), 1);

            ScheduleStarted started =
                    JSON.readValue(schedule("a%20%C3%BC", "\"messages\":1").body(), ScheduleStarted.class);

            assertThat(started.topic()).isEqualTo("a \u00fc");
            assertThat(started.subscriptions()).isEqualTo(1);
            assertThat(client.readChunk()).startsWith("data: {\"seq\":0,");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ratePerSecond\":0,\"payloadBytes\":100,\"pattern\":\"SPREAD\"} | rate is 0.0",
                "{\"ratePerSecond\":5,\"payloadBytes\":1,\"pattern\":\"SPREAD\"} | payload is 1 bytes",
                "{\"ratePerSecond\":5,\"payloadBytes\":100} | pattern is missing",
                "{\"ratePerSecond\":5,\"payloadBytes\":100,\"pattern\":\"SPREAD\",\"messages\":-1} | messages is -1",
                "{\"ratePerSecond\":5,\"payloadBytes\":100,\"pattern\":\"SPREAD\",\"startInMillis\":60001} | 60001",
                "{\"ratePerSecond\":5,\"payloadBytes\":100,\"pattern\":\"SIDEWAYS\"} | SIDEWAYS",
                "{\"ratePerSecond\":5,\"payloadBytes\":23,\"pattern\":\"SPREAD\",\"format\":\"BINARY\"} | from 24",
                "{\"ratePerSecond\":5,\"payloadBytes\":100,\"pattern\":\"SPREAD\",\"format\":\"XML\"} | XML",
                "{\"rate\":5} | rate",
                "{\"ratePerSecond\":5 | Unexpected end-of-input",
                "null | null",
                "[] | ScheduleRequest",
                "hello | hello"
            })
    void aWrongScheduleIs400InOneLineThatNamesWhatIsWrong(String body, String named) throws Exception {
        HttpResponse<String> response = TestServer.post(server, "/admin/schedule/t", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(response.body()).matches("400 [^\r\n]+\n").contains(named);
        assertThat(server.topic("t").publisher()).isNull();
    }

    @Test
    void aScheduleThatIsTooLongToBeOneIsNotRead() throws Exception {
        HttpResponse<String> response = TestServer.post(server, "/admin/schedule/t", " ".repeat(10_001));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("10000");
    }

    @Test
    void peersThatNeverSendTheBodyOfTheirScheduleKeepNoThread() throws Exception {
        RawConnection[] silent = new RawConnection[300];
        try {
            for (int i = 0; i < silent.length; i++) {
                silent[i] = RawConnection.to(server.http());
                silent[i].send("POST /admin/schedule/t HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\n");
            }

            assertThat(TestServer.get(server, "/admin/clock").statusCode()).isEqualTo(200);
        } finally {
            for (RawConnection connection : silent) {
                if (connection != null) {
                    connection.close();
                }
            }
        }
    }

    @Test
    void metricsAreThoseOfTheStatsInThePrometheusTextFormat() throws Exception {
        try (RawConnection client = RawConnection.eventStream(server.http(), "t");
                RawWebSocket webSocket = RawWebSocket.open(server.http(), "/ws?topic=t")) {
            awaitSubscriptions(server.topic("t"), 2);
            server.topic("t").broadcast(message("hello"));
            client.readChunk();
            webSocket.read();

            HttpResponse<String> response = TestServer.get(server, "/admin/metrics");

            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            Map<String, Double> samples = samples(response.body());
            assertThat(samples)
                    .containsEntry("pushbench_messages_written_total", 2.0)
                    .containsEntry("pushbench_messages_dropped_total", 0.0)
                    .containsEntry("pushbench_overflow_disconnects_total", 0.0)
                    .containsEntry("pushbench_subscriptions{cell=\"sse/1.1\"}", 1.0)
                    .containsEntry("pushbench_subscriptions{cell=\"ws/1.1\"}", 1.0);
            assertThat(samples.get("pushbench_bytes_written_total")).isGreaterThan(client.bytesRead());
            assertThat(samples.get("pushbench_cpu_seconds_total")).isPositive();
            assertThat(samples.get("pushbench_heap_used_bytes")).isPositive();
        }
    }

    @Test
    void beyondLoopbackAServerWithoutATokenDoesNotStart() {
        ServerConfig open = new ServerConfig("0.0.0.0", 0, 0, 1, OverflowPolicy.DROP, null);

        assertThatThrownBy(() -> ServerUnderTest.start(open))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("--admin-token");
    }

    @Test
    void withATokenTheAdminApiWantsItAndTheRestDoesNot() throws Exception {
        ServerConfig guarded = new ServerConfig("0.0.0.0", 0, 0, 1, OverflowPolicy.DROP, "s3cret");
        try (ServerUnderTest reachable = ServerUnderTest.start(guarded)) {
            URI local = URI.create("http://127.0.0.1:" + reachable.http().getPort());

            for (String path : new String[] {"clock", "stats", "metrics", "nothing"}) {
                assertThat(statusOf(local, path, null)).isEqualTo(401);
                assertThat(statusOf(local, path, "Bearer wrong")).isEqualTo(401);
                assertThat(statusOf(local, path, "s3cret")).isEqualTo(401);
            }
            assertThat(statusOf(local, "clock", "Bearer s3cret")).isEqualTo(200);
            assertThat(statusOf(local, "nothing", "Bearer s3cret")).isEqualTo(404);
            assertThat(TestServer.post(reachable, "/publish", "hello").statusCode())
                    .isEqualTo(204);
        }
    }

    private static int statusOf(URI base, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/admin/" + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = TestServer.send(request);
        if (response.statusCode() == 401) {
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(response.body()).matches("401 [^\r\n]+\n");
        }
        return response.statusCode();
    }

    private HttpResponse<String> schedule(String topic, String field) throws Exception {
        HttpResponse<String> response = TestServer.post(
                server,
                "/admin/schedule/" + topic,
                "{\"ratePerSecond\":200,\"payloadBytes\":100,\"pattern\":\"BROADCAST\"," + field + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    @Test
    void theHeartbeatIsChangedForAllAndItsFormerIntervalAnswered() throws Exception {
        assertThat(TestServer.post(server, "/admin/heartbeat", "{\"intervalMillis\":20}")
                        .body())
                .isEqualTo("{\"intervalMillis\":15000}");
        assertThat(TestServer.post(server, "/admin/heartbeat", "{\"intervalMillis\":30000}")
                        .body())
                .isEqualTo("{\"intervalMillis\":20}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"intervalMillis\":0} | heartbeat is 0ms", "null | must be a heartbeat", "{\"every\":1} | every"
            })
    void aHeartbeatThatMakesNoSenseIsRefused(String body, String named) throws Exception {
        HttpResponse<String> response = TestServer.post(server, "/admin/heartbeat", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(named);
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return TestServer.send(TestServer.request(server, path).DELETE());
    }

    /** The samples by name and labels; a line that is neither a comment nor a sample fails. */
    private static Map<String, Double> samples(String text) {
        Map<String, Double> samples = new TreeMap<>();
        for (String line : text.split("\n")) {
            if (!line.startsWith("# HELP ") && !line.startsWith("# TYPE ")) {
                assertThat(line).matches("[a-z_][a-z0-9_]*(\\{[a-z]+=\"[^\"]*\"})? \\S+");
                int space = line.lastIndexOf(' ');
                samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            }
        }
        return samples;
    }
}
