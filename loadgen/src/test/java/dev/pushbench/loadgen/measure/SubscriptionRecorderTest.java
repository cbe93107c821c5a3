package dev.pushbench.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.measure.MessageFields.Clock;
import dev.pushbench.loadgen.measure.MessageFields.TimeUnit;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.reports.result.CellResult.Excluded;
import dev.pushbench.reports.result.TaggedHistogram.Metric;
import dev.pushbench.server.publish.Pattern;
import dev.pushbench.server.publish.SendSchedule;
import dev.pushbench.server.wire.MessageEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubscriptionRecorderTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private final CellRecorder recorder = new CellRecorder();
    private int closes;
    private final Subscription open = () -> closes++;
    private final StringBuilder lifecycle = new StringBuilder();
    private final SubscriptionRecorder subscription = new SubscriptionRecorder(
            recorder,
            new SubscriptionRecorder.Lifecycle() {
                @Override
                public void opened(Subscription subscription, String serverHeader) {
                    lifecycle.append("opened by ").append(serverHeader).append("; ");
                }

                @Override
                public void ended(boolean wasOpen, SubscriptionEnd end) {
                    lifecycle.append("ended ").append(wasOpen);
                }
            },
            SECOND);

    @Test
    void responseTimeCountsFromTheIntendedTimeAndServiceTimeFromTheSend() {
        expectOwnMessages();
        recorder.window(0, Long.MAX_VALUE);

        message(0, 10 * SECOND, 11 * SECOND, 11 * SECOND + 3 * MS);

        assertThat(max(Metric.RESPONSE_TIME)).isEqualTo(1_003);
        assertThat(max(Metric.SERVICE_TIME)).isEqualTo(3);
        assertThat(max(Metric.SCHEDULE_LAG)).isEqualTo(1_000);
    }

    @Test
    void whatWasDueBeforeTheWindowIsInNoFigureHoweverLateItComes() {
        expectOwnMessages();
        recorder.window(10 * SECOND, 20 * SECOND);

        message(0, 10 * SECOND - 1, 10 * SECOND, 15 * SECOND);
        message(1, 10 * SECOND, 10 * SECOND, 10 * SECOND + MS);
        message(2, 20 * SECOND - 1, 20 * SECOND, 25 * SECOND);
        message(3, 20 * SECOND, 20 * SECOND, 20 * SECOND + MS);
        end(Cause.CLOSED_BY_US);

        assertThat(recorder.total(Metric.RESPONSE_TIME).getTotalCount()).isEqualTo(2);
        assertThat(recorder.accounting().received()).isEqualTo(2);
        assertThat(recorder.accounting().missing()).isZero();
        assertThat(recorder.arrivals()).isEqualTo(4);
        assertThat(recorder.excluded()).isEqualTo(new Excluded(1, 1, 0));
    }

    @Test
    void anyTimeWhateverIsBeforeTheWindowOrInItOrAfterIt() {
        recorder.window(10 * SECOND, 20 * SECOND);

        LongStream.of(Long.MIN_VALUE, -1, 0, 10 * SECOND - 1, 10 * SECOND, 20 * SECOND - 1, 20 * SECOND, Long.MAX_VALUE)
                .forEach(timeNs -> recorder.stretchAt(timeNs).countMessage());

        assertThat(recorder.excluded()).isEqualTo(new Excluded(4, 2, 0));
        assertThat(recorder.uniqueInWindow()).isEqualTo(2);
    }

    @Test
    void numbersMissedBeforeTheWindowAreNotMissing() {
        expectOwnMessages();
        recorder.window(10 * SECOND, 20 * SECOND);

        message(0, SECOND, SECOND, SECOND);
        message(7, 2 * SECOND, 2 * SECOND, 2 * SECOND);
        message(9, 10 * SECOND, 10 * SECOND, 10 * SECOND);
        message(11, 11 * SECOND, 11 * SECOND, 11 * SECOND);
        end(Cause.CLOSED_BY_US);

        assertThat(recorder.missing()).isEqualTo(1);
        assertThat(recorder.accounting().missing()).isEqualTo(1);
    }

    @Test
    void nothingCountsBeforeTheWindowIsSet() {
        expectOwnMessages();

        message(0, 10 * SECOND, 10 * SECOND, 10 * SECOND + MS);

        assertThat(recorder.total(Metric.RESPONSE_TIME).getTotalCount()).isZero();
        assertThat(recorder.uniqueInWindow()).isZero();
        assertThat(recorder.excluded().beforeWindow()).isEqualTo(1);
    }

    @Test
    void timesOutOfRangeAreRecordedAtTheEdgeAndCounted() {
        expectOwnMessages();
        recorder.window(0, Long.MAX_VALUE);

        message(0, 10 * SECOND, 10 * SECOND, 9 * SECOND);
        message(1, 0, 0, 7_200 * SECOND);

        assertThat(recorder.total(Metric.RESPONSE_TIME).getTotalCount()).isEqualTo(2);
        assertThat(recorder.clamped()).isEqualTo(4);
    }

    @Test
    void theTargetsClockIsTakenIntoAccount() {
        recorder.expect(MessageFields.OF_PUSHBENCH, new ClockOffset(5 * SECOND, 100, false));
        recorder.window(0, Long.MAX_VALUE);

        message(0, 10 * SECOND, 10 * SECOND, 5 * SECOND + 4 * MS);

        assertThat(max(Metric.RESPONSE_TIME)).isEqualTo(4);
    }

    @Test
    void repeatsAreCountedAndTimedButNotUnique() {
        expectOwnMessages();
        recorder.window(0, Long.MAX_VALUE);

        message(0, SECOND, SECOND, SECOND + MS);
        message(0, SECOND, SECOND, SECOND + 2 * MS);
        end(Cause.CLOSED_BY_PEER);

        assertThat(recorder.uniqueInWindow()).isEqualTo(1);
        assertThat(recorder.accounting().received()).isEqualTo(2);
        assertThat(recorder.accounting().duplicated()).isEqualTo(1);
    }

    @Test
    void messagesWithoutTimesYieldGaps() {
        recorder.window(0, Long.MAX_VALUE);

        text("hello", 10 * SECOND);
        text("world", 10 * SECOND + 7 * MS);

        assertThat(recorder.hasTimes()).isFalse();
        assertThat(max(Metric.GAP)).isEqualTo(7);
        assertThat(recorder.total(Metric.RESPONSE_TIME).getTotalCount()).isZero();
    }

    @Test
    void aGapAcrossTheOpeningOrTheEndOfTheWindowIsInNoFigure() {
        recorder.window(10 * SECOND, 20 * SECOND);

        text("before", 5 * SECOND);
        text("in", 11 * SECOND);
        text("in", 11 * SECOND + 7 * MS);
        text("after", 25 * SECOND);

        assertThat(recorder.total(Metric.GAP).getTotalCount()).isEqualTo(1);
        assertThat(max(Metric.GAP)).isEqualTo(7);
        assertThat(recorder.excluded()).isEqualTo(new Excluded(1, 1, 0));
    }

    @Test
    void messagesWithoutTimesCountByTheTargetsClockToo() {
        recorder.expect(
                new MessageFields("n", null, null, TimeUnit.NS, Clock.EPOCH), new ClockOffset(50 * SECOND, 0, false));
        recorder.window(60 * SECOND, 70 * SECOND);

        text("{\"n\":1}", 10 * SECOND);
        text("{\"n\":2}", 10 * SECOND + 7 * MS);
        end(Cause.CLOSED_BY_US);

        assertThat(recorder.accounting().received()).isEqualTo(2);
        assertThat(max(Metric.GAP)).isEqualTo(7);
    }

    @Test
    void aSequenceWithoutTimesIsAccountedFor() {
        recorder.expect(new MessageFields("n", null, null, TimeUnit.NS, Clock.MONOTONIC), ClockOffset.ASSUMED_SHARED);
        recorder.window(0, Long.MAX_VALUE);

        text("{\"n\":1}", SECOND);
        text("{\"n\":4}", SECOND);
        text("{}", SECOND);
        end(Cause.CLOSED_BY_US);

        assertThat(recorder.accounting().missing()).isEqualTo(2);
        assertThat(recorder.excluded().unreadable()).isEqualTo(1);
    }

    @Test
    void aMessageWithoutTheFieldsItShouldHaveIsCountedAsUnreadable() {
        expectOwnMessages();
        recorder.window(0, Long.MAX_VALUE);

        text("{\"seq\":1}", SECOND);
        text("{\"intended\":1000,\"sent\":1000}", SECOND);

        assertThat(recorder.excluded()).isEqualTo(new Excluded(0, 0, 2));
        assertThat(recorder.total(Metric.RESPONSE_TIME).getTotalCount()).isZero();
        assertThat(recorder.uniqueInWindow()).isZero();
    }

    @Test
    void connectHeadersAndFirstMessageCountFromTheAttempt() {
        subscription.onConnected(SECOND + 2 * MS);
        subscription.onOpen(open, "pushbench", SECOND + 5 * MS);
        text("x", SECOND + 9 * MS);
        text("x", SECOND + 90 * MS);

        assertThat(max(Metric.CONNECT_TIME)).isEqualTo(2);
        assertThat(max(Metric.HEADERS_TIME)).isEqualTo(5);
        assertThat(max(Metric.FIRST_MESSAGE)).isEqualTo(9);
        assertThat(recorder.total(Metric.FIRST_MESSAGE).getTotalCount()).isEqualTo(1);
        assertThat(lifecycle).hasToString("opened by pushbench; ");
    }

    @Test
    void anEndThatNobodyWantedIsAnError() {
        end(Cause.REFUSED);

        assertThat(recorder.errors().counts()).containsEntry("connection refused", 1L);
        assertThat(recorder.errors().examples().values()).containsExactly("detail");
        assertThat(lifecycle).hasToString("ended false");
    }

    @Test
    void anEndOfOursIsNone() {
        subscription.onOpen(open, null, SECOND);
        end(Cause.CLOSED_BY_US);

        assertThat(recorder.errors().counts()).isEmpty();
        assertThat(lifecycle).hasToString("opened by null; ended true");
    }

    @Test
    void whatOneMustHaveGotFollowsFromWhenItCameAndWhenItLeft() {
        comesTo(new Due(new SendSchedule(1, 100, Pattern.SPREAD, 0), 0));

        // From one second after it came, 2; the first that is missing at the front, then one in the middle.
        message(3, 3 * SECOND, 3 * SECOND, 3 * SECOND);
        message(5, 5 * SECOND, 5 * SECOND, 5 * SECOND);
        subscription.leave(8 * SECOND);
        assertThat(closes).isZero();
        message(6, 6 * SECOND, 6 * SECOND, 9 * SECOND);
        assertThat(closes).isZero();
        message(9, 9 * SECOND, 9 * SECOND, 9 * SECOND);
        assertThat(closes).isEqualTo(1);
        end(Cause.CLOSED_BY_US);

        // 2 to 7: 2, 4 and 7 are missing.
        assertThat(recorder.accounting().expected()).isEqualTo(6);
        assertThat(recorder.accounting().missing()).isEqualTo(3);
        assertThat(recorder.accounting().received()).isEqualTo(3);
        assertThat(recorder.excluded()).isEqualTo(new Excluded(0, 1, 0));
    }

    @Test
    void oneThatHeardNothingMissesAllThatWasDue() {
        comesTo(new Due(new SendSchedule(1, 100, Pattern.SPREAD, 0), 0));
        subscription.leave(8 * SECOND);
        end(Cause.CLOSED_BY_US);

        assertThat(recorder.accounting().expected()).isEqualTo(6);
        assertThat(recorder.accounting().missing()).isEqualTo(6);
    }

    @Test
    void whatWasOnItsWayToOneThatDroppedOutIsNotMissed() {
        comesTo(new Due(new SendSchedule(1, 100, Pattern.SPREAD, 0), 0));
        message(2, 2 * SECOND, 2 * SECOND, 2 * SECOND);
        subscription.drop();
        end(Cause.CLOSED_BY_US);

        assertThat(closes).isEqualTo(1);
        assertThat(recorder.accounting().expected()).isEqualTo(1);
        assertThat(recorder.accounting().missing()).isZero();
    }

    @Test
    void oneThatStaysMustGetAllOfTheWindow() {
        comesTo(new Due(new SendSchedule(1, 100, Pattern.SPREAD, 0), 0));
        message(2, 2 * SECOND, 2 * SECOND, 2 * SECOND);
        subscription.close();
        end(Cause.CLOSED_BY_US);

        assertThat(recorder.accounting().expected()).isEqualTo(18);
        assertThat(recorder.accounting().missing()).isEqualTo(17);
    }

    @Test
    void oneThatIsClosedOnItsWayEndsAsSoonAsItOpens() {
        subscription.close();
        assertThat(closes).isZero();
        subscription.onOpen(open, null, SECOND);

        assertThat(closes).isEqualTo(1);
    }

    /** Opens after one second; the window is from 0 to 20 s. */
    private void comesTo(Due due) {
        expectOwnMessages();
        recorder.window(0, 20 * SECOND);
        recorder.expect(due, null);
        subscription.onOpen(open, null, SECOND);
    }

    private void expectOwnMessages() {
        recorder.expect(MessageFields.OF_PUSHBENCH, ClockOffset.ASSUMED_SHARED);
    }

    private void message(long sequence, long intendedNs, long sentNs, long receivedNs) {
        subscription.onMessage(ByteBuffer.wrap(MessageEncoder.encode(sequence, intendedNs, sentNs, 100)), receivedNs);
    }

    private void text(String text, long receivedNs) {
        subscription.onMessage(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), receivedNs);
    }

    private void end(Cause cause) {
        subscription.onEnd(new SubscriptionEnd(cause, "detail"));
    }

    /** Milliseconds, rounded as the histogram's three digits do. */
    private long max(Metric metric) {
        return Math.round((double) recorder.total(metric).getMaxValue() / MS);
    }
}
