package dev.pushbench.reports.bytes;

/**
 * DATA frames of HTTP/2 without padding (RFC 9113, sections 4.1 and 6.1): a header of 9 bytes each.
 *
 * @param maxFrameBytes the reader's SETTINGS_MAX_FRAME_SIZE (section 6.5.2): a longer content is cut
 */
public record Http2Data(int maxFrameBytes) implements Framing {

    /** What holds until a reader says otherwise (section 6.5.2), and few do. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 16_384;

    private static final int HEADER_BYTES = 9;

    /**
     * What Jetty hands over to TLS at once: whole frames until there are 32 KiB or more ({@code
     * HTTP2Session.getWriteThreshold}), so of a long content two full ones.
     */
    static final int JETTY_WRITE_BYTES = 2 * (HEADER_BYTES + DEFAULT_MAX_FRAME_BYTES);

    public Http2Data {
        if (maxFrameBytes < DEFAULT_MAX_FRAME_BYTES || maxFrameBytes > 0xFF_FFFF) {
            throw new IllegalArgumentException(
                    "frames of at most " + maxFrameBytes + " bytes: RFC 9113 allows 16384 to 16777215");
        }
    }

    @Override
    public Layer layer() {
        return Layer.HTTP2_DATA;
    }

    @Override
    public LayerBytes around(long contentBytes) {
        return LayerBytes.ofEach(layer(), HEADER_BYTES, contentBytes, maxFrameBytes);
    }
}
