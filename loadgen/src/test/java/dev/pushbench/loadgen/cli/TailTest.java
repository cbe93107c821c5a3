package dev.pushbench.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.RawCell;
import dev.pushbench.loadgen.transport.RawServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pushbench tail}: the rules of event streams to the letter (WHATWG HTML, section 9.2.6), one message a line. */
class TailTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    private final Terminal terminal = new Terminal();

    /** What is printed for a stream that ends; lines are {@code type id data}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "id stays until it changes    | id: 1$data: a$$data: b$$id: 2$$data: c$$ | message 1 a / message 1 b / message 2 c",
                "an empty id takes it away    | id: 1$data: a$$id$data: b$$              | message 1 a / message  b",
                "an id with NUL is ignored    | id: 1$data: a$$id: 2@$data: b$$          | message 1 a / message 1 b",
                "data is joined by newlines   | data: a$data$data: b$$                   | message  a\\n\\nb",
                "comments are ignored         | : x$data: a$:$: data: no$data: b$$       | message  a\\nb",
                "an unfinished block dropped  | data: a$$data: b$                        | message  a",
                "an unfinished line dropped   | data: a$$data: b                         | message  a",
                "a block without data is none | event: x$id: 3$$data: a$$                | message 3 a",
                "the type lasts for one event | event: x$data: a$$data: b$$              | x  a / message  b",
                "one space goes, no more      | data:a$$data:  b$$                       | message  a / message   b",
                "fields without a colon       | data$$event$data: a$$                    | message   / message  a",
                "unknown fields are ignored   | foo: bar$Data: no$retry: x$data: a$$     | message  a",
                "a byte order mark goes       | #data: a$$                               | message  a",
            })
    void anEventStreamIsReadAsTheStandardSays(String rule, String stream, String printed) throws IOException {
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            String body = stream.replace("$", lineEnd).replace('@', '\0').replace('#', '\uFEFF');
            try (RawServer server = RawServer.closing(HEAD + "\r\n" + body)) {
                assertThat(tail(server.url("http"))).as(terminal.err()).isEqualTo(ExitCode.OK);
            }
            assertThat(terminal.out().lines().map(TailTest::plain))
                    .as(rule)
                    .containsExactlyElementsOf(List.of(printed.split(" / ")));
        }
    }

    private static String plain(String line) {
        return line.replaceAll("^\\{\"type\":\"(.*)\",\"id\":\"(.*)\",\"data\":\"(.*)\"}$", "$1 $2 $3");
    }

    @ParameterizedTest
    @EnumSource
    void theCountEndsAStreamThatGoesOn(RawCell cell) throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            cell.open(peer);
            for (int i = 0; i < 5; i++) {
                cell.send(peer, "message " + i);
            }
            cell.awaitFarewell(peer);
        })) {
            String http = cell.http2() ? "2" : "1.1";
            String url = server.url(cell.webSocket() ? "ws" : "http");

            assertThat(tail("--http", http, url, "--count", "3")).isEqualTo(ExitCode.OK);
        }
        String type = cell.webSocket() ? "text" : "message";
        assertThat(terminal.out().lines().map(TailTest::plain))
                .containsExactly(type + "  message 0", type + "  message 1", type + "  message 2");
    }

    @Test
    void aStreamThatEndsBeforeTheCountIsNoFailure() throws IOException {
        try (RawServer server = RawServer.closing(HEAD + "\r\ndata: a\n\n")) {
            assertThat(tail(server.url("http"), "-n", "2")).isEqualTo(ExitCode.OK);
        }
        assertThat(terminal.out().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b\r\ndata: a\n\nda", "b\r\ndata: a\n\n\r\nx\r\n"})
    void aStreamThatBreaksIsAFailureAfterWhatItBrought(String chunks) throws IOException {
        try (RawServer server = RawServer.closing(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks)) {
            assertThat(tail(server.url("http"))).isEqualTo(ExitCode.FAILURE);
        }
        assertThat(terminal.out().lines().map(TailTest::plain)).containsExactly("message  a");
        assertThat(terminal.err().lines()).hasSize(1);
    }

    @Test
    void binaryMessagesAreInBase64() throws IOException {
        try (RawServer server = RawServer.doing(peer -> {
            RawCell.WS_1.open(peer);
            peer.write((byte) 0x82, (byte) 3, (byte) 0xFF, (byte) 0, (byte) 1);
            RawCell.WS_1.end(peer);
            peer.hangUp();
        })) {
            assertThat(tail(server.url("ws"))).isEqualTo(ExitCode.OK);
        }
        assertThat(terminal.out().strip()).isEqualTo("{\"type\":\"binary\",\"id\":\"\",\"data\":\"/wAB\"}");
    }

    private int tail(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tail"));
        command.addAll(List.of(arguments));
        return terminal.run(command);
    }
}
