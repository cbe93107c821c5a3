package dev.pushbench.server.wire;

import java.nio.ByteBuffer;
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
        ByteBuffer text = ByteBuffer.wrap(payload);
        int firstBreak = LineEnd.find(text, 0, payload.length);
        return firstBreak < 0 ? line(payload) : lines(payload, text, firstBreak);
    }

    /**
     * One event whose data is the base64 of the payload (RFC 4648, section 4, with padding): an event stream is UTF-8
     * text and cannot hold arbitrary bytes.
     *
     * @return 8 bytes more than 4 for each 3 of the payload, begun ones too
     */
    public static byte[] base64Event(byte[] payload) {
        return line(Base64.getEncoder().encode(payload));
    }

    private static byte[] line(byte[] data) {
        byte[] event = new byte[DATA.length + data.length + 2];
        int at = writeField(event, 0);
        System.arraycopy(data, 0, event, at, data.length);
        event[event.length - 2] = LF;
        event[event.length - 1] = LF;
        return event;
    }

    /** A data field for each line of the payload. */
    private static byte[] lines(byte[] payload, ByteBuffer text, int firstBreak) {
        byte[] event = new byte[eventBytes(payload, text, firstBreak)];
        int at = 0;
        int from = 0;
        int end = firstBreak;
        while (end >= 0) {
            at = writeLine(event, at, payload, from, end);
            from = end + breakBytes(payload, end);
            end = LineEnd.find(text, from, payload.length);
        }
        at = writeLine(event, at, payload, from, payload.length);
        event[at] = LF;
        return event;
    }

    private static int eventBytes(byte[] payload, ByteBuffer text, int firstBreak) {
        int bytes = payload.length + DATA.length + 2;
        for (int end = firstBreak; end >= 0; ) {
            int broken = breakBytes(payload, end);
            bytes += DATA.length + 1 - broken;
            end = LineEnd.find(text, end + broken, payload.length);
        }
        return bytes;
    }

    private static int writeLine(byte[] event, int at, byte[] payload, int from, int to) {
        int data = writeField(event, at);
        System.arraycopy(payload, from, event, data, to - from);
        int end = data + to - from;
        event[end] = LF;
        return end + 1;
    }

    private static int writeField(byte[] event, int at) {
        System.arraycopy(DATA, 0, event, at, DATA.length);
        return at + DATA.length;
    }

    /** One break may be CR and LF. */
    private static int breakBytes(byte[] payload, int at) {
        return payload[at] == CR && at + 1 < payload.length && payload[at + 1] == LF ? 2 : 1;
    }
}
