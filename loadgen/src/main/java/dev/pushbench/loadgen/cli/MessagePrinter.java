package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.transport.EventFieldsListener;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints each message as one line of JSON. Heard on an event loop, which it holds up while stdout does: that is one
 * subscription's own back pressure. The command's thread waits for the end.
 */
final class MessagePrinter implements EventFieldsListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BINARY = "binary";

    private final PrintWriter out;
    private final CountDownLatch ended = new CountDownLatch(1);
    private long left;
    private Subscription subscription;
    private String type;
    private String id;
    private volatile boolean open;
    private volatile SubscriptionEnd end;

    /** One line of the output, in the order of its fields. */
    private record Line(String type, String id, String data) {}

    /**
     * @param count messages to print before the subscription is closed
     */
    MessagePrinter(PrintWriter out, long count) {
        this.out = out;
        this.left = count;
    }

    @Override
    public void onConnected(long nanoTime) {
        // Nothing to print.
    }

    @Override
    public void onOpen(Subscription opened, String serverHeader, long nanoTime) {
        subscription = opened;
        open = true;
    }

    @Override
    public void onFields(String messageType, String lastEventId) {
        type = messageType;
        id = lastEventId;
    }

    @Override
    public void onMessage(ByteBuffer payload, long receivedNs) {
        if (left == 0) {
            return;
        }
        left--;
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        String data = BINARY.equals(type)
                ? Base64.getEncoder().encodeToString(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
        out.println(JSON.writeValueAsString(new Line(type, id, data)));
        out.flush();
        if (left == 0) {
            subscription.close();
        }
    }

    @Override
    public void onEnd(SubscriptionEnd why) {
        end = why;
        ended.countDown();
    }

    /** Waits until the subscription is over. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Whether the subscription ever opened. */
    boolean wasOpen() {
        return open;
    }

    /** Why it is over. */
    SubscriptionEnd end() {
        return end;
    }
}
