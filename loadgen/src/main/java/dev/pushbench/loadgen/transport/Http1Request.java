package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of requests: all but the path, a WebSocket's key and an event stream's last id are the same for every
 * subscription, and all but the path and the body for every POST.
 */
final class Http1Request {

    /** What follows the path. */
    private final byte[] head;

    private final byte[] postHead;

    Http1Request(Target target) {
        StringBuilder text = new StringBuilder(256)
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\n");
        for (Target.Header header : target.headers()) {
            text.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        postHead = text.append("Content-Type: application/json\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        text.setLength(text.length() - "Content-Type: application/json\r\n".length());
        if (target.config().webSocket()) {
            text.append("Connection: Upgrade\r\nUpgrade: websocket\r\n").append("Sec-WebSocket-Version: 13\r\n");
        }
        head = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * @param key null for an event stream
     * @param lastEventId null for none, and for a WebSocket
     */
    ByteBuffer bytes(String pathQuery, WebSocketKey key, String lastEventId) {
        String own = "";
        if (key != null) {
            own = "Sec-WebSocket-Key: " + key.value() + "\r\n";
        } else if (lastEventId != null && !lastEventId.isEmpty()) {
            own = "Last-Event-ID: " + lastEventId + "\r\n";
        }
        // An event's id is the one thing here that may be beyond ASCII; it goes back in the bytes that it came in.
        return joined(ascii("GET " + pathQuery), head, (own + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    ByteBuffer post(PostQueue.Post post) {
        byte[] body = post.body();
        return joined(
                ascii("POST " + post.pathQuery()),
                postHead,
                ascii("Content-Length: " + body.length + "\r\n\r\n"),
                body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.flip();
    }
}
