package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.experiment.Cell;
import dev.pushbench.loadgen.experiment.Comparison;
import dev.pushbench.loadgen.experiment.ComparisonConfig;
import dev.pushbench.loadgen.experiment.Workload;
import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code compare BASE-URL}: all cells on one server, which must not still hold what the cell before has left. */
class CompareServerTest {

    @TempDir
    private Path directory;

    @Test
    void noArmBeginsBeforeTheServerHasLetGoOfTheLastOnesSubscriptions() throws Exception {
        List<Long> open = new ArrayList<>();
        try (ServerUnderTest server = ServerUnderTest.start(ServerConfig.onFreePorts())) {
            URI base = server.http();
            // Until it writes to it the server does not see that the reader of an event stream has gone.
            ask(HttpRequest.newBuilder(base.resolve("/admin/heartbeat"))
                    .POST(BodyPublishers.ofString("{\"intervalMillis\":3600000}"))
                    .header("Content-Type", "application/json"));
            ComparisonConfig config = new ComparisonConfig(
                    List.of(Cell.SSE_1_1),
                    false,
                    2,
                    1,
                    10,
                    Workload.PUSH,
                    new SendSchedule(20, 100, Pattern.SPREAD, 0),
                    Duration.ZERO,
                    Duration.ofMillis(200),
                    1,
                    base,
                    null,
                    directory);

            new Comparison(Main.class, config.design(), config.departure(), update -> {}, part -> open.add(open(base)))
                    .run();
        }
        assertThat(open).containsExactly(0L, 0L);
    }

    private static long open(URI base) {
        try {
            return new JsonMapper()
                    .readTree(ask(HttpRequest.newBuilder(base.resolve("/admin/stats"))))
                    .get("subscriptions")
                    .valueStream()
                    .mapToLong(each -> each.asLong())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }
}
