package dev.pushbench.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.wire.PushMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

final class OutboundQueueTest {

    private static final int CAPACITY = 3;

    private final DeliveryCounters counters = new DeliveryCounters();
    private final HeldQueue queue = new HeldQueue(CAPACITY, OverflowPolicy.DROP);

    @Test
    void aMessageThatFindsTheSocketFreeIsWrittenAtOnce() {
        offer("a");

        assertThat(queue.writes).containsExactly("a");
    }

    @Test
    void thereIsOneWriteAtATimeAndWhatWaitsGoesOutInOrderInTheNext() {
        offer("a", "b", "c");
        assertThat(queue.writes).containsExactly("a");

        queue.complete();
        assertThat(queue.writes).containsExactly("a", "b+c");

        offer("d");
        queue.complete();
        queue.complete();
        assertThat(queue.writes).containsExactly("a", "b+c", "d");
        assertThat(counters.written()).isEqualTo(4);
    }

    @Test
    void aGatheredWriteHoldsAtMost64Messages() {
        HeldQueue wide = new HeldQueue(200, OverflowPolicy.DROP);
        for (int i = 0; i <= 100; i++) {
            wide.offer(message("m"));
        }

        wide.complete();
        wide.complete();

        assertThat(wide.batchSizes).containsExactly(1, 64, 36);
    }

    @Test
    void aGatheredWriteHoldsAtMost64KiBUnlessASingleMessageHasMore() {
        HeldQueue wide = new HeldQueue(200, OverflowPolicy.DROP);
        wide.offer(message("m"));
        for (int bytes : new int[] {30_000, 30_000, 30_000, 100_000, 1, 65_535, 1}) {
            wide.offer(new PushMessage(new byte[bytes]));
        }

        for (int write = 1; write < 6; write++) {
            wide.complete();
        }

        assertThat(wide.batchSizes).containsExactly(1, 2, 1, 1, 2, 1);
    }

    @Test
    void aFullQueueDropsTheNewestCountsItAndKeepsTheOrderOfTheOthers() {
        offer("written", "1", "2", "3", "dropped", "dropped");
        assertThat(counters.dropped()).isEqualTo(2);

        queue.complete();
        offer("4");
        queue.complete();

        assertThat(queue.writes).containsExactly("written", "1+2+3", "4");
        assertThat(counters.written()).isEqualTo(4);
        assertThat(counters.overflowDisconnects()).isZero();
    }

    @Test
    void largeMessagesFillTheQueueBeforeItsCountDoes() {
        HeldQueue wide = new HeldQueue(1_000, OverflowPolicy.DROP);
        PushMessage sixMiB = new PushMessage(new byte[6 << 20]);
        for (int i = 0; i < 6; i++) {
            wide.offer(sixMiB);
        }
        assertThat(counters.dropped()).isEqualTo(3);

        wide.complete();
        wide.offer(sixMiB);

        assertThat(counters.dropped()).as("what was written makes room").isEqualTo(3);
    }

    @Test
    void aSingleMessageIsNeverTooLargeForAnEmptyQueue() {
        PushMessage large = new PushMessage(new byte[(16 << 20) + 1]);
        queue.offer(large);
        queue.offer(large);
        queue.offer(message("dropped"));

        assertThat(counters.dropped()).isEqualTo(1);
    }

    @Test
    void withDisconnectAFullQueueGivesUpAtOnceAlthoughTheWriteUnderWayNeverEnds() {
        HeldQueue strict = new HeldQueue(1, OverflowPolicy.DISCONNECT);
        strict.offer(message("written"));
        strict.offer(message("waits"));
        assertThat(strict.givenUp).isEmpty();

        strict.offer(message("one too many"));
        strict.offer(message("too late"));

        assertThat(strict.givenUp)
                .singleElement()
                .satisfies(cause -> assertThat(cause).hasMessageContaining("outbound queue of 1 messages is full"));
        assertThat(counters.overflowDisconnects()).isEqualTo(1);
        assertThat(counters.dropped()).isZero();
        assertThat(strict.writes).containsExactly("written");
    }

    @Test
    void theEndIsWrittenAfterWhatWaitsAndNothingAfterIt() {
        offer("a", "b");
        queue.end();
        offer("too late");
        queue.complete();
        queue.heartbeat();
        queue.complete();
        queue.end();
        assertThat(queue.succeeded).isFalse();
        queue.complete();

        assertThat(queue.writes).containsExactly("a", "b", "end");
        assertThat(queue.succeeded).isTrue();
        assertThat(queue.ended()).isTrue();
        assertThat(queue.givenUp).isEmpty();
    }

    @Test
    void anIdleQueueEndsAtOnce() {
        queue.end();

        assertThat(queue.writes).containsExactly("end");
    }

    @Test
    void aFailedWriteGivesUpOnceAndWhatIsOfferedLaterIsNotKept() {
        offer("a", "b", "c", "d");
        IOException broken = new IOException("broken pipe");
        queue.failWrite(broken);
        offer("e", "f", "g", "h", "i");
        queue.heartbeat();
        queue.end();
        queue.abort(new IOException("again"));

        assertThat(queue.givenUp).containsExactly(broken);
        assertThat(queue.writes).containsExactly("a");
        assertThat(queue.ended()).isTrue();
        assertThat(counters.written()).isZero();
        assertThat(counters.dropped()).isZero();
    }

    @Test
    void aHeartbeatIsWrittenOnASilentConnection() {
        queue.heartbeat();
        assertThat(queue.writes).containsExactly("heartbeat");
        queue.complete();

        queue.heartbeat();
        assertThat(queue.writes).containsExactly("heartbeat", "heartbeat");
        assertThat(counters.written()).isZero();
    }

    @Test
    void aConnectionThatHadAMessageSinceTheLastHeartbeatNeedsNone() {
        offer("a");
        queue.complete();
        queue.heartbeat();
        assertThat(queue.writes).containsExactly("a");

        queue.heartbeat();
        assertThat(queue.writes).containsExactly("a", "heartbeat");
    }

    @Test
    void aHeartbeatThatFindsAWriteUnderWayIsReplacedByTheMessagesThatFollow() {
        queue.heartbeat();
        queue.heartbeat();
        offer("a");
        queue.complete();
        queue.complete();

        assertThat(queue.writes).containsExactly("heartbeat", "a");
    }

    @Test
    void belowCapacityNoMessageOfConcurrentThreadsIsLostRepeatedOrOvertaken() throws Exception {
        int threads = 4;
        int each = 5_000;
        WritingQueue busy = new WritingQueue(threads * each);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            String prefix = thread + ":";
            done.add(pool.submit(() -> {
                start.await();
                for (int i = 0; i < each; i++) {
                    busy.offer(message(prefix + i));
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : done) {
            one.get(20, TimeUnit.SECONDS);
        }
        busy.end();
        assertThat(busy.finished.await(20, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        busy.socket.shutdown();

        assertThat(busy.overlapped).isFalse();
        assertThat(busy.written).hasSize(threads * each);
        for (int thread = 0; thread < threads; thread++) {
            String prefix = thread + ":";
            assertThat(busy.written.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
        assertThat(counters.written()).isEqualTo(threads * each);
        assertThat(counters.dropped()).isZero();
    }

    private void offer(String... texts) {
        for (String text : texts) {
            queue.offer(message(text));
        }
    }

    private static PushMessage message(String text) {
        return new PushMessage(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(PushMessage message) {
        return StandardCharsets.UTF_8.decode(message.payload()).toString();
    }

    /** A socket that takes a write and completes it when the test says so. */
    private final class HeldQueue extends OutboundQueue {

        final List<String> writes = new ArrayList<>();
        final List<Integer> batchSizes = new ArrayList<>();
        final List<Throwable> givenUp = new ArrayList<>();
        boolean succeeded;
        private Callback underWay;

        HeldQueue(int capacity, OverflowPolicy policy) {
            super(capacity, policy, counters);
        }

        void complete() {
            Callback completed = underWay;
            underWay = null;
            completed.succeeded();
        }

        void failWrite(Throwable cause) {
            underWay.failed(cause);
        }

        @Override
        protected void write(List<PushMessage> batch, Callback callback) {
            batchSizes.add(batch.size());
            hold(String.join("+", batch.stream().map(OutboundQueueTest::text).toList()), callback);
        }

        @Override
        protected void writeHeartbeat(Callback callback) {
            hold("heartbeat", callback);
        }

        @Override
        protected void writeEnd(Callback callback) {
            hold("end", callback);
        }

        private void hold(String what, Callback callback) {
            assertThat(underWay).as("one write at a time").isNull();
            underWay = callback;
            writes.add(what);
        }

        @Override
        protected void giveUp(Throwable cause) {
            givenUp.add(cause);
        }

        @Override
        protected void onCompleteSuccess() {
            succeeded = true;
        }
    }

    /** A socket on another thread, which is sometimes quicker and sometimes slower than those who offer. */
    private final class WritingQueue extends OutboundQueue {

        final List<String> written = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch finished = new CountDownLatch(1);
        final ExecutorService socket = Executors.newSingleThreadExecutor();
        volatile boolean overlapped;
        private final AtomicBoolean writing = new AtomicBoolean();
        /** Owned by the one write under way. */
        private int batches;

        WritingQueue(int capacity) {
            super(capacity, OverflowPolicy.DROP, counters);
        }

        @Override
        protected void write(List<PushMessage> batch, Callback callback) {
            if (!writing.compareAndSet(false, true)) {
                overlapped = true;
            }
            batch.forEach(message -> written.add(text(message)));
            boolean atOnce = ++batches % 3 == 0;
            Runnable completion = () -> {
                writing.set(false);
                callback.succeeded();
            };
            if (atOnce) {
                completion.run();
            } else {
                socket.execute(completion);
            }
        }

        @Override
        protected void writeHeartbeat(Callback callback) {
            callback.succeeded();
        }

        @Override
        protected void writeEnd(Callback callback) {
            callback.succeeded();
        }

        @Override
        protected void giveUp(Throwable cause) {
            overlapped = true;
        }

        @Override
        protected void onCompleteSuccess() {
            finished.countDown();
        }
    }
}
