package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The ways to the target and to where it redirects: of each scheme, host and port the addresses and, for each event
 * loop, what opens subscriptions there.
 *
 * <p>Thread-safe.
 */
final class Routes {

    /** Of hosts that a target may send subscriptions to. */
    private static final int MAX_ROUTES = 64;

    private record Route(TargetAddresses addresses, List<Opener> openers) {}

    private final EventLoops loops;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final AtomicLong redirects = new AtomicLong();
    private volatile String redirectedTo;
    /** Made when it is first needed. Guarded by this. */
    private TlsLayer tls;

    Routes(EventLoops loops, Target first) {
        this.loops = loops;
        routes.put(first.origin(), route(first));
    }

    /** Starts to open the stream where it wants to go. */
    void open(PushStream stream) {
        Target target = stream.target();
        Route route = routes.get(target.origin());
        if (route == null && routes.size() >= MAX_ROUTES) {
            stream.loop()
                    .execute(() -> stream.end(
                            Cause.HTTP_STATUS,
                            target.request() + ": the target has redirected to " + MAX_ROUTES + " hosts, no more are"
                                    + " followed"));
            return;
        }
        Route found = route != null ? route : routes.computeIfAbsent(target.origin(), ignored -> route(target));
        Opener opener = found.openers.get(loops.all().indexOf(stream.loop()));
        found.addresses.resolve((addresses, failure) -> stream.loop().execute(() -> {
            if (failure != null) {
                stream.end(ConnectFailures.connecting(target, failure));
            } else if (!stream.isEnded()) {
                opener.open(stream, addresses);
            }
        }));
    }

    /** Counts a redirect that is followed. */
    void redirected(Target to) {
        redirects.incrementAndGet();
        redirectedTo = to.url();
    }

    long redirects() {
        return redirects.get();
    }

    /** The last URL that a redirect led to, or null. */
    String redirectedTo() {
        return redirectedTo;
    }

    /** Those of all routes. */
    Stream<Opener> openers() {
        return routes.values().stream().flatMap(route -> route.openers.stream());
    }

    /** Those of one loop. */
    List<Opener> openers(int loop) {
        return routes.values().stream().map(route -> route.openers.get(loop)).toList();
    }

    private Route route(Target target) {
        Dialer dialer = new Dialer(loops.connector(), target.config().secure() ? tls(target.config()) : null);
        List<Opener> openers = new ArrayList<>();
        for (EventLoop loop : loops.all()) {
            openers.add(
                    target.config().httpVersion() == HttpVersion.HTTP_2
                            ? new Http2Opener(dialer, target, loop, loops.http2())
                            : new Http1Opener(dialer, loops.connector().getExecutor()));
        }
        return new Route(new TargetAddresses(target, loops.blockingExecutor()), List.copyOf(openers));
    }

    private synchronized TlsLayer tls(TransportConfig config) {
        if (tls == null) {
            tls = new TlsLayer(config, loops.connector());
        }
        return tls;
    }
}
