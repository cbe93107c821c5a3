package dev.pushbench.reports.html;

import dev.pushbench.reports.bytes.Framing;
import dev.pushbench.reports.bytes.SseEvent;
import dev.pushbench.reports.bytes.WebSocketFrames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the encoder of a benchmark puts around a message, as far as the claim of 2 to 14 bytes is about it. */
enum MessageKind {
    FRAME_TO_CLIENT("WebSocket frame, server to client", WebSocketFrames.fromServer(), 0, 0),
    FRAME_TO_SERVER("WebSocket frame, client to server, masked", WebSocketFrames.fromClient(), 0, 0),
    /** The space after the colon may be missing, and each of the two lines may end with CRLF (WHATWG HTML, 9.2.5). */
    EVENT("SSE event of one line", SseEvent.ofLines(1), 1, 2);

    /** What changes the payload itself, and what carries more than one layer. */
    private static final List<String> OTHERS = List.of("base64", "deflate", "gzip", "compress");

    private final String label;
    private final Framing model;
    private final int fewer;
    private final int more;

    MessageKind(String label, Framing model, int fewer, int more) {
        this.label = label;
        this.model = model;
        this.fewer = fewer;
        this.more = more;
    }

    /**
     * By the words in the names of class and method, which is all that JMH's result tells: {@code Frame} or
     * {@code WebSocket}, masked with {@code Client}, {@code masked} or the parameter {@code masked=true}; or
     * {@code Event}. Empty for anything else, for what is compressed or base64, and for whole cells.
     */
    static Optional<MessageKind> of(JmhMeasurement measurement) {
        String name = (measurement.type() + " " + measurement.method())
                .toLowerCase(Locale.ROOT)
                .replace("unmasked", "");
        if (OTHERS.stream().anyMatch(name::contains) || measurement.params().containsKey(SuiteSeries.CELL)) {
            return Optional.empty();
        }
        if (name.contains("frame") || name.contains("websocket")) {
            boolean masked = name.contains("client")
                    || name.contains("masked")
                    || "true".equals(measurement.params().get("masked"));
            return Optional.of(masked ? FRAME_TO_SERVER : FRAME_TO_CLIENT);
        }
        return name.contains("event") ? Optional.of(EVENT) : Optional.empty();
    }

    String label() {
        return label;
    }

    boolean isFrame() {
        return this != EVENT;
    }

    /** Bytes around a payload of that length, in the usual form. */
    long bytes(long payloadBytes) {
        return model.around(payloadBytes).bytes();
    }

    /** The fewest that the standard allows. */
    long least(long payloadBytes) {
        return bytes(payloadBytes) - fewer;
    }

    /** The most that the standard allows. */
    long most(long payloadBytes) {
        return bytes(payloadBytes) + more;
    }
}
