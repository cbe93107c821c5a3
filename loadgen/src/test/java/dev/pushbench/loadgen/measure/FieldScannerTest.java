package dev.pushbench.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.loadgen.measure.MessageFields.Clock;
import dev.pushbench.loadgen.measure.MessageFields.TimeUnit;
import dev.pushbench.server.wire.MessageEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldScannerTest {

    private final FieldScanner own = new FieldScanner(MessageFields.OF_PUSHBENCH);

    @Property
    void readsWhatTheServersEncoderWrites(
            @ForAll @LongRange(min = 0) long sequence,
            @ForAll @LongRange(min = 0) long intended,
            @ForAll @LongRange(min = 0) long sent) {
        own.scan(ByteBuffer.wrap(MessageEncoder.encode(sequence, intended, sent, 100)));

        assertThat(own.sequence()).isEqualTo(sequence);
        assertThat(own.intendedNs()).isEqualTo(intended);
        assertThat(own.sentNs()).isEqualTo(sent);
    }

    @Test
    void leavesPositionAndLimitAlone() {
        ByteBuffer payload = ByteBuffer.wrap("xx{\"seq\":5}yy".getBytes(StandardCharsets.UTF_8));
        payload.position(2).limit(11);

        own.scan(payload);

        assertThat(own.sequence()).isEqualTo(5);
        assertThat(payload.position()).isEqualTo(2);
        assertThat(payload.limit()).isEqualTo(11);
    }

    @Test
    void findsFieldsAtAnyDepthAndInAnyOrder() {
        FieldScanner scanner = scanner("meta.n", "payload.times.due", TimeUnit.NS);

        scan(
                scanner,
                "{\"a\":[1,{\"due\":9}],\"payload\":{\"due\":7,\"times\":{\"x\":1,\"due\": 42}},\"meta\":{\"n\":3}}");

        assertThat(scanner.sequence()).isEqualTo(3);
        assertThat(scanner.intendedNs()).isEqualTo(42);
    }

    @Test
    void doesNotTakeTheSameKeyOfAnotherObject() {
        FieldScanner scanner = scanner("payload.seq", null, TimeUnit.NS);

        scan(scanner, "{\"seq\":1,\"other\":{\"seq\":2},\"payload\":{\"inner\":{\"seq\":3}},\"list\":[{\"seq\":4}]}");

        assertThat(scanner.sequence()).isEqualTo(FieldScanner.ABSENT);
    }

    @Test
    void findsAnObjectThatComesAfterAnEmptyOneOfTheSameName() {
        FieldScanner scanner = scanner("a.b", null, TimeUnit.NS);

        scan(scanner, "{\"a\":{},\"a\":{\"b\":8}}");

        assertThat(scanner.sequence()).isEqualTo(8);
    }

    @Test
    void isNotFooledByKeysInsideOfStrings() {
        scan(own, "{\"text\":\"\\\"seq\\\":1,{\\\\\",\"seq\":2}");

        assertThat(own.sequence()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "17, S, 17000000000",
        "17.5, S, 17500000000",
        "1699999999.123456789, S, 1699999999123456789",
        "12.25, MS, 12250000",
        "-3, US, -3000",
        "'\"250\"', MS, 250000000"
    })
    void readsTimesInTheirUnit(String number, TimeUnit unit, long expectedNs) {
        FieldScanner scanner = scanner(null, "t", unit);

        scan(scanner, "{\"t\":" + number + "}");

        assertThat(scanner.intendedNs()).isEqualTo(expectedNs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"seq\":null}",
                "{\"seq\":\"x\"}",
                "{\"seq\":1e3}",
                "{\"seq\":99999999999999999999}",
                "{\"seq\":",
                "{\"seq\"",
                "{\"se",
                "{",
                "",
                "]]]]}}}}",
                "\"\\"
            })
    void saysAbsentWhereThereIsNoNumber(String json) {
        scan(own, json);

        assertThat(own.sequence()).isEqualTo(FieldScanner.ABSENT);
    }

    @Test
    void forgetsTheMessageBefore() {
        scan(own, "{\"seq\":1,\"intended\":2,\"sent\":3}");
        scan(own, "{}");

        assertThat(own.sequence()).isEqualTo(FieldScanner.ABSENT);
        assertThat(own.sentNs()).isEqualTo(FieldScanner.ABSENT);
    }

    @Property
    void survivesAnyBytes(@ForAll byte[] garbage) {
        own.scan(ByteBuffer.wrap(garbage));
    }

    @Test
    void survivesNestingWithoutEnd() {
        scan(own, "[{\"a\":".repeat(10_000) + "{\"seq\":1}");

        assertThat(own.sequence()).isEqualTo(FieldScanner.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
    void refusesAPathThatNamesNoKey(String path) {
        assertThatThrownBy(() -> scanner(path, null, TimeUnit.NS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--seq-field")
                .hasMessageContaining("'" + path + "'");
    }

    private static FieldScanner scanner(String sequencePath, String timePath, TimeUnit unit) {
        return new FieldScanner(new MessageFields(sequencePath, timePath, null, unit, Clock.EPOCH));
    }

    private static void scan(FieldScanner scanner, String json) {
        scanner.scan(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
