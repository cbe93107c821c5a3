package dev.pushbench.reports.bytes;

/**
 * Binary data as text, padded and without line breaks (RFC 4648, section 4): each 3 bytes become 4 characters, and so do
 * the 1 or 2 that are left at the end.
 */
public record Base64() implements Framing {

    @Override
    public Layer layer() {
        return Layer.BASE64;
    }

    @Override
    public LayerBytes around(long contentBytes) {
        return new LayerBytes(layer(), 1, (contentBytes + 2) / 3 * 4 - contentBytes);
    }
}
