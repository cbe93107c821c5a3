package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.transport.HttpVersion;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that drops, repeats and swaps known messages is reported exactly. */
class AccountingTest {

    private static final int CONNECTIONS = 5;

    private final CountDownLatch windowOpen = new CountDownLatch(CONNECTIONS);

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http"})
    void dropsRepeatsAndSwapsAreCountedExactly(String scheme) throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.streaming(this::faultyStream)) {
            RunResult run = new LoadGenerator(config(peer.url(scheme)), this::onProgress)
                    .run()
                    .run();

            CellResult result = run.cells().get(0);
            assertThat(result.messages())
                    .isEqualTo(new CellResult.Messages(
                            100L * CONNECTIONS,
                            100L * CONNECTIONS,
                            3L * CONNECTIONS,
                            3L * CONNECTIONS,
                            2L * CONNECTIONS,
                            0));
            assertThat(result.responseTime().count()).isEqualTo(100L * CONNECTIONS);
            assertThat(result.errors()).isEqualTo(Map.of("closed by peer", (long) CONNECTIONS));
            assertThat(run.failedGates()).extracting(Gate::name).contains("messages-lost", "subscriptions");
            assertThat(run.valid()).isFalse();
            assertThat(run.warnings()).anyMatch(warning -> warning.startsWith("5 messages had no readable fields"));
        }
    }

    /** 0 to 99: 10, 11 and 50 are missing, 20 comes twice and 21 three times, 30 and 31 are swapped, 60 comes after 70. */
    private void faultyStream(ScriptedPeer.Messages messages) throws IOException {
        awaitWindow();
        messages.send("{\"hello\":1}");
        for (int sequence = 0; sequence < 100; sequence++) {
            switch (sequence) {
                case 10, 11, 50, 60 -> {
                    // Not now, or never.
                }
                case 20 -> send(messages, 20, 20);
                case 21 -> send(messages, 21, 21, 21);
                case 30 -> send(messages, 31, 30);
                case 31 -> {
                    // Has gone before 30.
                }
                case 70 -> send(messages, 70, 60);
                default -> send(messages, sequence);
            }
        }
    }

    private static void send(ScriptedPeer.Messages messages, int... sequences) throws IOException {
        for (int sequence : sequences) {
            long now = System.nanoTime();
            messages.send("{\"seq\":" + sequence + ",\"intended\":" + now + ",\"sent\":" + now + "}");
        }
    }

    private void awaitWindow() throws IOException {
        try {
            windowOpen.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void onProgress(Progress.Update update) {
        if (update.phase() == Progress.Phase.MEASURING) {
            for (int i = 0; i < CONNECTIONS; i++) {
                windowOpen.countDown();
            }
        }
    }

    private static LoadConfig config(URI url) {
        return new LoadConfig(
                TransportConfig.of(url, HttpVersion.HTTP_1_1),
                CONNECTIONS,
                new ConnectSchedule(0),
                Duration.ZERO,
                Duration.ofSeconds(2),
                new SendSchedule(10, 100, Pattern.SPREAD, 0),
                true,
                MessageFields.OF_PUSHBENCH,
                null);
    }
}
