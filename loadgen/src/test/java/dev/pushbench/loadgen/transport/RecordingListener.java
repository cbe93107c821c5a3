package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down all it is told, in order, and complains about calls that break the contract. */
class RecordingListener implements SubscriptionListener {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> breaches = new CopyOnWriteArrayList<>();
    volatile Subscription subscription;
    volatile SubscriptionEnd end;
    volatile String serverHeader;

    @Override
    public void onConnected(long nanoTime) {
        called("connected", nanoTime);
    }

    @Override
    public void onOpen(Subscription opened, String server, long nanoTime) {
        called("open", nanoTime);
        serverHeader = server;
        subscription = opened;
    }

    @Override
    public void onMessage(ByteBuffer payload, long receivedNs) {
        if (end != null || subscription == null || receivedNs > System.nanoTime()) {
            breaches.add("message at the wrong time");
        }
        messages.add(StandardCharsets.UTF_8.decode(payload).toString());
    }

    @Override
    public void onEnd(SubscriptionEnd why) {
        called("end", System.nanoTime());
        end = why;
    }

    SubscriptionEnd awaitEnd() {
        soon().until(() -> end != null);
        return end;
    }

    void awaitMessages(List<String> expected) {
        soon().until(() -> messages.size() >= expected.size());
        assertThat(messages).isEqualTo(expected);
    }

    /** Looks often: most of what tests wait for is there within a millisecond. */
    static org.awaitility.core.ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    private void called(String what, long nanoTime) {
        if (end != null) {
            breaches.add(what + " after the end");
        }
        if (nanoTime > System.nanoTime()) {
            breaches.add(what + " in the future");
        }
        calls.add(what);
    }
}
