package dev.pushbench.benchmarks.framing;

/** What framing must cost, from the text of the standards and not from any encoder. */
final class FramingBytes {

    private static final int MASKING_KEY = 4;

    private FramingBytes() {}

    /** The header of a frame (RFC 6455, section 5.2): 2 bytes, 2 or 8 more for a longer length, 4 more for a mask. */
    static int ofFrame(int payloadBytes, boolean masked) {
        int extendedLength = payloadBytes <= 125 ? 0 : payloadBytes <= 65_535 ? 2 : 8;
        return 2 + extendedLength + (masked ? MASKING_KEY : 0);
    }

    /** {@code data: } and two line feeds around data of one line (WHATWG HTML, section 9.2.5). */
    static int ofEvent() {
        return "data: ".length() + "\n\n".length();
    }
}
