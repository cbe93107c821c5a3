package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * An open WebSocket, over whichever HTTP version: answers pings and closes, and hands messages on.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class WebSocketReceiver implements ByteReceiver, WebSocketDecoder.Sink {

    /** What lies under the WebSocket. */
    interface Wire extends FrameWriter.Out {

        /** Cuts the exchange off. */
        void disconnect();

        /** Cuts it off if the peer does not end it soon. */
        void disconnectSoon();
    }

    /**
     * Bytes that may wait, beside those that the kernel has taken: a peer that does not read must not fill the heap.
     * A single message may be larger.
     */
    static final int MAX_UNSENT_BYTES = 1 << 20;

    private static final AtomicIntegerFieldUpdater<WebSocketReceiver> UNSENT =
            AtomicIntegerFieldUpdater.newUpdater(WebSocketReceiver.class, "unsentBytes");

    private final Target target;
    private final PushStream stream;
    private final Wire wire;
    /** Null if nobody wants them. */
    private final SseFields.Sink fields;

    private final WebSocketDecoder decoder;
    /** There once something had to be sent. */
    private FrameWriter frames;
    /** Handed over by any thread and not written yet. */
    private volatile int unsentBytes;
    /** Nothing that comes now is worth decoding. */
    private boolean deaf;

    /** @param deflate null if there is no compression */
    WebSocketReceiver(Target target, PushStream stream, Wire wire, DeflateAgreement deflate) {
        this.target = target;
        this.stream = stream;
        this.wire = wire;
        this.fields = stream.fields();
        this.decoder = new WebSocketDecoder(this, target.config().maxMessageBytes(), deflate);
    }

    @Override
    public void receive(ByteBuffer bytes, long receivedNs) {
        if (deaf) {
            return;
        }
        try {
            decoder.feed(bytes, receivedNs);
        } catch (ProtocolViolation violation) {
            deaf = true;
            stream.end(violation.cause(), target.request() + ": " + violation.getMessage());
            frames().close(violation.closeCode());
            wire.disconnectSoon();
        }
    }

    @Override
    public void onMessage(boolean text, ByteBuffer payload, long receivedNs) {
        if (deaf) {
            return;
        }
        if (fields != null) {
            fields.onFields(text ? "text" : "binary", "");
        }
        stream.message(payload, receivedNs);
    }

    @Override
    public void onPing(ByteBuffer payload, long receivedNs) {
        if (!deaf) {
            frames().pong(payload);
            stream.heartbeat(receivedNs);
        }
    }

    @Override
    public void onPong(ByteBuffer payload, long receivedNs) {
        if (!deaf) {
            stream.pong(payload, receivedNs);
        }
    }

    /** Also the answer to a close of ours: then the end has been told, and all that is left is to hang up. */
    @Override
    public void onClose(int code, String reason) {
        if (deaf) {
            return;
        }
        deaf = true;
        boolean oursAnswered = stream.isEnded();
        String why = reason.isEmpty() ? "" : ": " + Detail.clean(reason);
        stream.end(
                Cause.CLOSED_BY_PEER, target.request() + ": the server closed with " + CloseCode.describe(code) + why);
        if (oursAnswered) {
            wire.disconnect();
        } else {
            frames().close(code);
            // The server should end the connection first (RFC 6455, section 7.1.1).
            wire.disconnectSoon();
        }
    }

    @Override
    public void end() {
        stream.end(Cause.CUT_SHORT, target.request() + ": the connection ended without a close frame");
        wire.disconnect();
    }

    @Override
    public void close() {
        frames().close(CloseCode.NORMAL);
        wire.disconnectSoon();
    }

    @Override
    public void release() {
        decoder.release();
    }

    @Override
    public void send(ByteBuffer payload, boolean text) {
        hand(FrameWriter.frame(text ? FrameWriter.TEXT : FrameWriter.BINARY, payload));
    }

    @Override
    public void ping(ByteBuffer payload) {
        hand(FrameWriter.frame(FrameWriter.PING, payload));
    }

    /** Counted here and not on the loop, so that a loop that falls behind is bounded as well. */
    private void hand(ByteBuffer frame) {
        int bytes = frame.remaining();
        int before = UNSENT.getAndAdd(this, bytes);
        if (before == 0 || before + bytes <= MAX_UNSENT_BYTES) {
            stream.loop().execute(() -> {
                if (!stream.isEnded()) {
                    frames().send(frame);
                }
            });
        } else if (before <= MAX_UNSENT_BYTES) {
            // What is too much stays in the sum, so that only the first one gets here.
            UNSENT.getAndAdd(this, MAX_UNSENT_BYTES);
            stream.loop().execute(this::unread);
        } else {
            UNSENT.getAndAdd(this, -bytes);
        }
    }

    private void unread() {
        stream.end(
                Cause.UNREAD,
                target.request() + ": the server does not read what is sent to it, and more than " + MAX_UNSENT_BYTES
                        + " bytes wait: lower the rate");
        wire.disconnect();
    }

    private FrameWriter frames() {
        if (frames == null) {
            frames = new FrameWriter(wire, bytes -> UNSENT.getAndAdd(this, -bytes));
        }
        return frames;
    }
}
