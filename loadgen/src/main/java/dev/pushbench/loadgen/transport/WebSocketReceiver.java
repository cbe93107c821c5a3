package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.nio.ByteBuffer;

/**
 * An open WebSocket, over whichever HTTP version: answers pings and closes, and hands messages on.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class WebSocketReceiver implements ByteReceiver, WebSocketDecoder.Sink {

    /** What lies under the WebSocket. */
    interface Wire extends ControlFrames.Out {

        /** Cuts the exchange off. */
        void disconnect();

        /** Cuts it off if the peer does not end it soon. */
        void disconnectSoon();
    }

    private final Target target;
    private final PushStream stream;
    private final Wire wire;
    /** Null if nobody wants them. */
    private final SseFields.Sink fields;

    private final WebSocketDecoder decoder;
    /** There once something had to be sent. */
    private ControlFrames frames;
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
    public void onPing(ByteBuffer payload) {
        if (!deaf) {
            frames().pong(payload);
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

    private ControlFrames frames() {
        if (frames == null) {
            frames = new ControlFrames(wire);
        }
        return frames;
    }
}
