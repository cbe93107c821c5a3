package dev.pushbench.reports.bytes;

/**
 * A WebSocket message in one frame or several (RFC 6455, sections 5.2 and 5.4), which are written at once. Frames that are
 * written one after the other have DATA frames and records of their own: each is then like a message on its own.
 *
 * @param masked whether each frame has a masking key, as all frames of a client must and none of a server may (section
 *     5.1)
 * @param maxPayloadBytes of one frame, at least 1: a longer message is cut into frames that are full but for the last
 */
public record WebSocketFrames(boolean masked, long maxPayloadBytes) implements Framing {

    /** One frame, however long the message. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final int MASKING_KEY_BYTES = 4;

    public WebSocketFrames {
        if (maxPayloadBytes < 1) {
            throw new IllegalArgumentException(
                    "a frame of at most " + maxPayloadBytes + " bytes: at least 1 is needed");
        }
    }

    /** One frame from server to client. */
    public static WebSocketFrames fromServer() {
        return new WebSocketFrames(false, UNLIMITED);
    }

    /** One frame from client to server. */
    public static WebSocketFrames fromClient() {
        return new WebSocketFrames(true, UNLIMITED);
    }

    /**
     * The header of a frame (section 5.2): 2 bytes; 2 more from 126 bytes of payload on, or 8 more from 65,536 on; 4 more
     * for a masking key.
     */
    public int headerBytes(long payloadBytes) {
        int extendedLength = payloadBytes <= 125 ? 0 : payloadBytes <= 65_535 ? 2 : 8;
        return 2 + extendedLength + (masked ? MASKING_KEY_BYTES : 0);
    }

    @Override
    public Layer layer() {
        return Layer.WEBSOCKET_FRAME;
    }

    /** An empty message, or a ping without payload, takes a frame as well. */
    @Override
    public LayerBytes around(long contentBytes) {
        long fullFrames = contentBytes == 0 ? 0 : (contentBytes - 1) / maxPayloadBytes;
        long lastPayload = contentBytes - fullFrames * maxPayloadBytes;
        return new LayerBytes(
                layer(), fullFrames + 1, fullFrames * headerBytes(maxPayloadBytes) + headerBytes(lastPayload));
    }
}
