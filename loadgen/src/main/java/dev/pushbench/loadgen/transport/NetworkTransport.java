package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Deals subscriptions to event loops, and gathers what the loops know.
 *
 * <p>Thread-safe, but for {@link #subscribe}, which is for one thread at a time.
 */
final class NetworkTransport implements Transport, PushStream.Owner {

    /** How long {@link #close} waits for peers to answer close frames. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final Target target;
    private final EventLoops loops;
    private final Routes routes;
    private final Set<PushStream> live = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong uncompressed = new AtomicLong();
    private long subscriptions;

    NetworkTransport(TransportConfig config) {
        target = new Target(config);
        loops = new EventLoops(config.selectors(), config.network());
        routes = new Routes(loops, target);
    }

    @Override
    public void subscribe(SubscriptionListener listener, SubscriptionRequest request) {
        EventLoop loop = loops.all().get(nextLoop());
        begin(new PushStream(listener, request, loop, this).toward(target));
    }

    private void begin(PushStream stream) {
        live.add(stream);
        if (closed.get()) {
            stream.close();
        } else {
            routes.open(stream);
        }
    }

    @Override
    public void ended(PushStream stream) {
        live.remove(stream);
    }

    @Override
    public void uncompressed() {
        uncompressed.incrementAndGet();
    }

    @Override
    public void redirected(PushStream to) {
        routes.redirected(to.target());
        begin(to);
    }

    @Override
    public void expectSlowReaders() {
        Http2Settings.expectSlowReaders(loops.http2());
    }

    /** In turn; over HTTP/2 a connection's worth at a time, so that each loop fills its connections. */
    private int nextLoop() {
        int atATime = target.config().httpVersion() == HttpVersion.HTTP_2
                ? target.config().streamsPerConnection()
                : 1;
        return (int) (subscriptions++ / atATime % loops.all().size());
    }

    @Override
    public int tcpConnections() {
        return loops.tcpConnections();
    }

    @Override
    public SocketOptions socketOptions() {
        return loops.socketOptions();
    }

    @Override
    public OptionalInt peerStreamLimit() {
        return routes.openers()
                .map(Opener::peerStreamLimit)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    @Override
    public TransportNotes notes() {
        return new TransportNotes(routes.redirects(), routes.redirectedTo(), uncompressed.get());
    }

    @Override
    public long bytesReceived() {
        return loops.bytesReceived();
    }

    @Override
    public long bytesSent() {
        return loops.bytesSent();
    }

    @Override
    public void probeEventLoops(LongConsumer delayNs) {
        for (EventLoop loop : loops.all()) {
            long askedNs = System.nanoTime();
            loop.execute(() -> delayNs.accept(System.nanoTime() - askedNs));
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        live.forEach(PushStream::close);
        onEachLoop(ignored -> {});
        onEachLoop(Opener::close);
        long untilNs = System.nanoTime() + CLOSE_WAIT.toNanos();
        while (loops.tcpConnections() > 0 && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(1_000_000);
        }
        loops.close();
        // A loop that was too busy to hear of it: its thread is gone now, and listeners must be told.
        live.forEach(stream -> stream.end(Cause.CLOSED_BY_US, "closed by us"));
    }

    /** Runs the action on every loop and waits until all have. */
    private void onEachLoop(Consumer<Opener> action) {
        CountDownLatch done = new CountDownLatch(loops.all().size());
        for (int i = 0; i < loops.all().size(); i++) {
            List<Opener> openers = routes.openers(i);
            loops.all().get(i).execute(() -> {
                openers.forEach(action);
                done.countDown();
            });
        }
        try {
            done.await(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
