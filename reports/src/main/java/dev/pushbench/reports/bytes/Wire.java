package dev.pushbench.reports.bytes;

import dev.pushbench.reports.result.CellName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The layers that a message passes on its way to the network, innermost first. Each message is on its own: what is
 * written together with another one shares a record, a segment or a chunk with it, and costs less.
 *
 * @param framings at most one for each {@link Layer}, in the order of layers
 */
public record Wire(List<Framing> framings) {

    /** Nobody sends longer messages: 1 TiB. */
    private static final long LONGEST_PAYLOAD = 1L << 40;

    public Wire {
        framings = List.copyOf(framings);
        for (int i = 1; i < framings.size(); i++) {
            if (framings.get(i - 1).layer().compareTo(framings.get(i).layer()) >= 0) {
                throw new IllegalArgumentException("layers out of order: " + framings);
            }
        }
    }

    /**
     * From server to client, as the server under test sends a message: in one frame or event, chunk or as few DATA
     * frames as there can be, and records of {@link TlsRecords#JSSE} where the cell has TLS; over HTTP/2 Jetty gives them
     * two full DATA frames at a time. Without TCP/IP.
     *
     * @return empty for a cell that is not one of the four, or one that compresses: its bytes depend on the content
     */
    public static Optional<Wire> toClient(CellName cell, Content content) {
        List<Framing> framings = new ArrayList<>();
        if (cell.isWebSocket()) {
            framings.add(WebSocketFrames.fromServer());
        } else {
            if (content == Content.BINARY) {
                framings.add(new Base64());
            }
            framings.add(SseEvent.ofLines(1));
        }
        return carried(cell, framings);
    }

    /**
     * From client to server, in one masked frame; else as {@link #toClient}.
     *
     * @return empty also for a cell of SSE, which has no such direction: a client's messages are requests of their own
     */
    public static Optional<Wire> toServer(CellName cell) {
        return cell.isWebSocket() ? carried(cell, List.of(WebSocketFrames.fromClient())) : Optional.empty();
    }

    /** What keeps a silent connection alive, as the server under test sends it: a ping or a comment, of no payload. */
    public static Optional<Wire> heartbeat(CellName cell) {
        return carried(cell, List.of(cell.isWebSocket() ? WebSocketFrames.fromServer() : SseEvent.heartbeat()));
    }

    private static Optional<Wire> carried(CellName cell, List<Framing> message) {
        boolean tls = cell.variant().equals("+tls");
        if (!cell.isKnown() || !tls && !cell.variant().isEmpty()) {
            return Optional.empty();
        }
        List<Framing> framings = new ArrayList<>(message);
        boolean http2 = cell.httpVersion().equals("2");
        if (http2) {
            framings.add(new Http2Data(Http2Data.DEFAULT_MAX_FRAME_BYTES));
        } else if (!cell.isWebSocket()) {
            framings.add(new HttpChunk());
        }
        if (tls) {
            framings.add(http2 ? TlsRecords.JSSE.withWritesOf(Http2Data.JETTY_WRITE_BYTES) : TlsRecords.JSSE);
        }
        return Optional.of(new Wire(framings));
    }

    /** The same with that layer, in place of the one of its kind if there is one. */
    public Wire with(Framing framing) {
        List<Framing> changed = new ArrayList<>(framings);
        changed.removeIf(each -> each.layer() == framing.layer());
        changed.add(framing);
        changed.sort(Comparator.comparing(Framing::layer));
        return new Wire(changed);
    }

    /** The same without the layers outside of that one. */
    public Wire upTo(Layer outermost) {
        return new Wire(framings.stream()
                .filter(each -> each.layer().compareTo(outermost) <= 0)
                .toList());
    }

    /**
     * One message of that length on this wire.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public WireBytes bytes(long payloadBytes) {
        if (payloadBytes < 0) {
            throw new IllegalArgumentException("a payload of " + payloadBytes + " bytes");
        }
        List<LayerBytes> layers = new ArrayList<>();
        long content = payloadBytes;
        for (Framing framing : framings) {
            LayerBytes added = framing.around(content);
            layers.add(added);
            content += added.bytes();
        }
        return new WireBytes(payloadBytes, layers);
    }

    /**
     * The smallest payload from which on the overhead of all layers is, and stays, below a share of the payload.
     *
     * @param share such as 0.01 for 1 %; above 0
     * @return bytes, at least 1; empty if there is no such payload: layers that cut their content cost the same share of
     *     the longest message
     */
    public OptionalLong crossover(double share) {
        if (!(share > 0)) {
            throw new IllegalArgumentException("a share of " + share + ": above 0 is needed");
        }
        long payload = LONGEST_PAYLOAD;
        while (payload > 0 && bytes(payload).overhead() < share * payload) {
            // No shorter message has more bytes in all; so the next one that can fail is total / (1 + share) long.
            long nextToTry = (long) Math.ceil(bytes(payload).total() / (1 + share));
            payload = Math.min(payload - 1, nextToTry);
        }
        return payload == LONGEST_PAYLOAD ? OptionalLong.empty() : OptionalLong.of(payload + 1);
    }
}
