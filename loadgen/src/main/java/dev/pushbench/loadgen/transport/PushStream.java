package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One subscription on its way to its listener, whatever the protocol: keeps the order of the calls, and that the end is
 * told once.
 *
 * <p>Owner: its event loop.
 */
final class PushStream {

    /** Who keeps streams. Called on the stream's event loop. */
    interface Owner {

        void ended(PushStream stream);

        /** The server sends without the compression that was asked for. */
        default void uncompressed() {}

        /** The stream is over without its listener hearing of it: another goes on, to that stream's target. */
        default void redirected(PushStream to) {
            throw new UnsupportedOperationException();
        }
    }

    private final SubscriptionListener listener;
    private final SubscriptionRequest request;

    private final EventLoop loop;
    private final Owner owner;
    private Target target;
    private Carrier carrier;
    private Scheduler.Task deadline;
    /** Null unless the listener wants them. */
    private SseFields eventFields;

    private boolean connected;
    private boolean ended;

    PushStream(SubscriptionListener listener, SubscriptionRequest request, EventLoop loop, Owner owner) {
        this.listener = listener;
        this.request = request;
        this.loop = loop;
        this.owner = owner;
    }

    EventLoop loop() {
        return loop;
    }

    /** Says where it is to go, before it is opened. */
    PushStream toward(Target target) {
        this.target = target;
        return this;
    }

    Target target() {
        return target;
    }

    /** Ends here, and goes on elsewhere if it may; leaves the carrier alone. */
    void redirect(Redirect redirect) {
        if (redirect.refusal() != null) {
            end(redirect.refusal());
        } else if (!ended) {
            ended = true;
            cancelDeadline();
            owner.ended(this);
            PushStream next = new PushStream(listener, request.redirected(), loop, owner).toward(redirect.target());
            next.connected = connected;
            owner.redirected(next);
        }
    }

    /** The server sends without the compression that was asked for. */
    void uncompressed() {
        owner.uncompressed();
    }

    /** What the request for an event stream names as the last event seen, or null. */
    String lastEventId() {
        return request.lastEventId();
    }

    /** What keeps the fields of an event stream, or null if the listener does not want them. */
    SseFields eventFields(int maxBytes) {
        SseFields.Sink sink = fields();
        if (sink != null || listener instanceof ResumableListener) {
            eventFields = new SseFields(sink, maxBytes);
        }
        return eventFields;
    }

    /** Where the fields of each event go, or null if the listener does not want them. */
    SseFields.Sink fields() {
        return listener instanceof EventFieldsListener wanting ? new Fields(wanting) : null;
    }

    /** What to ask the target for. */
    String pathQuery() {
        return request.pathQuery(target.pathQuery());
    }

    boolean isEnded() {
        return ended;
    }

    void carriedBy(Carrier carrier) {
        this.carrier = carrier;
    }

    /** Runs the task unless the stream has opened or ended by then. */
    void expectOpen(Duration within, Runnable otherwise) {
        deadline = loop.schedule(
                () -> {
                    if (!ended && deadline != null) {
                        otherwise.run();
                    }
                },
                within);
    }

    void connected(long nanoTime) {
        if (!ended && !connected) {
            connected = true;
            guarded(() -> listener.onConnected(nanoTime));
        }
    }

    void open(String serverHeader, long nanoTime) {
        if (!ended) {
            cancelDeadline();
            guarded(() -> listener.onOpen(new StreamHandle(this), serverHeader, nanoTime));
        }
    }

    void message(ByteBuffer payload, long receivedNs) {
        if (ended) {
            return;
        }
        try {
            listener.onMessage(payload, receivedNs);
        } catch (RuntimeException bug) {
            failedInListener(bug);
        }
    }

    void heartbeat(long receivedNs) {
        if (ended) {
            return;
        }
        try {
            listener.onHeartbeat(receivedNs);
        } catch (RuntimeException bug) {
            failedInListener(bug);
        }
    }

    void pong(ByteBuffer payload, long receivedNs) {
        if (!ended) {
            guarded(() -> listener.onPong(payload, receivedNs));
        }
    }

    /** Tells the listener why it is over, unless it knows already. Leaves the carrier alone. */
    void end(SubscriptionEnd.Cause cause, String detail) {
        end(new SubscriptionEnd(cause, detail));
    }

    void end(SubscriptionEnd end) {
        if (ended) {
            return;
        }
        ended = true;
        cancelDeadline();
        owner.ended(this);
        if (eventFields != null && listener instanceof ResumableListener resumable) {
            String last = eventFields.lastEventId();
            unstoppable(() ->
                    resumable.onResumePoint(last == null ? request.lastEventId() : last, eventFields.retryMillis()));
        }
        unstoppable(() -> listener.onEnd(end));
    }

    /** What throws here has nobody left to be told to. */
    private static void unstoppable(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException bug) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
        }
    }

    /** Null before there is one. */
    Carrier carrier() {
        return carrier;
    }

    void post(PostQueue.Post post) {
        if (ended) {
            post.failed(SubscriptionEnd.Cause.CLOSED_BY_US, "the subscription is over");
        } else {
            carrier.post(post);
        }
    }

    void readAtMost(long bytesPerSecond) {
        if (!ended) {
            carrier.readAtMost(bytesPerSecond);
        }
    }

    /** Any thread. */
    void close() {
        loop.execute(this::closeNow);
    }

    private void closeNow() {
        if (!ended) {
            end(SubscriptionEnd.Cause.CLOSED_BY_US, "closed by us");
            abandon();
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException bug) {
            failedInListener(bug);
        }
    }

    /** A listener that throws is a fault of this program; it must not take the event loop with it. */
    private void failedInListener(RuntimeException bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        end(SubscriptionEnd.Cause.INTERNAL, "the listener threw " + bug + where);
        abandon();
    }

    /** Ends the exchange, after the end has been told. */
    void abandon() {
        if (carrier != null) {
            carrier.close();
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private final class Fields implements SseFields.Sink {

        private final EventFieldsListener wanting;

        Fields(EventFieldsListener wanting) {
            this.wanting = wanting;
        }

        @Override
        public void onFields(String type, String lastEventId) {
            if (!ended) {
                guarded(() -> wanting.onFields(type, lastEventId));
            }
        }

        @Override
        public void onRetry(long reconnectMillis) {
            if (!ended) {
                guarded(() -> wanting.onRetry(reconnectMillis));
            }
        }
    }
}
