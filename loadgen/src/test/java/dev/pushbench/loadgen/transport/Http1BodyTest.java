package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http1BodyTest {

    private static final HttpFields CHUNKED = HttpFields.build().add("Transfer-Encoding", "chunked");

    private final StringBuilder content = new StringBuilder();

    private final ByteReceiver receiver = new ByteReceiver() {
        @Override
        public void receive(ByteBuffer bytes, long receivedNs) {
            content.append(StandardCharsets.UTF_8.decode(bytes));
        }

        @Override
        public void end() {
            content.append("<end>");
        }

        @Override
        public void close() {}
    };

    private void feed(Http1Body body, String bytes) throws ProtocolViolation {
        body.receive(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)), 1);
    }

    @Test
    void chunksAreTakenApartWhereverTheyAreCut() throws ProtocolViolation {
        String wire = "5\r\nhello\r\n1;a=\"b\"\r\n,\r\n00A\r\n world 12\r\r\n0\r\n\r\n";
        for (int split = 0; split <= wire.length(); split++) {
            content.setLength(0);
            Http1Body body = new Http1Body(receiver, CHUNKED);
            feed(body, wire.substring(0, split));
            feed(body, wire.substring(split));
            assertThat(content).hasToString("hello, world 12\r<end>");
            assertThat(body.endsWithConnection()).isFalse();
        }
    }

    @Test
    void aLengthEndsTheBody() throws ProtocolViolation {
        Http1Body body = new Http1Body(receiver, HttpFields.build().add("Content-Length", "5"));
        feed(body, "he");
        feed(body, "llo, world");
        assertThat(content).hasToString("hello<end>");
    }

    @Test
    void aLengthOfNothingEndsTheBodyAtOnce() throws ProtocolViolation {
        feed(new Http1Body(receiver, HttpFields.build().add("Content-Length", "0")), "");
        assertThat(content).hasToString("<end>");
    }

    @Test
    void withoutEitherTheConnectionEndsTheBody() throws ProtocolViolation {
        Http1Body body = new Http1Body(receiver, HttpFields.EMPTY);
        feed(body, "hello");
        assertThat(content).hasToString("hello");
        assertThat(body.endsWithConnection()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "x\r\n", "-1\r\n", "1000000000000000\r\n", "1\r\nab", ";\r\n"})
    void aBrokenChunkIsAViolation(String wire) throws ProtocolViolation {
        Http1Body body = new Http1Body(receiver, CHUNKED);
        assertThatThrownBy(() -> feed(body, wire)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void anEndlessChunkExtensionIsAViolation() throws ProtocolViolation {
        Http1Body body = new Http1Body(receiver, CHUNKED);
        feed(body, "1;");
        assertThatThrownBy(() -> feed(body, "x".repeat(5000))).hasMessageContaining("chunk extension");
    }
}
