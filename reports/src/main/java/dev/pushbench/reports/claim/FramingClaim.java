package dev.pushbench.reports.claim;

import dev.pushbench.reports.bytes.Content;
import dev.pushbench.reports.result.CellName;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a frame costs. */
final class FramingClaim implements Claim {

    private static final String LARGE = SlowClaim.NOBODY;
    /** Where a frame's header is longest; over HTTP/2 the same frame rides on DATA frames. */
    private static final List<String> LARGE_CELLS = List.of("ws/1.1", "sse/1.1");

    private static final int LARGE_BYTES = SlowClaim.PAYLOAD_BYTES;
    private static final double LEAST = 2;
    private static final double MOST = 14;
    /** Less than that is no whole byte of every message: it comes of connections that say something else meanwhile. */
    private static final double STRAY_BYTES = 0.5;

    /** Bytes can be counted, so one is a difference, and no control has to show how far counts are apart. */
    private static final double MARGIN_BYTES = 1;

    @Override
    public String id() {
        return "framing";
    }

    @Override
    public String sentence() {
        return "A WebSocket frame costs 2 to 14 bytes; SSE is text, and costs more";
    }

    @Override
    public String decidedBy() {
        return "bytes per message of " + PushArms.PAYLOAD_BYTES + " bytes, sse/1.1 − ws/1.1: more than one byte, the"
                + " least that can be counted; and every WebSocket message over HTTP/1.1 has 2 to 14 bytes more than its"
                + " payload";
    }

    @Override
    public String refutedBy() {
        return "a WebSocket message over HTTP/1.1 that takes fewer or more, or one over SSE that does not take more";
    }

    @Override
    public String doesNotShow() {
        return "bytes of TLS, TCP and IP, of compressed messages, and from client to server, where a mask makes each"
                + " WebSocket frame 4 bytes longer and an SSE client sends a whole request";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        List<Arm> arms = new ArrayList<>(PushArms.cells(conditions));
        for (String cell : LARGE_CELLS) {
            arms.add(SlowClaim.undisturbed(cell, conditions));
        }
        return arms;
    }

    @Override
    public Picture picture() {
        Metric framing = new Metric("bytes beyond a payload of " + PushArms.PAYLOAD_BYTES, cell -> {
            Double all = Metric.BYTES.of().apply(cell);
            return all == null ? null : Double.valueOf(all - PushArms.PAYLOAD_BYTES);
        });
        return new Picture.Bars(framing, "bytes", 1, CellName.BASES);
    }

    @Override
    public Series primary(Evidence evidence) {
        return Series.difference(evidence, Metric.BYTES, "sse/1.1", "ws/1.1", "bytes", 1);
    }

    @Override
    public Finding judge(Evidence evidence) {
        List<Series> others = List.of(
                Series.difference(evidence, Metric.BYTES, "sse/2", "ws/2", "bytes", 1),
                Series.difference(evidence, Metric.BYTES, "sse/1.1" + LARGE, "ws/1.1" + LARGE, "bytes", 1));
        Finding finding = Finding.of(
                primary(evidence), Margin.ofDifference(MARGIN_BYTES), Direction.HIGHER, others, notes(evidence));
        boolean asSaid = isAsSaid(evidence, "", PushArms.PAYLOAD_BYTES) && isAsSaid(evidence, LARGE, LARGE_BYTES);
        return asSaid || finding.verdict() != Verdict.SUPPORTED
                ? finding
                : finding.withVerdict(Verdict.CONTRADICTED, null);
    }

    private static boolean isAsSaid(Evidence evidence, String suffix, int payloadBytes) {
        double[] bytes = evidence.values(Metric.BYTES, "ws/1.1" + suffix);
        return bytes.length > 0
                && Arrays.stream(bytes)
                        .map(each -> each - payloadBytes)
                        .allMatch(framing -> framing > LEAST - STRAY_BYTES && framing < MOST + STRAY_BYTES);
    }

    /** What was measured beside what the standards say. */
    private static List<String> notes(Evidence evidence) {
        List<String> notes = new ArrayList<>();
        for (String cell : CellName.BASES) {
            MeasuredBytes.note(evidence, cell, "", PushArms.PAYLOAD_BYTES, Content.TEXT)
                    .ifPresent(notes::add);
        }
        for (String cell : LARGE_CELLS) {
            MeasuredBytes.note(evidence, cell, LARGE, LARGE_BYTES, Content.TEXT).ifPresent(notes::add);
        }
        return notes;
    }
}
