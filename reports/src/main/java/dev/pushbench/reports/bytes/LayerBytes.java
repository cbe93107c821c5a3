package dev.pushbench.reports.bytes;

/**
 * What one layer adds to one message.
 *
 * @param units frames, chunks, records or segments around the content
 * @param bytes added to the content, by all units together
 */
public record LayerBytes(Layer layer, long units, long bytes) {

    /** The same number of bytes for each unit of a content that is cut into units of at most that length. */
    static LayerBytes ofEach(Layer layer, int overheadBytes, long contentBytes, int maxUnitBytes) {
        long units = ceilDiv(contentBytes, maxUnitBytes);
        return new LayerBytes(layer, units, units * overheadBytes);
    }

    /** How many units of at most that length a content takes. */
    static long ceilDiv(long contentBytes, int maxUnitBytes) {
        return (contentBytes + maxUnitBytes - 1) / maxUnitBytes;
    }
}
