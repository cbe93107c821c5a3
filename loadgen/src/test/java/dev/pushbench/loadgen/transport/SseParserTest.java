package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the WHATWG event stream chapter, one by one, each at every split point. */
class SseParserTest {

    private static final int MAX_BYTES = 1000;

    /** What a listener that wants everything is told: {@code type|id|data} an event. */
    static List<String> parse(byte[]... reads) throws ProtocolViolation {
        Tail tail = new Tail();
        SseParser parser = new SseParser(tail, new SseFields(tail, MAX_BYTES), MAX_BYTES);
        for (byte[] read : reads) {
            parser.feed(ByteBuffer.wrap(read), 1);
        }
        return tail.told;
    }

    /** Checks the whole stream, every split in two, and byte by byte; then the same with the other line ends. */
    private static void assertEvents(String stream, String... expected) throws ProtocolViolation {
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            byte[] bytes = stream.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
            for (int split = 0; split <= bytes.length; split++) {
                assertThat(parse(slice(bytes, 0, split), slice(bytes, split, bytes.length)))
                        .as(
                                "split at %d with %s",
                                split, lineEnd.replace("\r", "CR").replace("\n", "LF"))
                        .containsExactly(expected);
            }
            byte[][] single = new byte[bytes.length][];
            for (int i = 0; i < bytes.length; i++) {
                single[i] = slice(bytes, i, i + 1);
            }
            assertThat(parse(single)).containsExactly(expected);
        }
    }

    static byte[] slice(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    @Test
    void aBlankLineEndsAnEvent() throws ProtocolViolation {
        assertEvents("data: one\n\ndata: two\n\n", "message||one", "message||two");
    }

    @Test
    void severalDataLinesAreJoinedByNewlines() throws ProtocolViolation {
        assertEvents("data: YHOO\ndata: +2\ndata: 10\n\n", "message||YHOO\n+2\n10");
    }

    @Test
    void anEmptyDataLineIsAnEventAndTwoAreANewline() throws ProtocolViolation {
        assertEvents("data\n\ndata\ndata\n\ndata:\n\ndata:", "message||", "message||\n", "message||");
    }

    @Test
    void onlyOneSpaceAfterTheColonIsTakenAwayAndNoneIsNeeded() throws ProtocolViolation {
        assertEvents(
                "data:test\n\ndata: test\n\ndata:  test\n\ndata:\ttest\n\n", //
                "message||test",
                "message||test",
                "message|| test",
                "message||\ttest");
    }

    @Test
    void commentsAndUnknownFieldsAreIgnored() throws ProtocolViolation {
        assertEvents(
                ": a comment\n\n:\nfoo: bar\nDATA: no\ndat: no\ndataa: no\n data: no\ndata : no\ndata: yes\n:end\n\n",
                "message||yes");
    }

    @Test
    void aLastBlockWithoutABlankLineIsDropped() throws ProtocolViolation {
        assertEvents("data: one\n\ndata: two\n", "message||one");
        assertEvents("data: one\n\ndata: two", "message||one");
    }

    @Test
    void theIdStaysUntilItChangesAndAnEmptyOneTakesItAway() throws ProtocolViolation {
        assertEvents(
                "data: a\nid: 1\n\ndata: b\n\nid: 2\n\ndata: c\n\nid\ndata: d\n\n",
                "message|1|a",
                "message|1|b",
                "message|2|c",
                "message||d");
    }

    @Test
    void anIdWithNulIsIgnored() throws ProtocolViolation {
        assertEvents("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", "message|1|a", "message|1|b");
    }

    @Test
    void theTypeLastsForOneEventAndTheLastOneCounts() throws ProtocolViolation {
        assertEvents(
                "event: add\nevent: remove\ndata: a\n\ndata: b\n\nevent: lost\n\ndata: c\n\nevent:\ndata: d\n\n",
                "remove||a",
                "message||b",
                "message||c",
                "message||d");
    }

    @Test
    void retryTakesDigitsOnly() throws ProtocolViolation {
        assertEvents(
                "retry: 1500\nretry: 15s\nretry: -1\nretry:\nretry\nretry: 007\ndata: a\n\n", //
                "retry 1500",
                "retry 7",
                "message||a");
    }

    @Test
    void aByteOrderMarkIsTakenAwayAtTheBeginningOnly() throws ProtocolViolation {
        assertEvents("\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: \uFEFFc\n\n", "message||a", "message||\uFEFFc");
        assertEvents("\uFEFF\uFEFFdata: a\n\ndata: b\n\n", "message||b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aPartOfAByteOrderMarkSpoilsTheFirstField(int bytes) throws ProtocolViolation {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB};
        byte[] stream = "xxdata: a\n\ndata: b\n\n".substring(2 - bytes).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(mark, 0, stream, 0, bytes);
        for (int split = 0; split <= stream.length; split++) {
            assertThat(parse(slice(stream, 0, split), slice(stream, split, stream.length)))
                    .containsExactly("message||b");
        }
    }

    @Test
    void aByteOrderMarkBeforeABlankLineOrACommentIsTakenAwayToo() throws ProtocolViolation {
        assertEvents("\uFEFF\n\ndata: a\n\n", "message||a");
        assertEvents("\uFEFF:\ndata: a\n\n", "message||a");
    }

    @Test
    void aRetryBeyondAnyClockIsStillANumber() throws ProtocolViolation {
        assertEvents(
                "retry: 999999999999999999\nretry: 12345678901234567890\nretry: 1 \nretry: \u0661\n\n",
                "retry 999999999999999999",
                "retry " + Long.MAX_VALUE);
    }

    @Test
    void anIdCountsWithoutDataButNotInABlockThatNeverEnds() throws ProtocolViolation {
        assertEvents("id: 1\n\ndata: a\n\nid: 2\ndata: b", "message|1|a");
    }

    @Test
    void aValueKeepsItsColonsAndTrailingSpaces() throws ProtocolViolation {
        assertEvents("data: a: b \nid:: 1\n\n", "message|: 1|a: b ");
    }

    @Test
    void lineEndsMayBeMixed() throws ProtocolViolation {
        byte[] stream = "data: a\rdata: b\r\ndata: c\n\r\ndata: d\n\rdata: e\r\r".getBytes(StandardCharsets.UTF_8);
        for (int split = 0; split <= stream.length; split++) {
            assertThat(parse(slice(stream, 0, split), slice(stream, split, stream.length)))
                    .containsExactly("message||a\nb\nc", "message||d", "message||e");
        }
    }

    @Test
    void textOutsideAsciiComesThroughWhole() throws ProtocolViolation {
        assertEvents("event: straße\nid: 日本\ndata: naïve 😀\n\n", "straße|日本|naïve 😀");
    }

    @Test
    void dataInOneReadIsHandedOnWithoutACopy() throws ProtocolViolation {
        ByteBuffer read = ByteBuffer.wrap("data: one\n\nid: 1\ndata: two\n\n".getBytes(StandardCharsets.UTF_8));
        List<Boolean> views = new ArrayList<>();
        SseParser parser = new SseParser(
                (data, receivedNs) -> {
                    views.add(data == read);
                    data.position(data.limit());
                },
                null,
                MAX_BYTES);
        parser.feed(read, 1);
        assertThat(views).containsExactly(true, true);
        assertThat(read.hasRemaining()).isFalse();
    }

    @Test
    void theReadThatEndsAnEventGivesItItsTime() throws ProtocolViolation {
        List<Long> times = new ArrayList<>();
        SseParser parser = new SseParser((data, receivedNs) -> times.add(receivedNs), null, MAX_BYTES);
        parser.feed(ByteBuffer.wrap("data: one\n".getBytes(StandardCharsets.UTF_8)), 1);
        parser.feed(ByteBuffer.wrap("\ndata: two\n\n".getBytes(StandardCharsets.UTF_8)), 2);
        assertThat(times).containsExactly(2L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: ", "id: ", "event: "})
    void whatWouldGrowWithoutEndIsAViolation(String begin) {
        byte[] endless = "x".repeat(100).getBytes(StandardCharsets.UTF_8);
        Tail tail = new Tail();
        SseParser parser = new SseParser(tail, new SseFields(tail, MAX_BYTES), MAX_BYTES);
        assertThatThrownBy(() -> {
                    parser.feed(ByteBuffer.wrap(begin.getBytes(StandardCharsets.UTF_8)), 1);
                    for (int i = 0; i < 20; i++) {
                        parser.feed(ByteBuffer.wrap(endless), 1);
                    }
                })
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("larger than 1000 bytes")
                .hasMessageContaining("--max-message");
    }

    @Test
    void manyShortDataLinesAreBoundedToo() {
        SseParser parser = new SseParser((data, receivedNs) -> {}, null, MAX_BYTES);
        ByteBuffer lines = ByteBuffer.wrap("data\n".repeat(1100).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> parser.feed(lines, 1)).hasMessageContaining("event larger than 1000 bytes");
    }

    @Test
    void aSingleReadWithTooLongALineIsAViolationToo() {
        SseParser parser = new SseParser((data, receivedNs) -> {}, null, 10);
        ByteBuffer read = ByteBuffer.wrap("data: 12345678901\n\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> parser.feed(read, 1)).hasMessageContaining("event larger than 10 bytes");
    }

    @Test
    void aCommentMayBeAsLongAsItLikes() throws ProtocolViolation {
        Tail tail = new Tail();
        SseParser parser = new SseParser(tail, new SseFields(tail, MAX_BYTES), MAX_BYTES);
        parser.feed(ByteBuffer.wrap(":".getBytes(StandardCharsets.UTF_8)), 1);
        for (int i = 0; i < 100; i++) {
            parser.feed(ByteBuffer.wrap("x".repeat(100).getBytes(StandardCharsets.UTF_8)), 1);
        }
        parser.feed(ByteBuffer.wrap("\ndata: a\n\n".getBytes(StandardCharsets.UTF_8)), 1);
        assertThat(tail.told).containsExactly("message||a");
    }

    /** As {@code pushbench tail} will be. */
    private static final class Tail implements SseFields.Sink, SseParser.Sink {

        final List<String> told = new ArrayList<>();
        private String fields;

        @Override
        public void onFields(String type, String lastEventId) {
            fields = type + "|" + lastEventId + "|";
        }

        @Override
        public void onRetry(long reconnectMillis) {
            told.add("retry " + reconnectMillis);
        }

        @Override
        public void onEvent(ByteBuffer data, long receivedNs) {
            told.add(fields + StandardCharsets.UTF_8.decode(data));
        }
    }

    @Test
    void commentLinesAreToldWhereverTheyAreSplit() throws ProtocolViolation {
        byte[] stream = ": hello\n\n:\r\n\r\ndata: :no comment\n:in between\n\nx:y\n\n:unfinished"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int split = 0; split <= stream.length; split++) {
            java.util.List<Long> comments = new java.util.ArrayList<>();
            int[] events = new int[1];
            SseParser parser = new SseParser(
                    new SseParser.Sink() {
                        @Override
                        public void onEvent(ByteBuffer data, long receivedNs) {
                            events[0]++;
                        }

                        @Override
                        public void onComment(long receivedNs) {
                            comments.add(receivedNs);
                        }
                    },
                    null,
                    1_000);
            parser.feed(ByteBuffer.wrap(stream, 0, split), 1);
            parser.feed(ByteBuffer.wrap(stream, split, stream.length - split), 2);
            assertThat(comments).as("split at " + split).hasSize(3).isSorted();
            assertThat(events[0]).isEqualTo(1);
        }
    }
}
