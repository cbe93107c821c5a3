package dev.pushbench.server.transport;

import dev.pushbench.server.publish.DeliveryCounters;
import dev.pushbench.server.publish.OverflowPolicy;
import dev.pushbench.server.publish.Topics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/**
 * What all subscriptions of a server share: topics, limits, counters, and how many are open by cell. Any thread.
 */
public final class Subscriptions {

    private final Topics topics;
    private final int queueCapacity;
    private final OverflowPolicy overflowPolicy;
    private final DeliveryCounters counters = new DeliveryCounters();
    private final ConcurrentMap<String, LongAdder> openByCell = new ConcurrentHashMap<>();

    /**
     * @param queueCapacity messages that may wait for one subscription
     */
    public Subscriptions(Topics topics, int queueCapacity, OverflowPolicy overflowPolicy) {
        this.topics = topics;
        this.queueCapacity = queueCapacity;
        this.overflowPolicy = overflowPolicy;
    }

    public Topics topics() {
        return topics;
    }

    int queueCapacity() {
        return queueCapacity;
    }

    OverflowPolicy overflowPolicy() {
        return overflowPolicy;
    }

    public DeliveryCounters counters() {
        return counters;
    }

    /** Open subscriptions by cell, such as {@code ws/1.1} or {@code sse/2+tls}; cells that had none are not in it. */
    public Map<String, Long> openByCell() {
        Map<String, Long> open = new TreeMap<>();
        openByCell.forEach((cell, count) -> open.put(cell, count.sum()));
        return open;
    }

    /** The counter of the cell that the request belongs to. */
    LongAdder open(String protocol, Request request) {
        boolean http2 = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
        String cell = protocol + (http2 ? "/2" : "/1.1") + (request.isSecure() ? "+tls" : "");
        return openByCell.computeIfAbsent(cell, made -> new LongAdder());
    }
}
