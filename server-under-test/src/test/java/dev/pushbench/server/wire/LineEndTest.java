package dev.pushbench.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineEndTest {

    /** Longer than two strides of 32 bytes and a word. */
    private static final int LONG = 80;

    /** The other control characters, and both neighbours of LF and CR with and without the high bit. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "\t", "\u0000", "\u000b", "\u000c", "\u000e", " ", "\u008a", "\u008d", "\u00ff"})
    void aLineEndIsFoundAtEveryOffsetAmongAnyOtherBytes(String filler) {
        for (char lineEnd : new char[] {'\n', '\r'}) {
            for (int length = 0; length <= LONG; length++) {
                String text = filler.repeat(length);
                assertThat(find(text, 0, length)).isEqualTo(-1);
                for (int at = 0; at < length; at++) {
                    String broken = text.substring(0, at) + lineEnd + text.substring(at + 1);
                    assertThat(find(broken, 0, length))
                            .as("%d of %d", at, length)
                            .isEqualTo(at);
                }
            }
        }
    }

    @Property(tries = 2_000)
    void itIsTheFirstInTheRangeAndNothingOutsideOfItCounts(
            @ForAll("latin1") String text,
            @ForAll @IntRange(max = 100) int before,
            @ForAll @IntRange(max = 100) int after) {
        int from = Math.min(before, text.length());
        int to = Math.max(from, text.length() - after);

        assertThat(find(text, from, to)).isEqualTo(firstByTheBook(text, from, to));
    }

    @Provide
    Arbitrary<String> latin1() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\u00ff')
                .withChars('\t', '\n', '\r', 'a')
                .ofMaxLength(300);
    }

    private static int firstByTheBook(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return i;
            }
        }
        return -1;
    }

    /** Heap and direct buffers, whose positions and limits must not matter. */
    private static int find(String latin1, int from, int to) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        int found = LineEnd.find(ByteBuffer.wrap(bytes), from, to);
        assertThat(LineEnd.find(direct, from, to)).isEqualTo(found);
        return found;
    }
}
