package dev.pushbench.reports.html;

import dev.pushbench.reports.bytes.Http2Data;
import dev.pushbench.reports.bytes.HttpChunk;
import dev.pushbench.reports.bytes.SseEvent;
import dev.pushbench.reports.bytes.TcpSegments;
import dev.pushbench.reports.bytes.TlsRecords;
import dev.pushbench.reports.claim.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The claim that a WebSocket frame costs 2 to 14 bytes where SSE has text, judged by the bytes that the encoders in a
 * JMH result wrote, and by the standards' arithmetic. Bytes are counted and do not scatter: no interval is needed.
 *
 * <table>
 * <caption>Verdicts, the first that fits</caption>
 * <tr><td>the file has framing bytes of no frame, or of no event</td><td>not measurable here</td></tr>
 * <tr><td>a frame had less than 2 bytes or more than 14</td><td>contradicted</td></tr>
 * <tr><td>a length or a direction was not measured, or something is not what the standard says</td>
 *     <td>inconclusive</td></tr>
 * <tr><td>else</td><td>supported</td></tr>
 * </table>
 *
 * @param verdict one of the above
 * @param reason what it rests on, in a sentence
 * @param table what was measured, and what the standards say
 * @param nuances what the claim leaves out
 */
record JmhFraming(Verdict verdict, String reason, Table table, List<String> nuances) {

    private static final int LEAST = 2;
    private static final int MOST = 14;

    /** Payloads at which a frame's header has its three lengths (RFC 6455, section 5.2). */
    private static final long SHORT = 0;

    private static final long MEDIUM = 126;
    private static final long LONG = 65_536;

    private static final TlsRecords TLS = TlsRecords.JSSE;
    private static final TcpSegments TCP = TcpSegments.ETHERNET_IPV4;

    static JmhFraming of(List<JmhMeasurement> measurements) {
        List<FramingEvidence> evidence = Stream.of(
                        new FramingEvidence(MessageKind.FRAME_TO_CLIENT, SHORT, MEDIUM - 1, measurements),
                        new FramingEvidence(MessageKind.FRAME_TO_CLIENT, MEDIUM, LONG - 1, measurements),
                        new FramingEvidence(MessageKind.FRAME_TO_CLIENT, LONG, Long.MAX_VALUE, measurements),
                        new FramingEvidence(MessageKind.FRAME_TO_SERVER, SHORT, MEDIUM - 1, measurements),
                        new FramingEvidence(MessageKind.FRAME_TO_SERVER, MEDIUM, LONG - 1, measurements),
                        new FramingEvidence(MessageKind.FRAME_TO_SERVER, LONG, Long.MAX_VALUE, measurements),
                        new FramingEvidence(MessageKind.EVENT, SHORT, Long.MAX_VALUE, measurements))
                .toList();
        return judge(evidence, table(evidence));
    }

    private static JmhFraming judge(List<FramingEvidence> evidence, Table table) {
        boolean noFrame = evidence.stream().noneMatch(each -> each.kind().isFrame() && each.isMeasured());
        boolean noEvent = evidence.stream().noneMatch(each -> !each.kind().isFrame() && each.isMeasured());
        if (noFrame || noEvent) {
            return with(
                    Verdict.NOT_MEASURABLE_HERE,
                    "The file holds no framing bytes of " + (noFrame ? "WebSocket frames" : "SSE events")
                            + "; run the suites of frames and events with -prof"
                            + " dev.pushbench.benchmarks.framing.FramingProfiler.",
                    table);
        }
        List<FramingEvidence> outside = evidence.stream()
                .filter(each -> each.kind().isFrame() && each.isMeasured())
                .filter(each -> each.least() < LEAST || each.most() > MOST)
                .toList();
        if (!outside.isEmpty()) {
            return with(Verdict.CONTRADICTED, "Beyond that range: " + list(outside) + ".", table);
        }
        List<FramingEvidence> other =
                evidence.stream().filter(each -> !each.agrees()).toList();
        if (!other.isEmpty()) {
            return with(Verdict.INCONCLUSIVE, "Not as the standards say: " + list(other) + ".", table);
        }
        return with(
                Verdict.SUPPORTED,
                "The encoders in this file put " + LEAST + " to " + MOST
                        + " bytes around a WebSocket message, and "
                        + evidence.get(evidence.size() - 1).measuredText()
                        + " bytes of text around an SSE event of one line, at every size that was measured as many as the"
                        + " standards say.",
                table);
    }

    private static JmhFraming with(Verdict verdict, String reason, Table table) {
        return new JmhFraming(verdict, reason, table, whatItLeavesOut());
    }

    /** A class of the style sheet. */
    String kind() {
        return Banner.kind(verdict.label());
    }

    private static String list(List<FramingEvidence> evidence) {
        return evidence.stream().map(FramingEvidence::words).collect(Collectors.joining("; "));
    }

    private static Table table(List<FramingEvidence> evidence) {
        return new TableOf<>(evidence)
                .text("Payload (bytes)", FramingEvidence::range)
                .text("Framing by the standard (bytes)", FramingEvidence::allowed)
                .text("Measured (bytes)", FramingEvidence::measuredText)
                .count("Payloads measured", FramingEvidence::payloads)
                .missing("not measured in this file.")
                .build(
                        "claim-framing",
                        "Framing of one message",
                        "What",
                        each -> each.kind().label(),
                        each -> null);
    }

    private static List<String> whatItLeavesOut() {
        MessageKind down = MessageKind.FRAME_TO_CLIENT;
        long event = MessageKind.EVENT.bytes(SHORT);
        return List.of(
                "Direction: a pushed message goes from server to client without a mask, so that it has "
                        + down.bytes(SHORT)
                        + ", " + down.bytes(MEDIUM) + " or " + down.bytes(LONG) + " bytes. " + MOST
                        + " is what a client puts around " + Figures.count(LONG) + " bytes or more, "
                        + (MessageKind.FRAME_TO_SERVER.bytes(LONG) - down.bytes(LONG)) + " of them the mask.",
                "Text: one line of data has " + event + " bytes around it, whatever its length ("
                        + MessageKind.EVENT.most(SHORT)
                        + " where lines end with CRLF): "
                        + (event - down.bytes(SHORT)) + " more than a pushed frame below " + MEDIUM + " bytes, "
                        + (event - down.bytes(MEDIUM)) + " more below " + Figures.count(LONG) + ", and "
                        + (down.bytes(LONG) - event) + " less from there on. Each further line costs "
                        + (SseEvent.ofLines(2).around(SHORT).bytes() - event)
                        + " more, and an id or a name its own line.",
                "What both ride on: over HTTP/1.1 an event is also in a chunk, of "
                        + new HttpChunk().around(event).bytes()
                        + " bytes or more, which a WebSocket does not have; over"
                        + " HTTP/2 both are in DATA frames of "
                        + new Http2Data(Http2Data.DEFAULT_MAX_FRAME_BYTES)
                                .around(1)
                                .bytes() + " bytes. A TLS record of "
                        + TLS.around(1).bytes() + " bytes (Java's) and a segment of "
                        + TCP.around(1).bytes()
                        + " bytes around a message that goes alone weigh more than either.",
                "Bytes are not time: what encoding and decoding cost is in the suites below, what a whole message costs"
                        + " is for a comparison to say.");
    }
}
