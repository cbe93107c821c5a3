package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/** Each connection sends a ping now and then, with the time in it, so that the pong tells the round trip. */
final class Pings implements Conversation {

    private final AtomicReferenceArray<Subscription> open;
    private final LongSupplier nanoClock;
    private final OpenLoop loop;

    Pings(Interaction interaction, Share connections, LongSupplier nanoClock) {
        this.open = new AtomicReferenceArray<>(connections.own());
        this.nanoClock = nanoClock;
        this.loop = new OpenLoop(
                "pings",
                connections.own(),
                connections.every(interaction.pingEvery(), nanoClock),
                (index, connection, dueNs) -> ping(connection),
                nanoClock);
    }

    Pings start() {
        loop.start();
        return this;
    }

    private void ping(int connection) {
        Subscription subscription = open.get(connection);
        if (subscription != null) {
            subscription.ping(ByteBuffer.allocate(Long.BYTES)
                    .putLong(nanoClock.getAsLong())
                    .flip());
        }
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
    public void close() {
        loop.close();
    }
}
