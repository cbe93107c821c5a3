package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdict follows from what was measured. */
class JmhFramingTest {

    @TempDir
    private Path directory;

    private static JmhJson measured() {
        return new JmhJson()
                .add("ServerFrameBenchmark.encode", 0, 2)
                .add("ServerFrameBenchmark.encode", 125, 2)
                .add("ServerFrameBenchmark.encode", 126, 4)
                .add("ServerFrameBenchmark.encode", 65_536, 10)
                .add("ClientFrameBenchmark.encode", 16, 6)
                .add("EncodeDecodeBenchmark.maskedFrame", 1_024, 8)
                .add("EventBenchmark.encode", 16, 8)
                .add("EventBenchmark.encode", 65_536, 8);
    }

    private JmhFraming judge(JmhJson json) throws IOException {
        return JmhFraming.of(JmhJson.measurements(json.write(directory)));
    }

    @Test
    void itIsSupportedWhereEveryLengthWasMeasuredAndIsAsTheStandardSays() throws IOException {
        JmhFraming claim = judge(measured().add("ClientFrameBenchmark.encode", 65_536, 14));

        assertThat(claim.verdict().label()).isEqualTo("supported");
        assertThat(claim.reason())
                .contains("2 to 14 bytes around a WebSocket message")
                .contains("8 bytes of text");
        assertThat(claim.table().rows().get(0).data()).containsExactly("0–125", "2", "2", "2");
        assertThat(claim.table().rows().get(6).data()).containsExactly("any", "7–10", "8", "2");
    }

    @Test
    void anEventMayEndItsLinesWithCrlf() throws IOException {
        JmhFraming claim = judge(
                measured().add("ClientFrameBenchmark.encode", 65_536, 14).add("EventWriterBenchmark.servlet", 126, 10));

        assertThat(claim.verdict().label()).isEqualTo("supported");
        assertThat(claim.reason()).contains("and 8, 10 bytes of text");
        assertThat(judge(measured()
                                .add("ClientFrameBenchmark.encode", 65_536, 14)
                                .add("EventWriterBenchmark.servlet", 126, 11))
                        .reason())
                .contains("8, 11 bytes where the standard says 7–10");
    }

    @Test
    void itIsInconclusiveWhereALengthIsMissing() throws IOException {
        JmhFraming claim = judge(measured());

        assertThat(claim.verdict().label()).isEqualTo("inconclusive");
        assertThat(claim.reason())
                .contains("WebSocket frame, client to server, masked, payload from 65,536: not measured");
    }

    @Test
    void itIsInconclusiveWhereAnEncoderDiffersFromTheStandard() throws IOException {
        JmhFraming claim = judge(
                measured().add("ClientFrameBenchmark.encode", 65_536, 14).add("ServerFrameBenchmark.encode", 1, 3));

        assertThat(claim.verdict().label()).isEqualTo("inconclusive");
        assertThat(claim.reason()).contains("server to client, payload 0–125: 2, 3 bytes where the standard says 2");
    }

    @ParameterizedTest
    @CsvSource({"15", "1"})
    void itIsContradictedByAFrameBeyondTheRange(int framing) throws IOException {
        JmhFraming claim = judge(measured().add("ClientFrameBenchmark.encode", 65_536, framing));

        assertThat(claim.verdict().label()).isEqualTo("contradicted");
        assertThat(claim.reason()).contains(framing + " bytes where the standard says 14");
    }

    @Test
    void itIsNotMeasurableWithoutFramesOrWithoutEvents() throws IOException {
        assertThat(judge(new JmhJson().add("EventBenchmark.encode", 16, 8)))
                .satisfies(claim -> assertThat(claim.verdict().label()).isEqualTo("not measurable here"))
                .satisfies(claim -> assertThat(claim.reason()).contains("no framing bytes of WebSocket frames"));
        assertThat(judge(new JmhJson().add("ServerFrameBenchmark.encode", 16, 2))
                        .reason())
                .contains("no framing bytes of SSE events");
        assertThat(judge(new JmhJson().add("EventBenchmark.encode", 16, null))
                        .verdict()
                        .label())
                .isEqualTo("not measurable here");
    }

    @Test
    void whatIsCompressedOrBase64IsNoEvidence() throws IOException {
        JmhFraming claim = judge(measured()
                .add("ClientFrameBenchmark.encode", 65_536, 14)
                .add("BinaryBenchmark.encodeBase64Event", 16, 16)
                .add("DeflateBenchmark.encodeFrame", 1_024, -700)
                .add("FanOutBenchmark.webSocket", 128, 4)
                .add("FrameBenchmark.unmaskedByClient", 128, 8));

        assertThat(claim.verdict().label()).isEqualTo("supported");
    }

    @Test
    void theNuancesAreTheModelsFigures() throws IOException {
        assertThat(judge(measured()).nuances())
                .anySatisfy(text -> assertThat(text).contains("has 2, 4 or 10 bytes"))
                .anySatisfy(text -> assertThat(text)
                        .contains("8 bytes around it, whatever its length (10 where lines end with CRLF): 6 more")
                        .contains("4 more below 65,536, and 2 less from there on. Each further line costs 6 more"))
                .anySatisfy(text -> assertThat(text)
                        .contains("in a chunk, of 5 bytes or more")
                        .contains("DATA frames of 9 bytes")
                        .contains("record of 38 bytes")
                        .contains("segment of 52 bytes"));
    }
}
