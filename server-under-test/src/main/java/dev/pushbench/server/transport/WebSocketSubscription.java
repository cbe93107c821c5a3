package dev.pushbench.server.transport;

import dev.pushbench.server.publish.OutboundQueue;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.wire.PayloadFormat;
import dev.pushbench.server.wire.PushMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * One WebSocket session. On Jetty's core API, because only that can say of a frame that another one follows at once, so
 * that several waiting messages leave in one write, as they do in an event stream.
 */
final class WebSocketSubscription extends OutboundQueue implements FrameHandler {

    private final Topic topic;
    private final LongAdder open;
    private CoreSession session;

    WebSocketSubscription(Topic topic, LongAdder open, Subscriptions subscriptions) {
        super(subscriptions.queueCapacity(), subscriptions.overflowPolicy(), subscriptions.counters());
        this.topic = topic;
        this.open = open;
    }

    @Override
    public void onOpen(CoreSession session, Callback callback) {
        this.session = session;
        session.setIdleTimeout(Duration.ZERO);
        // One message is one frame, however large; what a subscriber sends comes in pieces and is not kept.
        session.setMaxFrameSize(0);
        session.setAutoFragment(true);
        open.increment();
        topic.subscribe(this);
        callback.succeeded();
        session.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        // What a subscriber says is of no interest, except for the protocol's own frames; Jetty answers a close.
        if (frame.getOpCode() == OpCode.PING) {
            Frame pong = new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload()));
            session.sendFrame(pong, Callback.from(callback, session::demand), false);
            return;
        }
        callback.succeeded();
        session.demand();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        // onClosed follows and tidies up.
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus closeStatus, Callback callback) {
        if (topic.unsubscribe(this)) {
            open.decrement();
        }
        abort(new EofException("closed"));
        callback.succeeded();
    }

    @Override
    protected void write(List<PushMessage> batch, Callback callback) {
        int last = batch.size() - 1;
        for (int i = 0; i < last; i++) {
            session.sendFrame(frame(batch.get(i)), Callback.NOOP, true);
        }
        session.sendFrame(frame(batch.get(last)), callback, false);
    }

    private static Frame frame(PushMessage message) {
        return new Frame(message.format() == PayloadFormat.BINARY ? OpCode.BINARY : OpCode.TEXT, message.payload());
    }

    @Override
    protected void writeHeartbeat(Callback callback) {
        session.sendFrame(new Frame(OpCode.PING), callback, false);
    }

    @Override
    protected void writeEnd(Callback callback) {
        session.close(CloseStatus.SHUTDOWN, "server stops", callback);
    }

    @Override
    protected void giveUp(Throwable cause) {
        session.abort();
    }
}
