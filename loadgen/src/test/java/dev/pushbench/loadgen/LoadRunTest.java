package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.server.admin.ClockReading;
import dev.pushbench.server.admin.Percentiles;
import dev.pushbench.server.admin.ProcessStats;
import dev.pushbench.server.admin.ScheduleStarted;
import dev.pushbench.server.admin.ServerStats;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How a run tells several servers what to publish. */
class LoadRunTest {

    private static final int SERVERS = 3;
    /** Two topics of the first server, one of each other. */
    private static final int FEEDS = SERVERS + 1;

    private static final long PATIENCE_SECONDS = 20;
    private static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0);

    private final JsonMapper json = JsonMapper.builder().build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<URI> urls = new ArrayList<>();
    private final CyclicBarrier allAreTold = new CyclicBarrier(FEEDS);
    private final Queue<Window> windows = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void startServers() throws IOException {
        for (int i = 0; i < SERVERS; i++) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/admin/clock", answer(() -> new ClockReading(System.nanoTime())));
            server.createContext(
                    "/admin/stats",
                    answer(() -> new ServerStats(ProcessStats.now(), NONE, Map.of(), 0, 0, 0, 0, List.of())));
            server.createContext("/admin/schedule/", answer(() -> {
                allAreTold.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return new ScheduleStarted("any", System.nanoTime(), 1);
            }));
            server.start();
            servers.add(server);
            urls.add(URI.create("ws://127.0.0.1:" + server.getAddress().getPort() + "/ws"));
        }
        urls.add(urls.get(0).resolve("/other"));
    }

    @AfterEach
    void stopServers() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    @Test
    void allServersAreToldAtTheSameTimeSoThatNoneIsLongUnderWayBeforeTheAgentsHearOfIt() {
        LoadConfig config = new LoadConfig(
                TransportConfig.of(urls.get(0), HttpVersion.HTTP_1_1),
                FEEDS,
                new ConnectSchedule(0),
                Duration.ZERO,
                Duration.ofSeconds(1),
                new SendSchedule(10, 100, Pattern.SPREAD, 0),
                false,
                null,
                null);
        LoadGenerator generator =
                new LoadGenerator(config, new Placement(urls, 1), (part, samples) -> new Listener(), Progress.NONE);

        assertThatThrownBy(generator::run).isInstanceOf(AgentLost.class).hasMessage("has measured");
        assertThat(windows).hasSize(FEEDS).allMatch(Window::scheduled);
    }

    private interface Said {
        Object now() throws Exception;
    }

    private HttpHandler answer(Said said) {
        return exchange -> {
            try (exchange) {
                answer(exchange, said);
            }
        };
    }

    private void answer(HttpExchange exchange, Said said) throws IOException {
        try {
            byte[] body = json.writeValueAsBytes(said.now());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            exchange.sendResponseHeaders(503, -1);
        }
    }

    /** Opens and hears nothing; when it knows its window, its work is done. */
    private final class Listener implements Agent {

        @Override
        public String name() {
            return "listener";
        }

        @Override
        public String openFirst() {
            return "pushbench";
        }

        @Override
        public void openRest(Expectation expectation) {
            assertThat(expectation.clock().sharedClock()).isTrue();
        }

        @Override
        public void measure(Window window) throws AgentLost {
            windows.add(window);
            throw new AgentLost("has measured");
        }

        @Override
        public void end(long endNs) {
            // It has ended already.
        }

        @Override
        public void finish() {
            // Likewise.
        }

        @Override
        public Recorded recorded() {
            throw new AssertionError("nothing was recorded");
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
