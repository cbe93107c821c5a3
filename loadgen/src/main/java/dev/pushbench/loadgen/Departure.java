package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.TransportConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits after a run until the targets have let go of its subscriptions. A pushbench server tells how many it has, and is
 * asked for heartbeats meanwhile: over HTTP/1.1 it notices that the reader of an event stream has gone only
 * when it writes to it. Other targets get a moment. Owned by the control thread.
 */
public final class Departure {

    /** The longest wait. What is still there then was there before, or stays for good. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MOMENT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration HEARTBEAT = Duration.ofMillis(200);

    private final List<TransportConfig> targets;
    private final String adminToken;
    /** By target: those that outlasted the patience. Others may use the server too, and are waited for only once. */
    private final Map<TransportConfig, Long> staying = new LinkedHashMap<>();

    /**
     * @param transport how to reach the targets
     * @param adminToken for pushbench servers that want one, or null
     */
    public Departure(TransportConfig transport, List<URI> urls, String adminToken) {
        Map<String, TransportConfig> byServer = new LinkedHashMap<>();
        urls.forEach(url -> byServer.putIfAbsent(url.getRawAuthority(), transport.withTarget(url)));
        this.targets = List.copyOf(new ArrayList<>(byServer.values()));
        this.adminToken = adminToken;
    }

    /**
     * Waits.
     *
     * @param pushbench whether the targets are pushbench servers
     * @param stopped ends the wait early; asked again and again
     */
    public void await(boolean pushbench, BooleanSupplier stopped) throws InterruptedException {
        if (!pushbench) {
            pause(MOMENT_NS, stopped);
            return;
        }
        for (TransportConfig target : targets) {
            try (AdminClient admin = new AdminClient(target, adminToken)) {
                await(target, admin, stopped);
            } catch (UnusableTarget e) {
                // A server that does not answer is for the next run to say.
            }
        }
    }

    private void await(TransportConfig target, AdminClient admin, BooleanSupplier stopped)
            throws UnusableTarget, InterruptedException {
        long enough = staying.getOrDefault(target, 0L);
        long open = open(admin);
        if (open <= enough) {
            return;
        }
        Duration before = admin.heartbeat(HEARTBEAT);
        try {
            long startNs = System.nanoTime();
            while (open > enough && System.nanoTime() - startNs < PATIENCE_NS && !stopped.getAsBoolean()) {
                pause(POLL_NS, stopped);
                open = open(admin);
            }
            staying.put(target, open);
        } finally {
            admin.heartbeat(before);
        }
    }

    private static long open(AdminClient admin) throws UnusableTarget {
        return admin.stats(false).subscriptions().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void pause(long ns, BooleanSupplier stopped) throws InterruptedException {
        for (long endNs = System.nanoTime() + ns; System.nanoTime() < endNs && !stopped.getAsBoolean(); ) {
            TimeUnit.NANOSECONDS.sleep(Math.min(ns, POLL_NS));
        }
    }
}
