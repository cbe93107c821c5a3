package dev.pushbench.reports.bytes;

/**
 * Records of TLS 1.3 (RFC 8446, sections 5.1 and 5.2): a header of 5 bytes, the content's type in 1, and the
 * authentication tag of 16 that AES-GCM and ChaCha20-Poly1305 have.
 *
 * @param maxContentBytes of one record, at most 16,384: a longer content is cut
 * @param paddingBytes zeros that the sender adds to each record (section 5.4)
 * @param maxWriteBytes what the layer inside hands over at once: a longer content comes in pieces of that length, each of
 *     which begins with a record of its own
 */
public record TlsRecords(int maxContentBytes, int paddingBytes, int maxWriteBytes) implements Framing {

    /** The standard's minimum: 22 bytes a record. */
    public static final TlsRecords RFC_8446 = new TlsRecords(16_384, 0, Integer.MAX_VALUE);

    /**
     * What Java's own provider does: 16 zeros in each record, so 38 bytes, and content, type and zeros together fill at
     * most 16,384 ({@code T13PaddingHolder} and {@code calculateFragmentSize} in OpenJDK's
     * {@code sun.security.ssl.OutputRecord}).
     */
    public static final TlsRecords JSSE = new TlsRecords(16_384 - 1 - 16, 16, Integer.MAX_VALUE);

    private static final int HEADER_BYTES = 5;
    private static final int TYPE_BYTES = 1;
    private static final int TAG_BYTES = 16;

    public TlsRecords {
        if (maxContentBytes < 1 || paddingBytes < 0 || maxContentBytes + paddingBytes > 16_384) {
            throw new IllegalArgumentException("a record of at most " + maxContentBytes + " bytes and " + paddingBytes
                    + " of padding: RFC 8446 allows 1 to 16384 together");
        }
        if (maxWriteBytes < 1) {
            throw new IllegalArgumentException("writes of at most " + maxWriteBytes + " bytes: at least 1 is needed");
        }
    }

    /** The same for a content that comes in pieces of at most that length. */
    public TlsRecords withWritesOf(int bytes) {
        return new TlsRecords(maxContentBytes, paddingBytes, bytes);
    }

    @Override
    public Layer layer() {
        return Layer.TLS_RECORD;
    }

    @Override
    public LayerBytes around(long contentBytes) {
        long records = contentBytes / maxWriteBytes * records(maxWriteBytes) + records(contentBytes % maxWriteBytes);
        return new LayerBytes(layer(), records, records * (HEADER_BYTES + TYPE_BYTES + TAG_BYTES + paddingBytes));
    }

    private long records(long writeBytes) {
        return LayerBytes.ceilDiv(writeBytes, maxContentBytes);
    }
}
