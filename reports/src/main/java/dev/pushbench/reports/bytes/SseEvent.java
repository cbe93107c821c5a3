package dev.pushbench.reports.bytes;

/**
 * A message as one event of an event stream (WHATWG HTML, section 9.2.5): fields of one line each, and a blank line at
 * the end. Lines end with LF.
 *
 * @param dataLines lines of the message, each of which is a {@code data} field; the LF between two of them counts as
 *     content. 0 for a block that carries no message
 * @param space whether a space follows the colon of a field; readers skip it (section 9.2.6)
 * @param otherBytes of all lines that are not data, their LF included
 */
public record SseEvent(int dataLines, boolean space, int otherBytes) implements Framing {

    public SseEvent {
        if (dataLines < 0 || otherBytes < 0) {
            throw new IllegalArgumentException(
                    "an event of " + dataLines + " data lines and " + otherBytes + " other bytes: neither is negative");
        }
    }

    /** {@code data: } and so many lines: 8 bytes, and 6 more for each further line. */
    public static SseEvent ofLines(int dataLines) {
        return new SseEvent(dataLines, true, 0);
    }

    /** {@code :} and a blank line: a comment that keeps a silent stream alive (section 9.2.7). 3 bytes around nothing. */
    public static SseEvent heartbeat() {
        return new SseEvent(0, true, ":\n".length());
    }

    /** The same without the space: one byte less for each line of data. Fields that are added later have none either. */
    public SseEvent withoutSpace() {
        return new SseEvent(dataLines, false, otherBytes);
    }

    /** The same with {@code id: } and a value of that many bytes. */
    public SseEvent withId(int valueBytes) {
        return withField("id", valueBytes);
    }

    /** The same with {@code event: } and a name of that many bytes. */
    public SseEvent withName(int valueBytes) {
        return withField("event", valueBytes);
    }

    /** The same with {@code retry: } and that many digits. */
    public SseEvent withRetry(int digits) {
        return withField("retry", digits);
    }

    private SseEvent withField(String name, int valueBytes) {
        return new SseEvent(dataLines, space, otherBytes + fieldBytes(name) + valueBytes);
    }

    /** Name, colon, perhaps a space, and LF. */
    private int fieldBytes(String name) {
        return name.length() + (space ? 3 : 2);
    }

    @Override
    public Layer layer() {
        return Layer.SSE_EVENT;
    }

    @Override
    public LayerBytes around(long contentBytes) {
        int breaksInContent = Math.max(0, dataLines - 1);
        int blankLine = 1;
        int bytes = otherBytes + dataLines * fieldBytes("data") - breaksInContent + blankLine;
        return new LayerBytes(layer(), 1, bytes);
    }
}
