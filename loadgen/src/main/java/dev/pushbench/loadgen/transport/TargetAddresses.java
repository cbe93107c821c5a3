package dev.pushbench.loadgen.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * The addresses of the target, looked up once and away from the event loops.
 *
 * <p>Thread-safe.
 */
final class TargetAddresses {

    private final String host;
    private final int port;
    private final Executor executor;
    private CompletableFuture<List<InetSocketAddress>> lookup;

    TargetAddresses(String host, int port, Executor executor) {
        this.host = host;
        this.port = port;
        this.executor = executor;
    }

    /**
     * Calls back with the addresses, or with what went wrong, on any thread. A failure is not remembered: the next call
     * tries again.
     */
    synchronized void resolve(BiConsumer<List<InetSocketAddress>, Throwable> then) {
        if (lookup == null || lookup.isCompletedExceptionally()) {
            lookup = CompletableFuture.supplyAsync(this::lookUp, executor);
        }
        lookup.whenComplete(then);
    }

    private List<InetSocketAddress> lookUp() {
        try {
            // An InetAddress made from a name keeps the name, which TLS needs to verify the peer.
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        } catch (UnknownHostException failure) {
            throw new CompletionException(failure);
        }
    }
}
