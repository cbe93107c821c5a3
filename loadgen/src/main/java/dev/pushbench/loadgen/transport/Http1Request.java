package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of the request: all but the key of a WebSocket handshake are the same for every subscription. */
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

    /** @param key null for an event stream */
    ByteBuffer bytes(WebSocketKey key) {
        String rest = key == null ? "\r\n" : "Sec-WebSocket-Key: " + key.value() + "\r\n\r\n";
        return ByteBuffer.allocate(head.length + rest.length())
                .put(head)
                .put(rest.getBytes(StandardCharsets.US_ASCII))
                .flip();
    }
}
