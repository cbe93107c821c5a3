package dev.pushbench.reports.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each layer against its standard; integration tests of the load generator hold them against sockets. */
class FramingTest {

    /** The table that everybody cites as "2 to 14 bytes". */
    @ParameterizedTest
    @CsvSource({"0,2,6", "16,2,6", "125,2,6", "126,4,8", "1024,4,8", "65535,4,8", "65536,10,14", "4294967296,10,14"})
    void aFrameHasTwoToFourteenBytesOfHeader(long payloadBytes, int unmasked, int masked) {
        assertThat(WebSocketFrames.fromServer().around(payloadBytes))
                .isEqualTo(new LayerBytes(Layer.WEBSOCKET_FRAME, 1, unmasked));
        assertThat(WebSocketFrames.fromClient().around(payloadBytes))
                .isEqualTo(new LayerBytes(Layer.WEBSOCKET_FRAME, 1, masked));
    }

    @ParameterizedTest
    // The last frame is as short as what is left, and its header with it.
    @CsvSource({"0,1,2", "126,1,4", "127,2,6", "252,2,8", "253,3,10", "379,4,14"})
    void aMessageInSeveralFramesHasAHeaderForEach(long payloadBytes, long frames, long bytes) {
        assertThat(new WebSocketFrames(false, 126).around(payloadBytes))
                .isEqualTo(new LayerBytes(Layer.WEBSOCKET_FRAME, frames, bytes));
        assertThat(new WebSocketFrames(true, 126).around(payloadBytes).bytes()).isEqualTo(bytes + 4 * frames);
    }

    @Test
    void anEventHasEightBytesAndSixForEachFurtherLine() {
        assertEvent(SseEvent.ofLines(1), "17", "data: 17\n\n");
        assertEvent(SseEvent.ofLines(1).withoutSpace(), "17", "data:17\n\n");
        assertEvent(SseEvent.ofLines(3), "a\n\nb", "data: a\ndata: \ndata: b\n\n");
        assertEvent(SseEvent.ofLines(2).withoutSpace(), "a\nb", "data:a\ndata:b\n\n");
        assertThat(SseEvent.ofLines(1).around(1_000).bytes()).isEqualTo(8);
        assertThat(SseEvent.ofLines(4).around(1_000).bytes()).isEqualTo(26);
    }

    @Test
    void otherFieldsAndCommentsAreLinesToo() {
        assertEvent(
                SseEvent.ofLines(1).withId(3).withName(4).withRetry(5),
                "x",
                "id: 123\nevent: tick\nretry: 30000\ndata: x\n\n");
        assertEvent(SseEvent.ofLines(1).withoutSpace().withId(3), "x", "id:123\ndata:x\n\n");
        assertEvent(SseEvent.heartbeat(), "", ":\n\n");
    }

    private static void assertEvent(SseEvent event, String content, String onTheWire) {
        assertThat(content.length() + event.around(content.length()).bytes()).isEqualTo(onTheWire.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 100, 1_000})
    void base64IsAsLongAsTheLibrarysOwn(int bytes) {
        assertThat(bytes + new Base64().around(bytes).bytes())
                .isEqualTo(java.util.Base64.getEncoder().encode(new byte[bytes]).length);
    }

    @ParameterizedTest
    @CsvSource({"1,5", "15,5", "16,6", "255,6", "256,7", "4095,7", "4096,8", "65535,8", "65536,9"})
    void aChunkHasItsLengthInHexadecimalAndTwoLineEnds(int contentBytes, int bytes) {
        assertThat(new HttpChunk().around(contentBytes)).isEqualTo(new LayerBytes(Layer.HTTP1_CHUNK, 1, bytes));
        String chunk = Integer.toHexString(contentBytes) + "\r\n" + "x".repeat(contentBytes) + "\r\n";
        assertThat(chunk.getBytes(StandardCharsets.US_ASCII)).hasSize(contentBytes + bytes);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "16384,1", "16385,2", "32768,2", "32769,3"})
    void dataFramesAndRecordsAreCutWhereTheirStandardsSay(int contentBytes, int units) {
        assertThat(new Http2Data(Http2Data.DEFAULT_MAX_FRAME_BYTES).around(contentBytes))
                .isEqualTo(new LayerBytes(Layer.HTTP2_DATA, units, 9 * units));
        assertThat(TlsRecords.RFC_8446.around(contentBytes))
                .isEqualTo(new LayerBytes(Layer.TLS_RECORD, units, 22 * units));
    }

    @ParameterizedTest
    @CsvSource({"16367,1", "16368,2", "32734,2", "32735,3"})
    void javasRecordsHoldLessBecauseTheyArePadded(int contentBytes, int units) {
        assertThat(TlsRecords.JSSE.around(contentBytes)).isEqualTo(new LayerBytes(Layer.TLS_RECORD, units, 38 * units));
    }

    @ParameterizedTest
    @CsvSource({"100,1", "101,2", "250,3", "251,4", "350,4", "351,5", "500,6"})
    void eachWriteBeginsWithARecordOfItsOwn(int contentBytes, int records) {
        assertThat(new TlsRecords(100, 0, 250).around(contentBytes))
                .isEqualTo(new LayerBytes(Layer.TLS_RECORD, records, 22 * records));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1448,1", "1449,2"})
    void segmentsHoldWhatThePacketLeaves(int contentBytes, int segments) {
        assertThat(TcpSegments.ETHERNET_IPV4.around(contentBytes))
                .isEqualTo(new LayerBytes(Layer.TCP_IP, segments, 52 * segments));
    }

    @Test
    void settingsThatNoPeerCanHaveAreRefused() {
        assertThatThrownBy(() -> new WebSocketFrames(false, 0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new SseEvent(-1, true, 0)).hasMessageContaining("-1 data lines");
        assertThatThrownBy(() -> new Http2Data(16_383)).hasMessageContaining("16384 to 16777215");
        assertThatThrownBy(() -> TlsRecords.JSSE.withWritesOf(0)).hasMessageContaining("writes of at most 0");
        assertThatThrownBy(() -> new TlsRecords(16_384, 1, 1)).hasMessageContaining("1 to 16384");
        assertThatThrownBy(() -> new TcpSegments(39, 1_448)).hasMessageContaining("at least 40");
    }
}
