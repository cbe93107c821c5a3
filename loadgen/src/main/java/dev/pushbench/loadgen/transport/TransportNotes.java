package dev.pushbench.loadgen.transport;

/**
 * What a reader of the figures must know of how the subscriptions came about.
 *
 * @param redirects that were followed
 * @param redirectedTo one of the URLs they led to; null if there was none
 * @param uncompressed subscriptions whose server did not compress though it was asked to
 */
public record TransportNotes(long redirects, String redirectedTo, long uncompressed) {

    /** Nothing to say. */
    public static final TransportNotes NONE = new TransportNotes(0, null, 0);

    /** Those of two transports. */
    public TransportNotes plus(TransportNotes other) {
        return new TransportNotes(
                redirects + other.redirects,
                redirectedTo == null ? other.redirectedTo : redirectedTo,
                uncompressed + other.uncompressed);
    }
}
