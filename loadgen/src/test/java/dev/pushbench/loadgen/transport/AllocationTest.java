package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

        private long count;
        private long allocatedAtStart;
        private volatile double bytesPerMessage = Double.NaN;

        @Override
        public void onConnected(long nanoTime) {}

        @Override
        public void onOpen(Subscription subscription, String serverHeader, long nanoTime) {}

        @Override
        public void onMessage(ByteBuffer payload, long receivedNs) {
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
        String event = "data: " + PAYLOAD + "\n\n";
        return webSocket
                ? ByteBuffer.allocate(2 + PAYLOAD.length())
                        .put((byte) 0x81)
                        .put((byte) PAYLOAD.length())
                        .put(PAYLOAD.getBytes(StandardCharsets.US_ASCII))
                        .array()
                : (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http"})
    void fromTheReadBufferToTheListener(String scheme) throws ProtocolViolation {
        boolean webSocket = scheme.equals("ws");
        Target target = new Target(TransportConfig.of(java.net.URI.create(scheme + "://h/"), HttpVersion.HTTP_1_1));
        Meter meter = new Meter();
        PushStream stream = new PushStream(meter, SubscriptionRequest.PLAIN, null, ignored -> {});
        ByteReceiver receiver = webSocket
                ? new WebSocketReceiver(target, stream, null, null)
                : new EventStreamReceiver(target, stream, () -> {});
        Http1Body body = webSocket
                ? Http1Body.raw(receiver)
                : new Http1Body(receiver, HttpFields.build().add("Transfer-Encoding", "chunked"));
        byte[] wire = wire(webSocket);
        ByteBuffer read = ByteBuffer.allocateDirect(wire.length * 10);
        for (int i = 0; i < 10; i++) {
            read.put(wire);
        }
        while (Double.isNaN(meter.bytesPerMessage)) {
            body.receive(read.clear(), 1);
        }
        assertThat(meter.bytesPerMessage).isLessThan(MAX_BYTES_PER_MESSAGE);
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
            Meter meter = new Meter();
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
