package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.wire.MessageEncoder;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Each connection sends messages on the schedule, whether earlier ones have come back or not. A message has the fields of
 * a pushed one, so that what comes back is recorded as that is: response time from when it was due, service time from when
 * it was sent.
 */
final class RoundTrip implements Conversation {

    private final SendSchedule schedule;
    private final Share connections;
    private final Upstream upstream;
    private final LongSupplier nanoClock;
    private final AtomicReferenceArray<Subscription> open;
    private final LongAdder sent = new LongAdder();
    /**
     * Messages due before the window, which nobody reads, and in it. Both are counted alike, because code that runs for the
     * first time when the window opens is compiled in it.
     */
    private final LongAdder[] due = {new LongAdder(), new LongAdder()};
    /** Connections whose messages count, to the end of the window: those that were open when one was due in it. The loop's. */
    private final boolean[][] counted;
    /** Null before the warm-up. */
    private OpenLoop loop;

    private long windowStartNs;
    private LongSupplier windowEndNs;

    RoundTrip(SendSchedule schedule, Share connections, Upstream upstream, LongSupplier nanoClock) {
        this.upstream = upstream;
        this.schedule = schedule;
        this.connections = connections;
        this.nanoClock = nanoClock;
        this.open = new AtomicReferenceArray<>(connections.own());
        this.counted = new boolean[due.length][connections.own()];
    }

    @Override
    public void begin(long startNs, long windowStart, LongSupplier windowEnd) {
        windowStartNs = windowStart;
        windowEndNs = windowEnd;
        loop = new OpenLoop(
                "round-trips",
                connections.own(),
                (index, slot) -> startNs + schedule.dueNs(index, connections.before() + slot, connections.whole()),
                this::send,
                nanoClock);
        loop.start();
    }

    private void send(long index, int connection, long dueNs) {
        if (dueNs >= windowEndNs.getAsLong()) {
            loop.finish();
            return;
        }
        Subscription subscription = open.get(connection);
        int inWindow = 1 - (int) (dueNs - windowStartNs >>> 63);
        counted[inWindow][connection] |= subscription != null;
        if (counted[inWindow][connection]) {
            due[inWindow].increment();
        }
        if (subscription != null) {
            byte[] message = MessageEncoder.encode(index, dueNs, nanoClock.getAsLong(), schedule.payloadBytes());
            upstream.send(connection, subscription, ByteBuffer.wrap(message));
            sent.increment();
        }
    }

    @Override
    public String parameter(int connection) {
        return upstream.parameter(connection);
    }

    @Override
    public void opened(int connection, Subscription subscription) {
        open.set(connection, subscription);
    }

    @Override
    public void ended(int connection) {
        open.set(connection, null);
    }

    @Override
    public long sent() {
        return sent.sum();
    }

    @Override
    public Long due() {
        return due[1].sum();
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
    }
}
