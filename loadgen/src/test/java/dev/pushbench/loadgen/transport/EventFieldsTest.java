package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What {@code pushbench tail} will see. */
class EventFieldsTest {

    private static class Tail extends RecordingListener implements EventFieldsListener {

        @Override
        public void onFields(String type, String lastEventId) {
            if (end != null) {
                breaches.add("fields after the end");
            }
            calls.add(type + "|" + lastEventId);
        }

        @Override
        public void onRetry(long reconnectMillis) {
            calls.add("retry " + reconnectMillis);
        }
    }

    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nretry: 3\nid: 1\ndata: a\n\nevent: x\ndata: b\n\n";

    private static Tail outcome(Tail tail, RawServer server, String scheme) {
        try (Transport transport = Transports.open(server.target(scheme, HttpVersion.HTTP_1_1))) {
            transport.subscribe(tail);
            tail.awaitEnd();
        }
        assertThat(tail.breaches).isEmpty();
        return tail;
    }

    @Test
    void theFieldsComeRightBeforeTheMessage() throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            peer.readHead();
            peer.write(EVENTS);
        })) {
            Tail tail = outcome(new Tail(), server, "http");
            assertThat(tail.calls).containsExactly("connected", "open", "retry 3", "message|1", "x|1", "end");
            assertThat(tail.messages).containsExactly("a", "b");
        }
    }

    @Test
    void aWebSocketMessageIsTextOrBinary() throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            peer.upgrade();
            peer.write(HexFormat.of().parseHex("810161" + "820162" + "8800"));
            peer.awaitEnd();
        })) {
            Tail tail = outcome(new Tail(), server, "ws");
            assertThat(tail.calls).containsExactly("connected", "open", "text|", "binary|", "end");
        }
    }

    @Test
    void aListenerThatThrowsHearsNoMoreThanTheEnd() throws IOException {
        Tail throwing = new Tail() {
            @Override
            public void onFields(String type, String lastEventId) {
                super.onFields(type, lastEventId);
                throw new IllegalStateException("a bug");
            }
        };
        try (RawServer server = RawServer.answering(EVENTS)) {
            outcome(throwing, server, "http");
            assertThat(throwing.end.cause()).isEqualTo(Cause.INTERNAL);
            assertThat(throwing.calls).containsExactly("connected", "open", "retry 3", "message|1", "end");
            assertThat(throwing.messages).isEmpty();
        }
    }
}
