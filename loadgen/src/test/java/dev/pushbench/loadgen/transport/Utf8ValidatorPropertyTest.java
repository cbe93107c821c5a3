package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The validator against the JDK's decoder. */
class Utf8ValidatorPropertyTest {

    /** Bytes from the borders of the ranges, mostly, so that valid and nearly valid sequences are common. */
    @Provide
    Arbitrary<byte[]> texts() {
        Arbitrary<Byte> border = Arbitraries.of(0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0)
                .map(Integer::byteValue);
        Arbitrary<Byte> lead = Arbitraries.of(0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF)
                .map(Integer::byteValue);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(6, border), net.jqwik.api.Tuple.of(2, lead))
                .array(byte[].class)
                .ofMaxSize(24);
    }

    @Property(tries = 5000)
    void agreesWithTheJdk(@ForAll("texts") byte[] text, @ForAll @net.jqwik.api.constraints.IntRange(max = 24) int cut) {
        Utf8Validator validator = new Utf8Validator();
        ByteBuffer in = ByteBuffer.wrap(text);
        int split = Math.min(cut, text.length);
        boolean valid =
                validator.accepts(in, 0, split) && validator.accepts(in, split, text.length) && validator.complete();
        assertThat(valid).isEqualTo(decodes(text));
    }

    private static boolean decodes(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
