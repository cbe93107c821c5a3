package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of the request: all but a WebSocket's key or an event stream's last id are the same for every subscription. */
final class Http1Request {

    private final byte[] head;

    Http1Request(Target target) {
        StringBuilder text = new StringBuilder(256)
                .append("GET ")
                .append(target.pathQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\n");
        for (Target.Header header : target.headers()) {
            text.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (target.config().webSocket()) {
            text.append("Connection: Upgrade\r\nUpgrade: websocket\r\n").append("Sec-WebSocket-Version: 13\r\n");
        }
        head = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * @param key null for an event stream
     * @param lastEventId null for none, and for a WebSocket
     */
    ByteBuffer bytes(WebSocketKey key, String lastEventId) {
        String own = "";
        if (key != null) {
            own = "Sec-WebSocket-Key: " + key.value() + "\r\n";
        } else if (lastEventId != null && !lastEventId.isEmpty()) {
            own = "Last-Event-ID: " + lastEventId + "\r\n";
        }
        // An event's id is the one thing here that may be beyond ASCII; it goes back in the bytes that it came in.
        byte[] rest = (own + "\r\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + rest.length)
                .put(head)
                .put(rest)
                .flip();
    }
}
