package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.nio.ByteBuffer;

/**
 * The body of an event stream.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class EventStreamReceiver implements ByteReceiver, SseParser.Sink {

    private final Target target;
    private final PushStream stream;
    private final Runnable disconnect;
    private final SseParser parser;
    /** Null before the first POST. */
    private PostQueue posts;

    /** @param disconnect cuts the exchange off */
    EventStreamReceiver(Target target, PushStream stream, Runnable disconnect) {
        this.target = target;
        this.stream = stream;
        this.disconnect = disconnect;
        int maxBytes = target.config().maxMessageBytes();
        this.parser = new SseParser(this, stream.eventFields(maxBytes), maxBytes);
    }

    @Override
    public void receive(ByteBuffer bytes, long receivedNs) {
        if (stream.isEnded()) {
            return;
        }
        try {
            parser.feed(bytes, receivedNs);
        } catch (ProtocolViolation violation) {
            stream.end(violation.cause(), target.request() + ": " + violation.getMessage());
            disconnect.run();
        }
    }

    @Override
    public void onEvent(ByteBuffer data, long receivedNs) {
        stream.message(data, receivedNs);
    }

    @Override
    public void onComment(long receivedNs) {
        stream.heartbeat(receivedNs);
    }

    @Override
    public synchronized PostQueue posts() {
        if (posts == null) {
            posts = new PostQueue(target);
        }
        return posts;
    }

    @Override
    public void end() {
        stream.end(Cause.CLOSED_BY_PEER, target.request() + ": the server ended the stream");
        disconnect.run();
    }

    @Override
    public void close() {
        disconnect.run();
    }
}
