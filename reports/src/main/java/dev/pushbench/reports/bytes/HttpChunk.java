package dev.pushbench.reports.bytes;

/**
 * What is written at once as one chunk of HTTP/1.1 (RFC 9112, section 7.1): its length in hexadecimal without leading
 * zeros or extensions, and two CRLF.
 */
public record HttpChunk() implements Framing {

    private static final int TWO_CRLF = 4;

    @Override
    public Layer layer() {
        return Layer.HTTP1_CHUNK;
    }

    @Override
    public LayerBytes around(long contentBytes) {
        return new LayerBytes(
                layer(), 1, TWO_CRLF + Long.toHexString(contentBytes).length());
    }
}
