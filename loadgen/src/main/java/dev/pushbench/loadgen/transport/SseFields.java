package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of an event stream beside the data, for a listener that wants them. Strings are made only for a sink, or
 * when someone asks.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class SseFields {

    /** Who wants them with each event; see {@link EventFieldsListener}. */
    interface Sink {

        void onFields(String type, String lastEventId);

        void onRetry(long reconnectMillis);
    }

    /** Stands for a server that did not say how long to wait. */
    static final long NO_RETRY = -1;
    /** An id is kept for each stream, and goes back in a request header, all of which servers bound to 8 KiB or so. */
    private static final int MAX_ID_BYTES = 4096;
    /** 18 digits always fit; more is a wait beyond the age of the universe. */
    private static final int MAX_RETRY_DIGITS = 18;

    /** Null if nobody wants them with each event. */
    private final Sink sink;

    private final ByteAccumulator value;
    private String type = "";
    private long retryMillis = NO_RETRY;
    /** Of the last block that ended; null before the first that has one. */
    private String idText;

    private byte[] id = {};
    /** -1 while no block that ended had an id. */
    private int idBytes = -1;
    /** Of the block that is being read: it counts when the block ends. */
    private byte[] nextId = {};

    private int nextIdBytes = -1;

    SseFields(Sink sink, int maxBytes) {
        this.sink = sink;
        this.value = new ByteAccumulator(maxBytes, "field");
    }

    void append(ByteBuffer in, int from, int to) throws ProtocolViolation {
        value.append(in, from, to);
    }

    void endLine(SseParser.Field field) throws ProtocolViolation {
        ByteBuffer bytes = value.view();
        switch (field) {
            case EVENT -> {
                if (sink != null) {
                    type = StandardCharsets.UTF_8.decode(bytes).toString();
                }
            }
            case ID -> id(bytes);
            case RETRY -> retry(bytes);
            default -> {}
        }
        value.release();
    }

    /**
     * A blank line: the type lasts for one event, the id stays.
     *
     * @param event the block has data, so it is an event
     */
    void endBlock(boolean event) {
        if (nextIdBytes >= 0) {
            byte[] before = id;
            id = nextId;
            idBytes = nextIdBytes;
            idText = null;
            nextId = before;
            nextIdBytes = -1;
        }
        if (event && sink != null) {
            String last = lastEventId();
            sink.onFields(type.isEmpty() ? "message" : type, last == null ? "" : last);
        }
        type = "";
    }

    /** The last that a whole block has set, or null if none has. */
    String lastEventId() {
        if (idText == null && idBytes >= 0) {
            idText = new String(id, 0, idBytes, StandardCharsets.UTF_8);
        }
        return idText;
    }

    /** The last that was set, or {@link #NO_RETRY}. */
    long retryMillis() {
        return retryMillis;
    }

    private void id(ByteBuffer bytes) throws ProtocolViolation {
        int length = bytes.remaining();
        if (length > MAX_ID_BYTES) {
            throw new ProtocolViolation(
                    CloseCode.TOO_BIG, "event id larger than " + MAX_ID_BYTES + " bytes: no request could name it");
        }
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == 0) {
                return;
            }
        }
        if (nextId.length < length) {
            nextId = Arrays.copyOf(nextId, Math.max(16, Integer.highestOneBit(length) * 2));
        }
        bytes.get(nextId, 0, length);
        nextIdBytes = length;
    }

    private void retry(ByteBuffer digits) {
        long millis = 0;
        int length = digits.remaining();
        while (digits.hasRemaining()) {
            byte digit = digits.get();
            if (digit < '0' || digit > '9') {
                return;
            }
            millis = millis * 10 + digit - '0';
        }
        if (length == 0) {
            return;
        }
        retryMillis = length > MAX_RETRY_DIGITS ? Long.MAX_VALUE : millis;
        if (sink != null) {
            sink.onRetry(retryMillis);
        }
    }
}
