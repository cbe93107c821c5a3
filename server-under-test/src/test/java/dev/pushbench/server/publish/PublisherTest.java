package dev.pushbench.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushbench.server.wire.PushMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
final class PublisherTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAYLOAD = 120;
    private static final long START_NS = 1_000_000_000;
    private static final long MS = 1_000_000;
    private static final long TICK_NS = 100_000;

    /** Time passes only when somebody looks: 0.1 ms each time. */
    private final AtomicLong clockNs = new AtomicLong(START_NS);

    private final Topic topic = new Topic("t", () -> clockNs.addAndGet(TICK_NS));

    @Test
    void everyMessageCarriesItsSequenceTheTimeAtWhichItWasDueAndAnExactSize() {
        Reader reader = subscribe();
        publish(schedule(1_000, Pattern.BROADCAST, 5));

        assertThat(reader.sequences()).containsExactly(0L, 1L, 2L, 3L, 4L);
        for (Sent sent : reader.sent()) {
            assertThat(sent.intended()).isEqualTo(START_NS + sent.seq() * MS);
            assertThat(sent.sent()).isBetween(sent.intended(), sent.intended() + 5 * TICK_NS);
        }
        assertThat(reader.messages)
                .allSatisfy(message -> assertThat(message.payloadBytes()).isEqualTo(PAYLOAD));
    }

    @Test
    void aStallDelaysTheMessagesThatFollowButNotTheTimesAtWhichTheyWereDue() {
        long stallNs = 10 * MS;
        Reader reader = subscribe(message -> {
            if (read(message).seq() == 4) {
                clockNs.addAndGet(stallNs);
            }
        });
        Publisher publisher = publish(schedule(1_000, Pattern.BROADCAST, 30));

        assertThat(reader.sequences()).as("nothing is skipped").containsExactlyElementsOf(sequences(0, 30));
        for (Sent sent : reader.sent()) {
            assertThat(sent.intended()).isEqualTo(START_NS + sent.seq() * MS);
        }
        assertThat(reader.lagNs(4)).isLessThan(MS);
        assertThat(reader.lagNs(5)).isBetween(9 * MS, 10 * MS);
        assertThat(reader.lagNs(10)).as("it catches up").isBetween(4 * MS, 6 * MS);
        assertThat(reader.lagNs(29)).isLessThan(MS);

        Histogram lag = publisher.lag();
        assertThat(lag.getTotalCount()).isEqualTo(30);
        assertThat(lag.getMaxValue()).isBetween(9 * MS, 11 * MS);
        assertThat(lag.getValueAtPercentile(50)).isLessThan(MS);
    }

    @Test
    void inRealTimeASubscriberThatBlocksMakesTheRestLateAndStillNothingIsSkipped() throws Exception {
        Topic real = new Topic("real", System::nanoTime);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Reader reader = new Reader(message -> {
            if (read(message).seq() == 3) {
                blocked.countDown();
                awaitLatch(release);
            }
        });
        real.subscribe(reader);
        long startNs = System.nanoTime();
        SendSchedule schedule = schedule(200, Pattern.BROADCAST, 10);
        real.publish(schedule, startNs);

        blocked.await();
        long lastDueNs = startNs + schedule.dueNs(9, 0, 1);
        await().until(() -> System.nanoTime() > lastDueNs);
        long releasedNs = System.nanoTime();
        release.countDown();
        awaitEnd(real.publisher());

        assertThat(reader.sequences()).containsExactlyElementsOf(sequences(0, 10));
        for (Sent sent : reader.sent()) {
            assertThat(sent.intended()).isEqualTo(startNs + schedule.dueNs(sent.seq(), 0, 1));
            assertThat(sent.sent()).isGreaterThanOrEqualTo(sent.intended());
            if (sent.seq() > 3) {
                assertThat(sent.sent()).isGreaterThanOrEqualTo(releasedNs);
            }
        }
        assertThat(real.publisher().lag().getMaxValue()).isGreaterThanOrEqualTo(schedule.dueNs(5, 0, 1));
    }

    @Test
    void aScheduleThatBeganInThePastCatchesUp() {
        Reader reader = subscribe();
        clockNs.addAndGet(1_000 * MS);
        Publisher publisher = publish(schedule(1_000, Pattern.BROADCAST, 20));

        assertThat(reader.sequences()).containsExactlyElementsOf(sequences(0, 20));
        assertThat(reader.lagNs(0)).isBetween(1_000 * MS, 1_001 * MS);
        assertThat(publisher.startNs()).isEqualTo(START_NS);
    }

    @Test
    void broadcastSharesOneEncodedMessageAmongAll() {
        Reader first = subscribe();
        Reader second = subscribe();
        Publisher publisher = publish(schedule(1_000, Pattern.BROADCAST, 3));

        assertThat(first.messages).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(second.messages.get(i)).isSameAs(first.messages.get(i));
        }
        assertThat(publisher.lag().getTotalCount()).isEqualTo(3);
    }

    @Test
    void spreadSendsEvenlySpacedMessagesInTheOrderOfSubscription() {
        List<Reader> readers = List.of(subscribe(), subscribe(), subscribe(), subscribe());
        Publisher publisher = publish(schedule(100, Pattern.SPREAD, 3));

        for (int slot = 0; slot < 4; slot++) {
            assertThat(readers.get(slot).sequences()).containsExactly(0L, 1L, 2L);
            for (Sent sent : readers.get(slot).sent()) {
                // 10 ms between two messages of one subscription, 2.5 between two sends.
                assertThat(sent.intended() - START_NS).isEqualTo((sent.seq() * 4 + slot) * 2_500_000);
            }
        }
        assertThat(publisher.lag().getTotalCount()).isEqualTo(12);
    }

    @Test
    void whoSubscribesMidWaySeesConsecutiveSequencesToTheEnd() {
        for (Pattern pattern : Pattern.values()) {
            Topic own = new Topic("own", () -> clockNs.addAndGet(TICK_NS));
            Reader late = new Reader(message -> {});
            Reader early = new Reader(message -> {
                if (read(message).seq() == 5) {
                    own.subscribe(late);
                }
            });
            own.subscribe(early);
            own.publish(schedule(1_000, pattern, 20), clockNs.get());
            awaitEnd(own.publisher());

            assertThat(early.sequences()).containsExactlyElementsOf(sequences(0, 20));
            assertThat(late.sequences()).containsExactlyElementsOf(sequences(6, 20));
        }
    }

    @Test
    void whoUnsubscribesGetsNothingMore() {
        Reader stays = subscribe();
        List<Reader> leaver = new ArrayList<>();
        leaver.add(subscribe(message -> {
            if (read(message).seq() == 2) {
                topic.unsubscribe(leaver.get(0));
            }
        }));
        publish(schedule(1_000, Pattern.BROADCAST, 6));

        assertThat(leaver.get(0).sequences()).containsExactly(0L, 1L, 2L);
        assertThat(stays.sequences()).containsExactlyElementsOf(sequences(0, 6));
    }

    @Test
    void closeEndsAWaitOfManyMinutesAtOnce() throws Exception {
        Topic real = new Topic("real", System::nanoTime);
        CountDownLatch first = new CountDownLatch(1);
        Reader reader = new Reader(message -> first.countDown());
        real.subscribe(reader);
        real.publish(schedule(0.001, Pattern.BROADCAST, 0), System.nanoTime());
        first.await();
        assertThat(real.publisher().running()).isTrue();

        real.stopPublishing();

        assertThat(real.publisher().running()).isFalse();
        assertThat(reader.sequences()).containsExactly(0L);
    }

    @Test
    void closeInTheMiddleOfASpreadSendsToNoneOfTheRest() {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(subscribe(message -> topic.stopPublishing()));
        }
        publish(schedule(1_000, Pattern.SPREAD, 10));

        assertThat(readers.get(0).sequences()).containsExactly(0L);
        assertThat(readers.get(1).messages).isEmpty();
        assertThat(readers.get(2).messages).isEmpty();
    }

    @Test
    void lagIsCumulativeAndItsCopyIsTheCallersOwn() {
        subscribe();
        Publisher publisher = publish(schedule(1_000, Pattern.BROADCAST, 4));

        publisher.lag().reset();

        assertThat(publisher.lag().getTotalCount()).isEqualTo(4);
        assertThat(publisher.lag().getTotalCount()).isEqualTo(4);
    }

    @Test
    void aNewScheduleTakesThePlaceOfTheOneBefore() {
        LongSupplier tick = () -> clockNs.addAndGet(TICK_NS);
        Topic own = new Topic("own", tick);
        Reader reader = new Reader(message -> {});
        own.subscribe(reader);
        own.publish(schedule(1_000, Pattern.BROADCAST, 0), START_NS);
        Publisher replaced = own.publisher();
        own.publish(schedule(1_000, Pattern.BROADCAST, 2), START_NS);

        assertThat(replaced.running()).isFalse();
        awaitEnd(own.publisher());
        int last = reader.messages.size();
        assertThat(reader.sequences().subList(last - 2, last)).containsExactly(0L, 1L);
    }

    private Reader subscribe() {
        return subscribe(message -> {});
    }

    private Reader subscribe(Consumer<PushMessage> onMessage) {
        Reader reader = new Reader(onMessage);
        topic.subscribe(reader);
        return reader;
    }

    private Publisher publish(SendSchedule schedule) {
        topic.publish(schedule, START_NS);
        awaitEnd(topic.publisher());
        return topic.publisher();
    }

    private static void awaitEnd(Publisher publisher) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> !publisher.running());
    }

    private static SendSchedule schedule(double rate, Pattern pattern, long messages) {
        return new SendSchedule(rate, PAYLOAD, pattern, messages);
    }

    private static List<Long> sequences(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Sent read(PushMessage message) {
        return JSON.readValue(message.payload().array(), Sent.class);
    }

    private record Sent(long seq, long intended, long sent, String pad) {}

    /** Written by the publisher's thread, read by the test when that thread has ended. */
    private static final class Reader implements Subscriber {

        final List<PushMessage> messages = new ArrayList<>();
        private final Consumer<PushMessage> onMessage;

        Reader(Consumer<PushMessage> onMessage) {
            this.onMessage = onMessage;
        }

        List<Sent> sent() {
            return messages.stream().map(PublisherTest::read).toList();
        }

        List<Long> sequences() {
            return sent().stream().map(Sent::seq).toList();
        }

        long lagNs(int index) {
            Sent sent = read(messages.get(index));
            return sent.sent() - sent.intended();
        }

        @Override
        public void offer(PushMessage message) {
            messages.add(message);
            onMessage.accept(message);
        }

        @Override
        public void heartbeat() {}

        @Override
        public void end() {}
    }
}
