package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a peer does to one subscription: it is one entry in the error table, it costs little memory, and a neighbour
 * on the same event loop goes on as if nothing had happened.
 */
class HostilePeersTest {

    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    /** Twice the largest message, and what HTTP/2 makes of 6 MiB in passing. */
    private static final long MAX_ALLOCATED_BYTES = 16 << 20;

    /** The kernel keeps some megabytes of answers before any is left to this program. */
    private static final long MAX_PINGED_BYTES = 64 << 20;

    private static final int NEIGHBOUR_MILLIS = 2;
    private static final Duration FLOOD_PATIENCE = Duration.ofMinutes(1);

    private final CellRecorder table = new CellRecorder();

    static Stream<Arguments> scenes() {
        return HostileScene.all().flatMap(scene -> scene.cells().stream().map(cell -> Arguments.of(cell, scene)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("scenes")
    void aPeerThatDoesNotBehaveIsCountedOnceAndHarmsNobody(RawCell cell, HostileScene scene) throws Exception {
        try (RawServer server = besideANeighbour(cell, scene.act());
                Transport transport = Transports.open(cell.target(server)
                        .with(it -> it.selectors = 1)
                        .with(it -> it.maxMessageBytes = MAX_MESSAGE_BYTES)
                        .with(it -> it.responseTimeout = Duration.ofMillis(500)))) {
            Victim neighbour = new Victim();
            transport.subscribe(neighbour);
            RecordingListener.soon().until(() -> !neighbour.messages.isEmpty());

            Victim victim = new Victim();
            transport.subscribe(victim);
            victim.awaitEnd();
            int heardByThen = neighbour.messages.size();

            assertThat(victim.end.cause()).as(victim.end.detail()).isEqualTo(scene.cause());
            assertThat(victim.end.detail())
                    .contains(scene.said())
                    .doesNotContain("\n")
                    .doesNotContain("Exception");
            assertThat(table.errors().counts()).isEqualTo(Map.of(scene.cause().label(), 1L));
            assertThat(victim.breaches).isEmpty();
            assertThat(victim.allocatedBytes).isLessThan(MAX_ALLOCATED_BYTES);
            RecordingListener.soon().until(() -> neighbour.messages.size() > heardByThen + 2);
            RecordingListener.soon().until(() -> transport.tcpConnections() == 1);
            assertThat(neighbour.end).isNull();
            assertThat(neighbour.breaches).isEmpty();
            // So that the transport need not wait for the neighbour to say goodbye.
            server.hangUp();
        }
    }

    /**
     * Each ping is owed an answer, and each answer takes memory as long as the peer does not read it: whether more pings
     * are always there to be read, or a read gets them all and some more come soon.
     */
    @ParameterizedTest(name = "{0} ms apart")
    @ValueSource(ints = {0, 5})
    void aPeerThatPingsOnHttp2ItselfAndNeverReadsTheAnswersIsHungUpOn(int pauseMillis) throws Exception {
        byte[] ping = Http2Frames.frame(Http2Frames.PING, 0, 0, new byte[8]);
        byte[] pings = Http2Frames.joined(Collections.nCopies(1_000, ping).toArray(byte[][]::new));
        AtomicLong sent = new AtomicLong();
        HostileScene.Act flood = (cell, peer) -> {
            cell.open(peer);
            while (true) {
                peer.write(pings);
                sent.addAndGet(pings.length);
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
        };
        try (RawServer server = besideANeighbour(RawCell.SSE_2, flood);
                Transport transport =
                        Transports.open(RawCell.SSE_2.target(server).with(it -> it.selectors = 1))) {
            Victim neighbour = new Victim();
            transport.subscribe(neighbour);
            RecordingListener.soon().until(() -> !neighbour.messages.isEmpty());
            Victim victim = new Victim();
            transport.subscribe(victim);
            RecordingListener.soon().until(() -> victim.subscription != null);
            int heardByThen = neighbour.messages.size();

            RecordingListener.soon().atMost(FLOOD_PATIENCE).until(() -> victim.end != null);

            assertThat(sent.get()).isLessThan(MAX_PINGED_BYTES);
            assertThat(neighbour.messages).as("heard during the flood").hasSizeGreaterThan(heardByThen + 2);
            assertThat(table.errors().counts()).isEqualTo(Map.of("protocol error", 1L));
            assertThat(victim.end.detail()).endsWith("and does not read them");
            RecordingListener.soon().until(() -> transport.tcpConnections() == 1);
            assertThat(neighbour.end).isNull();
        }
    }

    /** The first connection is well served; what comes after it, is not. */
    private static RawServer besideANeighbour(RawCell cell, HostileScene.Act act) throws IOException {
        AtomicBoolean first = new AtomicBoolean(true);
        return RawServer.doing(peer -> {
            if (first.compareAndSet(true, false)) {
                neighbour(cell, peer);
            } else {
                act.play(cell, peer);
            }
        });
    }

    private static void neighbour(RawCell cell, RawServer.Peer peer) throws Exception {
        cell.open(peer);
        do {
            cell.send(peer, "good day");
        } while (!peer.endsWithin(NEIGHBOUR_MILLIS));
    }

    /** Writes down what it hears, as the recorder of a run does, and what that costs. */
    private final class Victim extends RecordingListener {

        private final SubscriptionRecorder recorder =
                new SubscriptionRecorder(table, new Unattended(), System.nanoTime());
        private long allocatedBytes;

        @Override
        public void onConnected(long nanoTime) {
            allocatedBytes = -allocatedByThread();
            super.onConnected(nanoTime);
            recorder.onConnected(nanoTime);
        }

        @Override
        public void onOpen(Subscription opened, String server, long nanoTime) {
            super.onOpen(opened, server, nanoTime);
            recorder.onOpen(opened, server, nanoTime);
        }

        @Override
        public void onMessage(ByteBuffer payload, long receivedNs) {
            recorder.onMessage(payload.duplicate(), receivedNs);
            super.onMessage(payload, receivedNs);
        }

        @Override
        public void onEnd(SubscriptionEnd why) {
            allocatedBytes += allocatedByThread();
            recorder.onEnd(why);
            super.onEnd(why);
        }
    }

    private static final class Unattended implements SubscriptionRecorder.Lifecycle {

        @Override
        public void opened(Subscription subscription, String serverHeader) {}

        @Override
        public void ended(boolean wasOpen, SubscriptionEnd end) {}
    }

    private static long allocatedByThread() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
