package dev.pushbench.loadgen.transport;

import dev.pushbench.server.wire.LineEnd;
import java.nio.ByteBuffer;

/**
 * Takes an event stream apart as the WHATWG HTML standard says (section 9.2.6), fed with whatever a read brought. Data
 * of one line that lies whole in one buffer is handed on as a view of it; only other data is gathered. Lines that
 * nobody wants (comments, unknown fields) take no memory, however long they are.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class SseParser {

    /** Hears the data of each event. The buffer is valid during the call only. */
    interface Sink {
        void onEvent(ByteBuffer data, long receivedNs);

        /** A comment line, which is how servers keep a silent stream alive. */
        default void onComment(long receivedNs) {}
    }

    /** The fields the standard knows, and comments; the rest is {@code IGNORED}. */
    enum Field {
        DATA,
        EVENT,
        ID,
        RETRY,
        COMMENT,
        IGNORED
    }

    private enum State {
        BOM,
        LINE_START,
        NAME,
        AFTER_COLON,
        VALUE
    }

    /** "data", "event", "id" and "retry" as their bytes make a number. */
    private static final int DATA = 0x64617461;

    private static final long EVENT = 0x6576656E74L;
    private static final long ID = 0x6964L;
    private static final long RETRY = 0x7265747279L;
    private static final int LONGEST_NAME = 5;

    private static final int NO_VIEW = -1;

    private final Sink sink;
    /** Null if nobody wants them. */
    private final SseFields fields;

    private final int maxBytes;
    private final ByteAccumulator data;

    private State state = State.BOM;
    private int bomBytes;
    /** The last byte was a CR: an LF that follows belongs to it. */
    private boolean afterCr;

    private long name;
    private int nameBytes;
    private Field field = Field.IGNORED;
    /** A part of the current data line's value has been taken already. */
    private boolean valueBegun;

    /** The block has a data line, be it empty. */
    private boolean hasData;
    /** The block's data as long as it is one line in the current buffer. */
    private int viewFrom = NO_VIEW;

    private int viewTo;

    SseParser(Sink sink, SseFields fields, int maxBytes) {
        this.sink = sink;
        this.fields = fields;
        this.maxBytes = maxBytes;
        this.data = new ByteAccumulator(maxBytes, "event");
    }

    /** Takes all of {@code in}. */
    void feed(ByteBuffer in, long receivedNs) throws ProtocolViolation {
        int i = in.position();
        int to = in.limit();
        while (i < to) {
            switch (state) {
                case LINE_START -> i = lineStart(in, i, to, receivedNs);
                case NAME -> i = name(in, i, receivedNs);
                case AFTER_COLON -> {
                    state = State.VALUE;
                    valueBegun = false;
                    i = in.get(i) == ' ' ? i + 1 : i;
                }
                case VALUE -> i = value(in, i, to, receivedNs);
                case BOM -> i = bom(in, i);
                default -> throw new IllegalStateException(state.toString());
            }
        }
        in.position(to);
        keepView(in);
    }

    private int bom(ByteBuffer in, int i) {
        int expected = 0xEFBBBF >> (16 - 8 * bomBytes) & 0xFF;
        if ((in.get(i) & 0xFF) == expected) {
            if (++bomBytes == 3) {
                state = State.LINE_START;
            }
            return i + 1;
        }
        if (bomBytes == 0) {
            state = State.LINE_START;
        } else {
            // The beginning of a byte order mark begins a name that no field has.
            state = State.NAME;
            nameBytes = LONGEST_NAME + 1;
        }
        return i;
    }

    private int lineStart(ByteBuffer in, int i, int to, long receivedNs) {
        if (to - i > 4 && in.getInt(i) == DATA && in.get(i + 4) == ':') {
            afterCr = false;
            field = Field.DATA;
            state = State.AFTER_COLON;
            return i + 5;
        }
        byte b = in.get(i);
        if (b == '\n' && afterCr) {
            afterCr = false;
            return i + 1;
        }
        afterCr = b == '\r';
        if (b == '\n' || b == '\r') {
            endBlock(in, i, to, receivedNs);
            return i + 1;
        }
        state = State.NAME;
        name = 0;
        nameBytes = 0;
        return i;
    }

    private int name(ByteBuffer in, int i, long receivedNs) throws ProtocolViolation {
        byte b = in.get(i);
        if (b == ':') {
            field = named();
            state = State.AFTER_COLON;
        } else if (b == '\n' || b == '\r') {
            field = named();
            valueBegun = false;
            take(in, i, i, true);
            endLine(b, receivedNs);
        } else if (nameBytes <= LONGEST_NAME) {
            name = name << 8 | b & 0xFF;
            nameBytes++;
        }
        return i + 1;
    }

    private Field named() {
        if (nameBytes == 0) {
            return Field.COMMENT;
        } else if (nameBytes == 4 && name == DATA) {
            return Field.DATA;
        } else if (nameBytes == 5 && name == EVENT) {
            return Field.EVENT;
        } else if (nameBytes == 2 && name == ID) {
            return Field.ID;
        } else if (nameBytes == 5 && name == RETRY) {
            return Field.RETRY;
        }
        return Field.IGNORED;
    }

    private int value(ByteBuffer in, int i, int to, long receivedNs) throws ProtocolViolation {
        int end = LineEnd.find(in, i, to);
        take(in, i, end < 0 ? to : end, end >= 0);
        if (end < 0) {
            return to;
        }
        endLine(in.get(end), receivedNs);
        return end + 1;
    }

    /** Takes a piece of the value of the current line. */
    private void take(ByteBuffer in, int from, int to, boolean ends) throws ProtocolViolation {
        if (field == Field.DATA) {
            takeData(in, from, to, ends);
        } else if (isKept()) {
            fields.append(in, from, to);
        }
    }

    private boolean isKept() {
        return fields != null && field != Field.IGNORED && field != Field.COMMENT;
    }

    private void takeData(ByteBuffer in, int from, int to, boolean ends) throws ProtocolViolation {
        if (ends && !valueBegun && !hasData) {
            if (to - from > maxBytes) {
                throw data.tooLarge();
            }
            viewFrom = from;
            viewTo = to;
            return;
        }
        keepView(in);
        if (!valueBegun && hasData) {
            data.append((byte) '\n');
        }
        valueBegun = true;
        data.append(in, from, to);
    }

    private void endLine(byte terminator, long receivedNs) throws ProtocolViolation {
        afterCr = terminator == '\r';
        state = State.LINE_START;
        if (field == Field.DATA) {
            hasData = true;
        } else if (field == Field.COMMENT) {
            sink.onComment(receivedNs);
        } else if (isKept()) {
            fields.endLine(field);
        }
    }

    private void endBlock(ByteBuffer in, int i, int to, long receivedNs) {
        if (fields != null) {
            fields.endBlock(hasData);
        }
        if (hasData) {
            hasData = false;
            if (viewFrom == NO_VIEW) {
                sink.onEvent(data.view(), receivedNs);
                data.release();
            } else {
                in.limit(viewTo).position(viewFrom);
                viewFrom = NO_VIEW;
                sink.onEvent(in, receivedNs);
                // Whoever saw the view may have moved its bounds.
                in.limit(to).position(i);
            }
        }
    }

    /** Before the buffer goes away, or when a second line comes: what was a view must be gathered. */
    private void keepView(ByteBuffer in) throws ProtocolViolation {
        if (viewFrom != NO_VIEW) {
            data.append(in, viewFrom, viewTo);
            viewFrom = NO_VIEW;
        }
    }
}
