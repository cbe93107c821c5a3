package dev.pushbench.loadgen.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The addresses of the target, looked up once and away from the event loops.
 *
 * <p>Thread-safe.
 */
final class TargetAddresses {

    /** Hears of the outcome; must be quick. */
    interface Waiting {

        /** @param failure null if there are addresses, and the other way round */
        void resolved(List<InetSocketAddress> addresses, UnknownHostException failure);
    }

    private final String host;
    private final int port;
    private final NetworkConfig network;
    private final Executor executor;
    private final List<Waiting> waiting = new ArrayList<>();
    private List<InetSocketAddress> addresses;

    TargetAddresses(Target target, Executor executor) {
        this.host = target.host();
        this.port = target.port();
        this.network = target.config().network();
        this.executor = executor;
    }

    /** Calls back on any thread, in the order of the calls. A failure is not remembered: the next call tries again. */
    synchronized void resolve(Waiting then) {
        if (addresses != null) {
            then.resolved(addresses, null);
            return;
        }
        waiting.add(then);
        if (waiting.size() == 1) {
            executor.execute(this::lookUp);
        }
    }

    private void lookUp() {
        try {
            InetAddress given = network.resolved(host, port);
            // An InetAddress made from a name keeps the name, which TLS needs to verify the peer.
            InetAddress[] all = given == null ? InetAddress.getAllByName(host) : new InetAddress[] {given};
            List<InetSocketAddress> reachable = Arrays.stream(all)
                    .filter(this::isOfTheBoundFamily)
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
            if (reachable.isEmpty()) {
                throw new UnknownHostException("no address of the kind that --bind names");
            }
            resolved(reachable, null);
        } catch (UnknownHostException failure) {
            resolved(null, failure);
        }
    }

    private boolean isOfTheBoundFamily(InetAddress address) {
        List<InetAddress> bound = network.bound();
        return bound.isEmpty() || bound.get(0).getClass() == address.getClass();
    }

    private synchronized void resolved(List<InetSocketAddress> found, UnknownHostException failure) {
        addresses = found;
        waiting.forEach(each -> each.resolved(found, failure));
        waiting.clear();
    }
}
