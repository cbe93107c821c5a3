package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.SubscriptionRequest;
import java.util.concurrent.TimeUnit;

/**
 * Where a subscription shall be, and what those that had it before have left.
 *
 * @param failures attempts that have failed in a row
 * @param lastEventId of the event stream before, or null
 * @param retryNs how long the target has asked to wait before coming back; less than 0 if it has not
 */
record Place(int failures, String lastEventId, long retryNs) {

    /** Nobody has had it. */
    static final Place NEW = new Place(0, null, -1);

    /** Where the target does not say. */
    static final long RETURN_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long MAX_RETURN_NS = TimeUnit.SECONDS.toNanos(30);

    /** As the target asked, or a second; twice as long with each failure in a row after the first. */
    long awayNs() {
        long awayNs = retryNs < 0 ? RETURN_NS : retryNs;
        for (int failure = 1; failure < failures && awayNs < MAX_RETURN_NS; failure++) {
            awayNs = Math.min(MAX_RETURN_NS, Math.max(1, awayNs) * 2);
        }
        return awayNs;
    }

    /** What the next one asks for. */
    SubscriptionRequest request(String parameter) {
        return new SubscriptionRequest(parameter, lastEventId);
    }
}
