package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.ClockOffset;
import dev.pushbench.loadgen.measure.MessageFields;
import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.wire.BinaryMessageEncoder;
import dev.pushbench.server.wire.PayloadFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receive path over HTTP/1.1 makes no garbage for a message that comes whole. */
class AllocationTest {

    private static final int WARM_UP = 50_000;
    private static final int MEASURED = 200_000;
    /** Room for what the JVM itself does now and then; one small object a message would be sixteen times as much. */
    private static final double MAX_BYTES_PER_MESSAGE = 1;

    private static final String PAYLOAD = "{\"seq\":17,\"intended\":123456789,\"sent\":123456790,\"pad\":\"xxxxxxxx\"}";

    /** Notes what its thread has allocated at two points on the way. */
    private static final class Meter implements SubscriptionListener {

        private final SubscriptionListener next;
        private long count;
        private long allocatedAtStart;
        private volatile double bytesPerMessage = Double.NaN;

        /** @param next hears the messages as well, or null */
        Meter(SubscriptionListener next) {
            this.next = next;
        }

        @Override
        public void onConnected(long nanoTime) {}

        @Override
        public void onOpen(Subscription subscription, String serverHeader, long nanoTime) {}

        @Override
        public void onMessage(ByteBuffer payload, long receivedNs) {
            if (next != null) {
                next.onMessage(payload, receivedNs);
            }
            count++;
            if (count == WARM_UP) {
                allocatedAtStart = Http1PeersTest.allocatedHere();
            } else if (count == WARM_UP + MEASURED) {
                bytesPerMessage = (double) (Http1PeersTest.allocatedHere() - allocatedAtStart) / MEASURED;
            }
        }

        @Override
        public void onEnd(SubscriptionEnd end) {}
    }

    private static byte[] wire(boolean webSocket) {
        return webSocket ? frame(0x81, PAYLOAD.getBytes(StandardCharsets.US_ASCII)) : chunk(PAYLOAD);
    }

    private static byte[] frame(int first, byte[] payload) {
        return ByteBuffer.allocate(2 + payload.length)
                .put((byte) first)
                .put((byte) payload.length)
                .put(payload)
                .array();
    }

    private static byte[] chunk(String data) {
        String event = "data: " + data + "\n\n";
        return (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http"})
    void fromTheReadBufferToTheListener(String scheme) throws ProtocolViolation {
        Meter meter = new Meter(null);
        receive(scheme, wire(scheme.equals("ws")), meter);
        assertThat(meter.bytesPerMessage).isLessThan(MAX_BYTES_PER_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http"})
    void fromTheReadBufferToTheTimesOfABinaryMessage(String scheme) throws ProtocolViolation {
        boolean webSocket = scheme.equals("ws");
        byte[] message = BinaryMessageEncoder.encode(17, 1_000, 2_000, 100);
        CellRecorder recorder = new CellRecorder();
        recorder.expect(MessageFields.ofPushbench(PayloadFormat.BINARY, webSocket), ClockOffset.ASSUMED_SHARED);
        recorder.window(0, Long.MAX_VALUE);
        Meter meter = new Meter(new SubscriptionRecorder(recorder, null, 0));
        receive(
                scheme,
                webSocket ? frame(0x82, message) : chunk(Base64.getEncoder().encodeToString(message)),
                meter);
        assertThat(recorder.total(Metric.SERVICE_TIME).getTotalCount()).isGreaterThanOrEqualTo(MEASURED);
        assertThat(meter.bytesPerMessage).isLessThan(MAX_BYTES_PER_MESSAGE);
    }

    /** Hears the same message until it has been measured. */
    private static void receive(String scheme, byte[] wire, Meter meter) throws ProtocolViolation {
        boolean webSocket = scheme.equals("ws");
        Target target = new Target(TransportConfig.of(java.net.URI.create(scheme + "://h/"), HttpVersion.HTTP_1_1));
        PushStream stream = new PushStream(meter, SubscriptionRequest.PLAIN, null, ignored -> {});
        ByteReceiver receiver = webSocket
                ? new WebSocketReceiver(target, stream, null, null)
                : new EventStreamReceiver(target, stream, () -> {});
        Http1Body body = webSocket
                ? Http1Body.raw(receiver)
                : new Http1Body(receiver, HttpFields.build().add("Transfer-Encoding", "chunked"));
        ByteBuffer read = ByteBuffer.allocateDirect(wire.length * 10);
        for (int i = 0; i < 10; i++) {
            read.put(wire);
        }
        while (Double.isNaN(meter.bytesPerMessage)) {
            body.receive(read.clear(), 5_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http"})
    void fromTheSocketToTheListener(String scheme) throws IOException {
        boolean webSocket = scheme.equals("ws");
        byte[] wire = wire(webSocket);
        try (RawServer server = RawServer.doing(peer -> {
                    if (webSocket) {
                        peer.upgrade();
                    } else {
                        peer.readHead();
                        peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n");
                    }
                    while (true) {
                        peer.write(wire);
                    }
                });
                Transport transport = Transports.open(server.target(scheme, HttpVersion.HTTP_1_1))) {
            Meter meter = new Meter(null);
            transport.subscribe(meter);
            RecordingListener.soon().until(() -> !Double.isNaN(meter.bytesPerMessage));
            assertThat(meter.bytesPerMessage).isLessThan(MAX_BYTES_PER_MESSAGE);
        }
    }

    @Test
    void whatSpansReadsUsesTheSameMemoryAgain() throws ProtocolViolation {
        long[] count = new long[1];
        SseParser parser = new SseParser((data, receivedNs) -> count[0]++, null, 1 << 20);
        ByteBuffer first = ByteBuffer.wrap(("data: " + "x".repeat(5000)).getBytes(StandardCharsets.US_ASCII));
        ByteBuffer second = ByteBuffer.wrap(("x".repeat(5000) + "\n\n").getBytes(StandardCharsets.US_ASCII));
        long before = 0;
        for (int i = 0; i < 30_000; i++) {
            if (i == 20_000) {
                before = Http1PeersTest.allocatedHere();
            }
            parser.feed(first.clear(), 1);
            parser.feed(second.clear(), 1);
        }
        assertThat(count[0]).isEqualTo(30_000);
        assertThat((double) (Http1PeersTest.allocatedHere() - before) / 10_000).isLessThan(10);
    }
}
