package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The fields of an event stream beside the data, for a listener that wants them.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class SseFields {

    /** Who wants them; see {@link EventFieldsListener}. */
    interface Sink {

        void onFields(String type, String lastEventId);

        void onRetry(long reconnectMillis);
    }

    private final Sink sink;
    private final ByteAccumulator value;
    private String type = "";
    private String lastEventId = "";

    SseFields(Sink sink, int maxBytes) {
        this.sink = sink;
        this.value = new ByteAccumulator(maxBytes, "field");
    }

    void append(ByteBuffer in, int from, int to) throws ProtocolViolation {
        value.append(in, from, to);
    }

    void endLine(SseParser.Field field) {
        String text = StandardCharsets.UTF_8.decode(value.view()).toString();
        value.release();
        switch (field) {
            case EVENT -> type = text;
            case ID -> {
                if (text.indexOf('\0') < 0) {
                    lastEventId = text;
                }
            }
            case RETRY -> retry(text);
            default -> {}
        }
    }

    void beforeEvent() {
        sink.onFields(type.isEmpty() ? "message" : type, lastEventId);
    }

    /** A blank line: the type lasts for one event, the id stays. */
    void endBlock() {
        type = "";
    }

    private void retry(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return;
        }
        // 18 digits always fit; more is a wait beyond the age of the universe.
        sink.onRetry(digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits));
    }
}
