package dev.pushbench.reports.claim;

import dev.pushbench.reports.bytes.Content;
import dev.pushbench.reports.stats.Judgement.Direction;
import dev.pushbench.reports.stats.Margin;
import java.util.ArrayList;
import java.util.List;

/** Bytes that are no text: as they are in a frame, as base64 in an event. */
final class BinaryClaim implements Claim {

    private static final String WEB_SOCKET = "ws/1.1+binary";
    private static final String SSE = "sse/1.1+binary";
    private static final int SMALL_BYTES = 100;
    private static final int LARGE_BYTES = 8_192;
    private static final String SMALL = "+100";
    private static final String LARGE = "+8k";
    private static final int CONNECTIONS = 200;
    /** Of counted bytes, so that no control has to show their noise. */
    private static final double MARGIN = 1.1;

    private static final double NS_PER_MICRO = 1e3;

    @Override
    public String id() {
        return "binary";
    }

    @Override
    public String sentence() {
        return "Binary data belongs on WebSocket: as base64 over SSE it costs more";
    }

    @Override
    public String decidedBy() {
        return "bytes per message of " + LARGE_BYTES
                + " bytes of binary data, ws/1.1 ÷ sse/1.1: lower by more than a tenth,"
                + " because less than that buys no smaller line";
    }

    @Override
    public String refutedBy() {
        return "more bytes over WebSocket by more than a tenth; within a tenth there is no practical difference";
    }

    @Override
    public String doesNotShow() {
        return "compression, which wins base64's third back where the data itself is not random; what it costs to make sense"
                + " of the data; and HTTP/2, where the same base64 rides on other frames";
    }

    @Override
    public List<Arm> arms(Conditions conditions) {
        List<Arm> arms = new ArrayList<>();
        for (String cell : List.of(WEB_SOCKET, SSE)) {
            arms.add(arm(cell, SMALL, SMALL_BYTES, conditions));
            arms.add(arm(cell, LARGE, LARGE_BYTES, conditions));
        }
        return arms;
    }

    private static Arm arm(String cell, String suffix, int payloadBytes, Conditions conditions) {
        return Arm.of(
                cell,
                suffix,
                Math.min(CONNECTIONS, conditions.mostConnections()),
                Conditions.timed("--rate=10", "--format=binary", "--payload=" + payloadBytes));
    }

    @Override
    public Picture picture() {
        return new Picture.Bars(
                Metric.SERVER_CPU,
                "µs",
                NS_PER_MICRO,
                List.of(WEB_SOCKET + SMALL, SSE + SMALL, WEB_SOCKET + LARGE, SSE + LARGE));
    }

    @Override
    public Series primary(Evidence evidence) {
        return ratio(evidence, Metric.BYTES, LARGE);
    }

    @Override
    public Finding judge(Evidence evidence) {
        List<Series> others = new ArrayList<>();
        others.add(ratio(evidence, Metric.BYTES, SMALL));
        for (Metric metric : List.of(Metric.SERVER_CPU, Metric.CLIENT_CPU, Metric.RESPONSE_P50)) {
            others.add(ratio(evidence, metric, SMALL));
            others.add(ratio(evidence, metric, LARGE));
        }
        return Finding.of(primary(evidence), Margin.ofRatio(MARGIN), Direction.LOWER, others, notes(evidence));
    }

    private static Series ratio(Evidence evidence, Metric metric, String size) {
        return Series.ratio(evidence, metric, WEB_SOCKET + size, SSE + size);
    }

    private static List<String> notes(Evidence evidence) {
        List<String> notes = new ArrayList<>();
        for (String cell : List.of(WEB_SOCKET, SSE)) {
            MeasuredBytes.note(evidence, cell, SMALL, SMALL_BYTES, Content.BINARY)
                    .ifPresent(notes::add);
            MeasuredBytes.note(evidence, cell, LARGE, LARGE_BYTES, Content.BINARY)
                    .ifPresent(notes::add);
        }
        return notes;
    }
}
