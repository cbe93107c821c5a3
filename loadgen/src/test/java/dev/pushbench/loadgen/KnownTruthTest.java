package dev.pushbench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.pushbench.loadgen.transport.RawCell;
import dev.pushbench.loadgen.workload.ConnectSchedule;
import dev.pushbench.reports.result.CellResult;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.CellResult.Messages;
import dev.pushbench.reports.result.Gate;
import dev.pushbench.reports.result.LatencySummary;
import dev.pushbench.reports.result.RunResult;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.wire.PayloadFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a peer really did is what the result says, to the message and to the millisecond. */
class KnownTruthTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    /** The peer ends the streams, and with them the run. */
    private static final Duration UNTIL_THE_PEER_ENDS = Duration.ofSeconds(30);

    private static final int CONNECTIONS = 5;

    private final CountDownLatch windowOpen = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void dropsRepeatsSwapsAndLateMessagesAreCountedExactly(RawCell cell) throws Exception {
        assertFaultsAreCounted(cell, PayloadFormat.TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void inBinaryTheyAreCountedAsExactly(RawCell cell) throws Exception {
        assertFaultsAreCounted(cell, PayloadFormat.BINARY);
    }

    private void assertFaultsAreCounted(RawCell cell, PayloadFormat format) throws Exception {
        try (KnownPeer peer = new KnownPeer(cell, format, this::faultyStream)) {
            RunResult run = run(peer, CONNECTIONS, UNTIL_THE_PEER_ENDS);

            CellResult result = run.cells().get(0);
            Messages messages = result.messages();
            assertThat(messages)
                    .isEqualTo(new Messages(
                            100L * CONNECTIONS,
                            100L * CONNECTIONS,
                            3L * CONNECTIONS,
                            3L * CONNECTIONS,
                            2L * CONNECTIONS,
                            0));
            assertThat(result.excluded()).isEqualTo(new Excluded(0, 0, 0));
            assertAllAccountedFor(peer, result);
            assertThat(result.responseTime().count()).isEqualTo(100L * CONNECTIONS);
            assertThat(result.errors()).isEqualTo(Map.of("closed by peer", (long) CONNECTIONS));
            assertThat(run.failedGates()).extracting(Gate::name).contains("messages-lost", "subscriptions");
            assertThat(run.valid()).isFalse();
        }
    }

    /** 0 to 99: 10, 11 and 50 are missing, 20 comes twice and 21 three times, 30 and 31 are swapped, 60 comes after 70. */
    private void faultyStream(KnownPeer.Line line) throws Exception {
        windowOpen.await();
        for (int sequence = 0; sequence < 100; sequence++) {
            switch (sequence) {
                case 10, 11, 31, 50, 60 -> {
                    // Not now, or never.
                }
                case 20 -> line.sendNow(20, 20);
                case 21 -> line.sendNow(21, 21, 21);
                case 30 -> line.sendNow(31, 30);
                case 70 -> line.sendNow(70, 60);
                default -> line.sendNow(sequence);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotCountIsCountedAsThat(RawCell cell) throws Exception {
        try (KnownPeer peer = new KnownPeer(cell, line -> {
            windowOpen.await();
            line.sendDue(-1, System.nanoTime() - 60 * SECOND);
            line.sendNow(0);
            line.sendDue(1, System.nanoTime() + 3_600 * SECOND);
            line.sendDue(2, System.nanoTime() + 3_600 * SECOND);
            // Due in the window, but sent before that: the clocks do not agree.
            line.sendDue(1, System.nanoTime() + 10 * SECOND);
            line.text("no JSON");
            line.text("{\"seq\":2}");
            line.text("{\"intended\":" + System.nanoTime() + "}");
            line.text("{\"seq\":99999999999999999999,\"intended\":" + System.nanoTime() + "}");
            line.sendNow(2);
        })) {
            CellResult result =
                    run(peer, CONNECTIONS, UNTIL_THE_PEER_ENDS).cells().get(0);
            Messages messages = result.messages();

            assertThat(messages)
                    .isEqualTo(new Messages(
                            3L * CONNECTIONS,
                            3L * CONNECTIONS,
                            0L,
                            0L,
                            0L,
                            // Both the response time and the schedule lag of that message.
                            2L * CONNECTIONS));
            assertThat(result.excluded()).isEqualTo(new Excluded(CONNECTIONS, 2L * CONNECTIONS, 4L * CONNECTIONS));
            assertAllAccountedFor(peer, result);
        }
    }

    @ParameterizedTest
    @EnumSource
    void binaryThatCannotBeReadIsCountedAsThat(RawCell cell) throws Exception {
        try (KnownPeer peer = new KnownPeer(cell, PayloadFormat.BINARY, line -> {
            windowOpen.await();
            line.sendNow(0);
            line.binary(new byte[23]);
            line.text("no base64, and short");
            line.sendNow(1);
        })) {
            CellResult result =
                    run(peer, CONNECTIONS, UNTIL_THE_PEER_ENDS).cells().get(0);

            assertThat(result.messages()).isEqualTo(new Messages(2L * CONNECTIONS, 2L * CONNECTIONS, 0L, 0L, 0L, 0));
            assertThat(result.excluded()).isEqualTo(new Excluded(0, 0, 2L * CONNECTIONS));
            assertAllAccountedFor(peer, result);
        }
    }

    /** Some servers send all they have in binary frames. */
    @ParameterizedTest
    @EnumSource(names = {"WS_1", "WS_2"})
    void jsonInBinaryFramesIsJson(RawCell cell) throws Exception {
        try (KnownPeer peer = new KnownPeer(cell, line -> {
            windowOpen.await();
            for (int i = 0; i < 3; i++) {
                String json = "{\"seq\":" + i + ",\"intended\":" + System.nanoTime() + "}";
                line.binary(json.getBytes(StandardCharsets.UTF_8));
            }
        })) {
            CellResult result =
                    run(peer, CONNECTIONS, UNTIL_THE_PEER_ENDS).cells().get(0);

            assertThat(result.messages()).isEqualTo(new Messages(3L * CONNECTIONS, 3L * CONNECTIONS, 0L, 0L, 0L, 0));
            assertThat(result.excluded().unreadable()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFixedDelayIsTheMedianOfTheResponseTime(RawCell cell) throws Exception {
        long delayNs = 20 * MS;
        try (LoopbackControl control = new LoopbackControl();
                KnownPeer peer = new KnownPeer(cell, line -> {
                    windowOpen.await();
                    long firstNs = System.nanoTime() + delayNs;
                    for (int i = 0; i < 200; i++) {
                        line.pause(firstNs + i * 2 * MS);
                        // In turn, so that neither always finds the other's threads awake.
                        if (i % 2 == 0) {
                            control.send();
                        }
                        line.sendDue(i, System.nanoTime() - delayNs);
                        if (i % 2 == 1) {
                            control.send();
                        }
                    }
                })) {
            CellResult result = run(peer, 1, UNTIL_THE_PEER_ENDS).cells().get(0);

            assertThat(result.messages().received()).isEqualTo(200);
            assertThat(result.responseTime().p50Ns()).isBetween(delayNs, delayNs + control.medianNs() + MS);
            // Free of what the machine adds: the two differ by the delay, and by nothing else.
            assertThat(result.responseTime().p50Ns() - result.serviceTime().p50Ns())
                    .isCloseTo(delayNs, within(MS / 10));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WS_1", "SSE_1"})
    void aStallIsInTheResponseTimeInFullAndInNoServiceTime(RawCell cell) throws Exception {
        try (KnownPeer peer = new KnownPeer(cell, line -> {
            windowOpen.await();
            long startNs = System.nanoTime();
            for (int i = 0; i < 130; i++) {
                long dueNs = startNs + i * 10 * MS;
                line.pause(i == 10 ? dueNs + SECOND : dueNs);
                line.sendDue(i, dueNs);
            }
        })) {
            CellResult result = run(peer, 1, UNTIL_THE_PEER_ENDS).cells().get(0);

            assertThat(result.messages().received()).isEqualTo(130);
            assertThat(result.messages().lost()).isZero();
            LatencySummary truth = LatencySummary.of(peer.lagNs());
            assertThat(truth.maxNs()).isGreaterThanOrEqualTo(SECOND);
            assertThat(result.scheduleLag().p50Ns()).isCloseTo(truth.p50Ns(), withinPercentage(0.3));
            assertThat(result.scheduleLag().p90Ns()).isCloseTo(truth.p90Ns(), withinPercentage(0.3));
            assertThat(result.scheduleLag().maxNs()).isCloseTo(truth.maxNs(), withinPercentage(0.3));
            // Nothing arrives before it is sent: each response time holds its message's whole share of the stall.
            assertThat(result.responseTime().p50Ns()).isGreaterThan(truth.p50Ns() * 997 / 1000);
            assertThat(result.responseTime().p90Ns()).isGreaterThan(truth.p90Ns() * 997 / 1000);
            assertThat(result.responseTime().maxNs()).isGreaterThan(truth.maxNs() * 997 / 1000);
            assertThat(result.serviceTime().maxNs()).isLessThan(SECOND / 2);
        }
    }

    /** Messages that are due in the window and come long after it: all are waited for, and only one is out of order. */
    @Test
    void aStallAcrossTheEndOfTheWindowLosesNothing() throws Exception {
        try (KnownPeer peer = new KnownPeer(RawCell.SSE_1, line -> {
            windowOpen.await();
            long startNs = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                long dueNs = startNs + i * 5 * MS;
                line.pause(i == 10 ? dueNs + SECOND : dueNs);
                if (i != 15) {
                    line.sendDue(i, dueNs);
                }
            }
            line.sendDue(15, startNs + 75 * MS);
            line.sendDue(20, startNs + 3 * SECOND);
            line.awaitEnd();
        })) {
            CellResult result = run(peer, 1, Duration.ofMillis(400)).cells().get(0);

            assertThat(result.messages()).isEqualTo(new Messages(20L, 20, 0L, 0L, 1L, 0));
            assertThat(result.excluded()).isEqualTo(new Excluded(0, 1, 0));
            assertThat(result.responseTime().maxNs()).isGreaterThan(SECOND * 997 / 1000);
            assertThat(result.errors()).isEmpty();
        }
    }

    private static void assertAllAccountedFor(KnownPeer peer, CellResult result) {
        Messages messages = result.messages();
        assertThat(messages.received() - messages.duplicated() + messages.lost())
                .isEqualTo(messages.expected());
        Excluded excluded = result.excluded();
        assertThat(messages.received() + excluded.beforeWindow() + excluded.afterWindow() + excluded.unreadable())
                .isEqualTo(peer.sent());
    }

    private RunResult run(KnownPeer peer, int connections, Duration window) throws Exception {
        LoadConfig config = new LoadConfig(
                peer.target(),
                connections,
                new ConnectSchedule(0),
                Duration.ZERO,
                window,
                new SendSchedule(10, 100, Pattern.SPREAD, 0),
                true,
                peer.fields(),
                null);
        return new LoadGenerator(config, this::onProgress).run().run();
    }

    private void onProgress(Progress.Update update) {
        if (update.phase() == Progress.Phase.MEASURING) {
            windowOpen.countDown();
        }
    }
}
