package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where an event stream ended, and how the next one begins there. */
class ResumeTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

    private static final class Resumer extends RecordingListener implements ResumableListener {

        @Override
        public void onResumePoint(String lastEventId, long retryMillis) {
            calls.add(lastEventId + " after " + retryMillis);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "data: a\\n\\n                                  | none   | none after -1",
                "data: a\\n\\n                                  | before | before after -1",
                "id: 1\\nretry: 30\\ndata: a\\n\\n              | before | 1 after 30",
                "id: 1\\ndata: a\\n\\nid: 2\\ndata: unfinished  | none   | 1 after -1",
                "id: 1\\ndata: a\\n\\nid\\n\\n                  | none   | '' after -1",
                "id: 1\\n\\ndata: a\\n\\n                       | none   | 1 after -1",
                "id: é\\nretry: 5x\\ndata: a\\n\\n              | none   | é after -1"
            })
    void theListenerHearsWhereItEnded(String events, String openedWith, String heard) throws IOException {
        try (RawServer server = RawServer.closing(HEAD + events.replace("\\n", "\n"));
                Transport transport = Transports.open(server.target("http", HttpVersion.HTTP_1_1))) {
            Resumer resumer = new Resumer();
            transport.subscribe(resumer, SubscriptionRequest.after(openedWith));
            resumer.awaitEnd();
            String expected = heard.replace("none", "null").replace("''", "");
            assertThat(resumer.calls).containsExactly("connected", "open", expected, "end");
        }
    }

    @Test
    void aSubscriptionThatNeverOpenedHasNoSuchPlace() throws IOException {
        try (RawServer server = RawServer.closing("HTTP/1.1 503 Busy\r\n\r\n");
                Transport transport = Transports.open(server.target("http", HttpVersion.HTTP_1_1))) {
            Resumer resumer = new Resumer();
            transport.subscribe(resumer, SubscriptionRequest.after("7"));
            resumer.awaitEnd();
            assertThat(resumer.calls).containsExactly("connected", "end");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRequestNamesTheLastEvent(HttpVersion version) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (PushServer server = PushServer.with(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                String id = request.getHeaders().get("Last-Event-ID");
                asked.add(
                        id == null
                                ? "none"
                                : new String(id.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
                callback.succeeded();
                return true;
            }
        })) {
            for (String id : new String[] {null, "", "17", "Grüße"}) {
                RecordingListener listener = new RecordingListener();
                try (Transport transport = Transports.open(TransportConfig.of(server.uri("http", "/"), version))) {
                    transport.subscribe(listener, SubscriptionRequest.after(id));
                    listener.awaitEnd();
                }
            }
        }
        assertThat(asked).containsExactly("none", "none", "17", "Grüße");
    }

    @Test
    void anIdCannotSmuggleALineIn() {
        assertThatThrownBy(() -> SubscriptionRequest.after("1\r\nX: y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdTooLongToBeNamedEndsTheStream() throws IOException {
        try (RawServer server = RawServer.answering(HEAD + "id: " + "x".repeat(5000) + "\ndata: a\n\n");
                Transport transport = Transports.open(server.target("http", HttpVersion.HTTP_1_1))) {
            Resumer resumer = new Resumer();
            transport.subscribe(resumer);
            assertThat(resumer.awaitEnd().detail()).contains("event id larger than 4096 bytes");
        }
    }
}
