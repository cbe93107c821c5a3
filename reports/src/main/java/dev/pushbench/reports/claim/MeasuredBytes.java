package dev.pushbench.reports.claim;

import dev.pushbench.reports.bytes.Content;
import dev.pushbench.reports.bytes.Wire;
import dev.pushbench.reports.bytes.WireBytes;
import dev.pushbench.reports.result.CellName;
import java.util.Locale;
import java.util.Optional;

/** What messages cost beyond their payload, measured, beside what the standards say. */
final class MeasuredBytes {

    private MeasuredBytes() {}

    /**
     * Of one arm, as a sentence.
     *
     * @param cell of the arm, one whose bytes depend on the length of a message only
     * @param suffix of the arm
     * @return empty where it was not measured
     */
    static Optional<String> note(Evidence evidence, String cell, String suffix, int payloadBytes, Content content) {
        WireBytes model =
                Wire.toClient(CellName.parse(cell), content).orElseThrow().bytes(payloadBytes);
        return evidence.merged(cell + suffix)
                .map(Metric.BYTES.of())
                .map(bytes -> String.format(
                        Locale.ROOT,
                        "%s, payload %,d bytes: %.1f more were measured; by the standards %d, of which %d are the"
                                + " protocol's own and the rest HTTP's.",
                        cell,
                        payloadBytes,
                        bytes - payloadBytes,
                        model.overhead(),
                        model.framing()));
    }
}
