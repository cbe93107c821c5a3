package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.loadgen.transport.ResumableListener;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import java.nio.ByteBuffer;

/**
 * Passes on what a subscription hears, and keeps what an event stream said about coming back. Its thread writes; the
 * control thread reads after the end.
 */
final class Resumption implements ResumableListener {

    private final SubscriptionRecorder recorder;
    private volatile String lastEventId;
    private volatile long retryMillis = -1;

    Resumption(SubscriptionRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void onConnected(long nanoTime) {
        recorder.onConnected(nanoTime);
    }

    @Override
    public void onOpen(Subscription subscription, String serverHeader, long nanoTime) {
        recorder.onOpen(subscription, serverHeader, nanoTime);
    }

    @Override
    public void onMessage(ByteBuffer payload, long receivedNs) {
        recorder.onMessage(payload, receivedNs);
    }

    @Override
    public void onHeartbeat(long receivedNs) {
        recorder.onHeartbeat(receivedNs);
    }

    @Override
    public void onPong(ByteBuffer payload, long receivedNs) {
        recorder.onPong(payload, receivedNs);
    }

    @Override
    public void onResumePoint(String id, long millis) {
        lastEventId = id;
        retryMillis = millis;
    }

    @Override
    public void onEnd(SubscriptionEnd end) {
        recorder.onEnd(end);
    }

    /** Null for none. */
    String lastEventId() {
        return lastEventId;
    }

    /** Less than 0 if the target did not say. */
    long retryMillis() {
        return retryMillis;
    }
}
