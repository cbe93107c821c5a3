package dev.pushbench.server.transport;

import dev.pushbench.server.publish.OutboundQueue;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.wire.PushMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One event stream. Jetty allows one outstanding write per response; the queue keeps to that. */
final class SseSubscription extends OutboundQueue {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Request request;
    private final Response response;
    private final Callback exchange;
    private final Topic topic;
    private final LongAdder open;

    SseSubscription(Request request, Response response, Callback exchange, Topic topic, Subscriptions subscriptions) {
        super(subscriptions.queueCapacity(), subscriptions.overflowPolicy(), subscriptions.counters());
        this.request = request;
        this.response = response;
        this.exchange = exchange;
        this.topic = topic;
        this.open = subscriptions.open("sse", request);
    }

    /** Sends the response's head, and subscribes once it is out. */
    void open() {
        // A stream that says nothing for a while is idle, not dead.
        request.addIdleTimeoutListener(timeout -> false);
        // A peer that resets an HTTP/2 stream is heard here, with no need to write to it first.
        request.addFailureListener(this::abort);
        response.write(false, null, Callback.from(this::join, exchange::failed));
    }

    private void join() {
        open.increment();
        topic.subscribe(this);
        if (ended()) {
            // It failed before there was anything to leave.
            leave();
        }
    }

    @Override
    protected void write(List<PushMessage> batch, Callback callback) {
        response.write(false, events(batch), callback);
    }

    private static ByteBuffer events(List<PushMessage> batch) {
        if (batch.size() == 1) {
            return batch.get(0).sseEvent();
        }
        int bytes = 0;
        for (PushMessage message : batch) {
            bytes += message.sseEventBytes();
        }
        ByteBuffer events = ByteBuffer.allocate(bytes);
        for (PushMessage message : batch) {
            events.put(message.sseEvent());
        }
        return events.flip();
    }

    @Override
    protected void writeHeartbeat(Callback callback) {
        response.write(false, ByteBuffer.wrap(COMMENT), callback);
    }

    @Override
    protected void writeEnd(Callback callback) {
        response.write(true, null, callback);
    }

    @Override
    protected void onCompleteSuccess() {
        leave();
        exchange.succeeded();
    }

    @Override
    protected void giveUp(Throwable cause) {
        leave();
        exchange.failed(cause);
    }

    private void leave() {
        if (topic.unsubscribe(this)) {
            open.decrement();
        }
    }
}
