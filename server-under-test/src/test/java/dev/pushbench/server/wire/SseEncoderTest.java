package dev.pushbench.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SseEncoderTest {

    static List<List<String>> payloadsAndEvents() {
        return List.of(
                List.of("", "data: \n\n"),
                List.of("a", "data: a\n\n"),
                List.of(" a ", "data:  a \n\n"),
                List.of("a\nb", "data: a\ndata: b\n\n"),
                List.of("a\rb", "data: a\ndata: b\n\n"),
                List.of("a\r\nb", "data: a\ndata: b\n\n"),
                List.of("a\n\rb", "data: a\ndata: \ndata: b\n\n"),
                List.of("a\n\nb", "data: a\ndata: \ndata: b\n\n"),
                List.of("\na", "data: \ndata: a\n\n"),
                List.of("a\n", "data: a\ndata: \n\n"),
                List.of("a\r", "data: a\ndata: \n\n"),
                List.of("a\r\n", "data: a\ndata: \n\n"),
                List.of("\r\n", "data: \ndata: \n\n"),
                List.of("\n", "data: \ndata: \n\n"),
                List.of("id: 1\n\ndata: forged", "data: id: 1\ndata: \ndata: data: forged\n\n"));
    }

    @ParameterizedTest
    @MethodSource("payloadsAndEvents")
    void eachLineOfThePayloadBecomesADataLine(List<String> payloadAndEvent) {
        assertThat(event(payloadAndEvent.get(0))).isEqualTo(payloadAndEvent.get(1));
    }

    @Property(tries = 2_000)
    void aParserWrittenFromTheStandardReadsBackThePayloadWithItsLineBreaksAsLf(@ForAll("payloads") String payload) {
        assertThat(dataOfEvents(event(payload)))
                .containsExactly(payload.replace("\r\n", "\n").replace('\r', '\n'));
    }

    @Property(tries = 2_000)
    void theSizeIsEightBytesMoreThanThePayloadAndSixOrFiveMoreForEachLineBreak(@ForAll("payloads") String payload) {
        int crLfs = payload.split("\r\n", -1).length - 1;
        int singles = payload.replace("\r\n", "").replaceAll("[^\r\n]", "").length();
        int payloadBytes = payload.getBytes(StandardCharsets.UTF_8).length;

        assertThat(SseEncoder.event(payload.getBytes(StandardCharsets.UTF_8)))
                .hasSize(payloadBytes + 8 + 6 * singles + 5 * crLfs);
    }

    @Provide
    Arbitrary<String> payloads() {
        return Arbitraries.strings()
                .withChars("ab: \u00e9\u20ac")
                .withChars('\n', '\r', '\n', '\r')
                .ofMaxLength(30);
    }

    /** Payloads longer than what is looked at in one go. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void aLineBreakIsSeenAtEveryOffset(String lineBreak) {
        for (int length = 0; length <= 80; length++) {
            for (int at = 0; at <= length; at++) {
                String before = "a".repeat(at);
                String after = "b".repeat(length - at);
                assertThat(event(before + lineBreak + after))
                        .isEqualTo("data: " + before + "\ndata: " + after + "\n\n");
            }
        }
    }

    private static String event(String payload) {
        return new String(SseEncoder.event(payload.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** WHATWG HTML, 9.2.6: only the field that is tested here. A block without its blank line is not an event. */
    private static List<String> dataOfEvents(String stream) {
        List<String> events = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        String[] lines = stream.split("\r\n|\n|\r", -1);
        // What follows the last line break is no line.
        for (int i = 0; i < lines.length - 1; i++) {
            String line = lines[i];
            if (line.isEmpty()) {
                events.add(data.substring(0, data.length() - 1));
                data.setLength(0);
            } else {
                assertThat(line).startsWith("data:");
                String value = line.substring("data:".length());
                data.append(value.startsWith(" ") ? value.substring(1) : value).append('\n');
            }
        }
        assertThat(lines[lines.length - 1]).isEmpty();
        assertThat(data).isEmpty();
        return events;
    }
}
