package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The parser against a plain reading of the standard: the whole stream as a String, line by line. */
class SseParserPropertyTest {

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> name =
                Arbitraries.of("data", "data", "data", "id", "event", "retry", "dat", "datax", "", "x");
        Arbitrary<String> separator = Arbitraries.of(":", ": ", ":  ", "", " :");
        Arbitrary<String> value =
                Arbitraries.strings().withChars("ab1:\0 é€😀".toCharArray()).ofMaxLength(12);
        Arbitrary<String> lineEnd = Arbitraries.of("\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r", "\n\r\n");
        Arbitrary<String> line = net.jqwik.api.Combinators.combine(name, separator, value, lineEnd)
                .as((n, s, v, e) -> n + s + v + e);
        return Arbitraries.of("", "", "\uFEFF")
                .flatMap(bom -> line.list().ofMaxSize(12).map(lines -> bom + String.join("", lines)));
    }

    @Property(tries = 2000)
    void parsesAsTheStandardSaysHoweverItIsCut(
            @ForAll("streams") String stream, @ForAll List<@net.jqwik.api.constraints.IntRange(min = 0) Integer> cuts)
            throws ProtocolViolation {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        int[] at = cuts.stream()
                .mapToInt(cut -> bytes.length == 0 ? 0 : cut % bytes.length)
                .sorted()
                .toArray();
        List<byte[]> reads = new ArrayList<>();
        int from = 0;
        for (int to : at) {
            reads.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        reads.add(Arrays.copyOfRange(bytes, from, bytes.length));
        assertThat(SseParserTest.parse(reads.toArray(byte[][]::new))).isEqualTo(reference(stream));
    }

    /** WHATWG HTML, section 9.2.6, word by word. */
    private static List<String> reference(String stream) {
        String text = new String(stream.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        String[] lines = text.split("\r\n|\r|\n", -1);
        List<String> told = new ArrayList<>();
        String data = "";
        String type = "";
        String id = "";
        // What follows the last line end is an unfinished line.
        for (String line : Arrays.copyOf(lines, lines.length - 1)) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    told.add((type.isEmpty() ? "message" : type) + "|" + id + "|"
                            + data.substring(0, data.length() - 1));
                }
                data = "";
                type = "";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "data" -> data += value + "\n";
                case "event" -> type = value;
                case "id" -> id = value.indexOf('\0') < 0 ? value : id;
                case "retry" -> {
                    if (value.matches("[0-9]+")) {
                        told.add("retry " + Long.parseLong(value));
                    }
                }
                default -> {}
            }
        }
        return told;
    }
}
