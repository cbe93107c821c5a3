package dev.pushbench.reports.html;

import dev.pushbench.reports.bytes.Content;
import dev.pushbench.reports.bytes.Layer;
import dev.pushbench.reports.bytes.LayerBytes;
import dev.pushbench.reports.bytes.TcpSegments;
import dev.pushbench.reports.bytes.Wire;
import dev.pushbench.reports.result.CellName;
import java.util.List;
import java.util.Optional;

/**
 * Which layers count as overhead: those up to one of them, of one text message under TLS, and on Ethernet.
 *
 * @param name what counts, in words
 * @param outermost the last layer that counts
 */
record WireLayers(String name, Layer outermost) {

    static final List<WireLayers> ALL = List.of(
            new WireLayers("frame or event", Layer.SSE_EVENT),
            new WireLayers("with chunk or DATA frames", Layer.HTTP2_DATA),
            new WireLayers("with TLS records too", Layer.TLS_RECORD),
            new WireLayers("with TCP/IP segments too", Layer.TCP_IP));

    /** All layers of a message from server to client. */
    static Wire whole(String cell) {
        return Wire.toClient(underTls(cell), Content.TEXT).orElseThrow().with(TcpSegments.ETHERNET_IPV4);
    }

    private static CellName underTls(String cell) {
        return CellName.parse(cell + "+tls");
    }

    /** Those that count. */
    Wire of(String cell) {
        return whole(cell).upTo(outermost);
    }

    /** Those that count of a message from client to server; empty for a cell that has no such direction. */
    Optional<Wire> toServer(String cell) {
        return Wire.toServer(underTls(cell))
                .map(wire -> wire.with(TcpSegments.ETHERNET_IPV4).upTo(outermost));
    }

    /** Overhead as a percentage of the payload, which is not empty. */
    double percent(String cell, long payloadBytes) {
        return 100.0 * of(cell).bytes(payloadBytes).overhead() / payloadBytes;
    }

    /** What one layer adds, or null where the cell has none of that kind. */
    static Long bytes(String cell, Layer layer, long payloadBytes) {
        return whole(cell).bytes(payloadBytes).layers().stream()
                .filter(each -> each.layer() == layer)
                .map(LayerBytes::bytes)
                .findFirst()
                .orElse(null);
    }
}
