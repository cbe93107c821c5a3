package dev.pushbench.reports.bytes;

import java.util.List;

/**
 * One message on the wire, layer by layer.
 *
 * @param payloadBytes the message itself
 * @param layers from the innermost to the outermost
 */
public record WireBytes(long payloadBytes, List<LayerBytes> layers) {

    public WireBytes {
        layers = List.copyOf(layers);
    }

    /** What WebSocket or SSE itself adds: frame headers, or fields and base64. */
    public long framing() {
        return layers.stream()
                .filter(each -> each.layer().isFraming())
                .mapToLong(LayerBytes::bytes)
                .sum();
    }

    /** What all layers add. */
    public long overhead() {
        return layers.stream().mapToLong(LayerBytes::bytes).sum();
    }

    /** Payload and overhead: what crosses the wire. */
    public long total() {
        return payloadBytes + overhead();
    }
}
