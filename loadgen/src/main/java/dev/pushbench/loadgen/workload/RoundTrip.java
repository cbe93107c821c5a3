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
    /** Before the window, which nobody reads, and in it: alike, because what is new in the window is compiled in it. */
    private final Tally[] tallies;
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
        this.tallies = new Tally[] {new Tally(connections.own()), new Tally(connections.own())};
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
        int beforeWindow = (int) ((dueNs - windowStartNs) >>> 63);
        tallies[1 - beforeWindow].take(connection, subscription != null);
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
        return tallies[1].due.sum();
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
    }

    /** What was due. Written by the loop. */
    private static final class Tally {

        private final LongAdder due = new LongAdder();
        /** Connections whose messages count, to the end: those that were open when one was due. */
        private final boolean[] counted;

        Tally(int connections) {
            counted = new boolean[connections];
        }

        void take(int connection, boolean open) {
            counted[connection] |= open;
            if (counted[connection]) {
                due.increment();
            }
        }
    }
}
