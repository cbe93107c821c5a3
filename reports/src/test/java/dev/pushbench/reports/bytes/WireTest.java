package dev.pushbench.reports.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.reports.result.CellName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers together: what each cell has, and from which payload on it does not matter. */
class WireTest {

    private static Wire wire(String cell) {
        return Wire.toClient(CellName.parse(cell), Content.TEXT).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "ws/1.1,     WEBSOCKET_FRAME 4",
        "ws/2,       WEBSOCKET_FRAME 4 + HTTP2_DATA 9",
        "sse/1.1,    SSE_EVENT 8 + HTTP1_CHUNK 6",
        "sse/2,      SSE_EVENT 8 + HTTP2_DATA 9",
        "ws/1.1+tls, WEBSOCKET_FRAME 4 + TLS_RECORD 38",
        "sse/2+tls,  SSE_EVENT 8 + HTTP2_DATA 9 + TLS_RECORD 38"
    })
    void aCellHasTheLayersOfItsName(String cell, String layers) {
        WireBytes bytes = wire(cell).bytes(200);

        assertThat(bytes.layers().stream()
                        .map(each -> each.layer() + " " + each.bytes())
                        .collect(Collectors.joining(" + ")))
                .isEqualTo(layers);
        assertThat(bytes.total()).isEqualTo(200 + bytes.overhead());
        assertThat(bytes.framing()).isEqualTo(cell.startsWith("ws") ? 4 : 8);
    }

    @Test
    void binaryDataGrowsByAThirdInAnEventStreamOnly() {
        WireBytes event = Wire.toClient(CellName.parse("sse/1.1"), Content.BINARY)
                .orElseThrow()
                .bytes(300);
        assertThat(event.layers().get(0)).isEqualTo(new LayerBytes(Layer.BASE64, 1, 100));
        assertThat(event.framing()).isEqualTo(108);
        assertThat(Wire.toClient(CellName.parse("ws/2"), Content.BINARY)).contains(wire("ws/2"));
    }

    @Test
    void aClientMasksAndAnEventStreamHasNoWayBack() {
        assertThat(Wire.toServer(CellName.parse("ws/1.1"))
                        .orElseThrow()
                        .bytes(16)
                        .total())
                .isEqualTo(22);
        assertThat(Wire.toServer(CellName.parse("sse/1.1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ws/1.1,2", "ws/2,11", "sse/1.1,8", "sse/2,12", "ws/2+tls,49"})
    void aHeartbeatIsAPingOrAComment(String cell, int bytes) {
        assertThat(Wire.heartbeat(CellName.parse(cell)).orElseThrow().bytes(0).total())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws/1.1+deflate", "sse/2+tls+gzip", "ws/3", "grpc/2", ""})
    void whatIsNotKnownHasNoModel(String cell) {
        assertThat(Wire.toClient(CellName.parse(cell), Content.TEXT)).isEqualTo(Optional.empty());
        assertThat(Wire.heartbeat(CellName.parse(cell))).isEmpty();
    }

    @Test
    void aLayerIsReplacedOrAddedInItsPlaceAndOuterOnesCanBeLeftOut() {
        Wire changed = wire("sse/1.1+tls")
                .with(TcpSegments.ETHERNET_IPV4)
                .with(TlsRecords.RFC_8446)
                .with(SseEvent.ofLines(1).withId(2));

        assertThat(changed.framings())
                .containsExactly(
                        SseEvent.ofLines(1).withId(2), new HttpChunk(), TlsRecords.RFC_8446, TcpSegments.ETHERNET_IPV4);
        assertThat(changed.upTo(Layer.HTTP1_CHUNK).framings())
                .containsExactly(SseEvent.ofLines(1).withId(2), new HttpChunk());
        assertThat(changed.upTo(Layer.SSE_EVENT).bytes(10).total()).isEqualTo(10 + 8 + 7);
        assertThatThrownBy(() -> new Wire(List.of(new HttpChunk(), SseEvent.ofLines(1))))
                .hasMessageContaining("out of order");
        assertThatThrownBy(() -> wire("ws/2").bytes(-1)).hasMessageContaining("-1 bytes");
    }

    static Stream<Arguments> wiresAndShares() {
        return Stream.of("ws/1.1", "ws/2+tls", "sse/1.1", "sse/1.1+tls")
                .flatMap(cell -> Stream.of(wire(cell), wire(cell).with(TcpSegments.ETHERNET_IPV4)))
                .flatMap(wire -> Stream.of(0.1, 0.05, 0.01, 0.001).map(share -> Arguments.of(wire, share)));
    }

    @ParameterizedTest
    @MethodSource("wiresAndShares")
    void theCrossoverIsThePayloadAfterTheLastOneThatIsNotBelowTheShare(Wire wire, double share) {
        // Past any of these wires' last crossover; where the longest is not below the share, no payload stays below.
        long longest = 40_000;
        long last = longest;
        while (last > 0 && wire.bytes(last).overhead() < share * last) {
            last--;
        }

        assertThat(wire.crossover(share)).isEqualTo(last == longest ? OptionalLong.empty() : OptionalLong.of(last + 1));
    }

    @Test
    void aHeaderThatGrowsMovesTheCrossover() {
        assertThat(wire("ws/1.1").crossover(0.02)).hasValue(201);
        // From 101 to 125 bytes the header of 2 is below 2 % already, but from 126 on it has 4.
        assertThat(wire("ws/1.1").bytes(125).overhead()).isEqualTo(2);
        assertThat(wire("sse/1.1").upTo(Layer.SSE_EVENT).crossover(0.01)).hasValue(801);
        assertThat(wire("ws/1.1").with(TcpSegments.ETHERNET_IPV4).crossover(0.01))
                .isEmpty();
        assertThatThrownBy(() -> wire("ws/1.1").crossover(0)).hasMessageContaining("share of 0");
    }
}
