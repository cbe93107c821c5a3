package dev.pushbench.server.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes events of an event stream (WHATWG HTML, "Server-sent events"). An event is {@code data: P\n\n}; each line break
 * inside of the payload starts another {@code data: } line, because a field cannot hold one.
 */
public final class SseEncoder {

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte LF = '\n';
    private static final byte CR = '\r';

    private SseEncoder() {}

    /**
     * One event whose data is the payload.
     *
     * @param payload UTF-8 text; LF, CR and CRLF in it each end a line, so a reader sees them all as LF
     * @return 8 bytes more than the payload, and 6 more for each line break that is one byte long (5 for CRLF)
     */
    public static byte[] event(byte[] payload) {
        int breaks = 0;
        int length = 0;
        for (int i = 0; i < payload.length; i++) {
            if (isBreak(payload, i)) {
                breaks++;
                if (isCrLf(payload, i)) {
                    i++;
                }
            } else {
                length++;
            }
        }
        byte[] event = new byte[length + (breaks + 1) * (DATA.length + 1) + 1];
        if (breaks == 0) {
            System.arraycopy(DATA, 0, event, 0, DATA.length);
            System.arraycopy(payload, 0, event, DATA.length, payload.length);
            event[event.length - 2] = LF;
        } else {
            writeLines(payload, event);
        }
        event[event.length - 1] = LF;
        return event;
    }

    /**
     * One event whose data is the base64 of the payload (RFC 4648, section 4, with padding): an event stream is UTF-8
     * text and cannot hold arbitrary bytes.
     *
     * @return 8 bytes more than 4 for each 3 of the payload, begun ones too
     */
    public static byte[] base64Event(byte[] payload) {
        byte[] base64 = Base64.getEncoder().encode(payload);
        byte[] event = new byte[DATA.length + base64.length + 2];
        writeField(event, 0);
        System.arraycopy(base64, 0, event, DATA.length, base64.length);
        event[event.length - 2] = LF;
        event[event.length - 1] = LF;
        return event;
    }

    private static void writeLines(byte[] payload, byte[] event) {
        int at = writeField(event, 0);
        for (int i = 0; i < payload.length; i++) {
            if (isBreak(payload, i)) {
                event[at++] = LF;
                at = writeField(event, at);
                if (isCrLf(payload, i)) {
                    i++;
                }
            } else {
                event[at++] = payload[i];
            }
        }
        event[at] = LF;
    }

    private static int writeField(byte[] event, int at) {
        System.arraycopy(DATA, 0, event, at, DATA.length);
        return at + DATA.length;
    }

    private static boolean isBreak(byte[] payload, int i) {
        return payload[i] == LF || payload[i] == CR;
    }

    private static boolean isCrLf(byte[] payload, int i) {
        return payload[i] == CR && i + 1 < payload.length && payload[i + 1] == LF;
    }
}
