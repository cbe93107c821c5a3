package dev.pushbench.loadgen.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.transport.ResumableListener;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.loadgen.transport.SubscriptionListener;
import dev.pushbench.loadgen.transport.SubscriptionRequest;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.server.publish.Stages.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Who comes and who goes, with a clock that the test sets. */
class SteeringTest {

    private static final long SECOND = 1_000_000_000;
    private static final Share ALL = new Share(0, 10, 10);

    private final FakeTarget target = new FakeTarget();
    private final Population population = new Population(
            target,
            new CellRecorder(),
            Conversations.of(Interaction.NONE, null, ALL, true, failure -> {}),
            SlowConsumers.NONE,
            true);

    @Test
    void stagesAreFollowedUpAndDown() {
        Steering steering = steering(new LoadProfile(
                List.of(new Stage(10, 10 * SECOND), new Stage(10, SECOND), new Stage(0, 5 * SECOND)),
                null,
                null,
                false,
                0));

        assertThat(openAt(steering, 0)).isZero();
        assertThat(openAt(steering, 3 * SECOND)).isEqualTo(3);
        assertThat(openAt(steering, 10 * SECOND)).isEqualTo(10);
        // Half of them leave: they end now, because nobody knows what is still on its way to them.
        assertThat(openAt(steering, 11 * SECOND + 5 * SECOND / 2)).isEqualTo(5);
        assertThat(openAt(steering, 20 * SECOND)).isZero();
        assertThat(steering.turnover().peak()).isEqualTo(10);
        assertThat(steering.turnover().left()).isEqualTo(10);
        assertThat(steering.turnover().lost()).isZero();
    }

    @Test
    void sharesOfSeveralAgentsAddUpAtEveryMoment() {
        LoadProfile profile = new LoadProfile(List.of(new Stage(10, 10 * SECOND)), null, null, false, 0);
        for (long second = 0; second <= 10; second++) {
            int all = profile.wanted(second * SECOND, 10);
            int sum = new Share(0, 3, 10).of(all) + new Share(3, 4, 10).of(all) + new Share(7, 3, 10).of(all);
            assertThat(sum).isEqualTo((int) second);
        }
    }

    @Test
    void whoseSessionEndsIsReplaced() throws Exception {
        Steering steering = opened(new LoadProfile(List.of(), Duration.ofSeconds(1), null, false, 7));

        int ended = 0;
        for (long ms = 0; ms <= 100_000; ms += 10) {
            at(steering, ms * SECOND / 1_000);
            assertThat(population.openNow()).isEqualTo(10);
        }
        ended = target.closed;

        // 10 places for 100 s at a mean life of 1 s: 1,000 ends, give or take three standard deviations.
        assertThat(ended).isBetween(900, 1_100);
        assertThat(steering.turnover().left()).isEqualTo(ended);
        assertThat(steering.turnover().opened()).isEqualTo(10 + ended);
    }

    @Test
    void livesAreExponentialAndTheSeedRepeatsThem() throws Exception {
        List<Integer> first = closedEachSecond(42);

        assertThat(first).isEqualTo(closedEachSecond(42)).isNotEqualTo(closedEachSecond(43));
    }

    private static List<Integer> closedEachSecond(long seed) throws Exception {
        SteeringTest run = new SteeringTest();
        Steering steering = run.opened(new LoadProfile(List.of(), Duration.ofSeconds(3), null, false, seed));
        List<Integer> closed = new ArrayList<>();
        for (long second = 0; second < 30; second++) {
            at(steering, second * SECOND);
            closed.add(run.target.closed);
        }
        return closed;
    }

    @Test
    void inAStormAllGoAndComeAtOnceAndTheTimeUntilAllAreBackIsKept() throws Exception {
        Steering steering = opened(new LoadProfile(List.of(), null, Duration.ofSeconds(5), false, 0));
        target.opensAtOnce = false;

        at(steering, 5 * SECOND - 1);
        assertThat(target.closed).isZero();
        at(steering, 5 * SECOND);
        assertThat(target.closed).isEqualTo(10);
        assertThat(target.waiting).hasSize(10);
        target.waiting.subList(0, 9).forEach(Fake::open);
        at(steering, 6 * SECOND);
        assertThat(steering.turnover().recoveryNs()).isNull();
        target.waiting.get(9).open();
        at(steering, 7 * SECOND);

        assertThat(steering.turnover().recoveryNs()).isEqualTo(2 * SECOND);
        assertThat(steering.turnover().lost()).isZero();
        at(steering, 20 * SECOND);
        assertThat(target.closed).isEqualTo(10);
    }

    @Test
    void whoIsLostComesBackAfterASecondAndLaterWithEachFailure() throws Exception {
        Steering steering = opened(new LoadProfile(List.of(), null, null, true, 0));

        target.streams.get(3).end(Cause.RESET);
        target.refuses = true;
        // Tries after 1 s, then 1, 2 and 4 s later.
        assertThat(attemptsIn(steering, 0, 900)).isEqualTo(10);
        assertThat(attemptsIn(steering, 900, 1_900)).isEqualTo(11);
        assertThat(attemptsIn(steering, 1_900, 3_900)).isEqualTo(12);
        assertThat(attemptsIn(steering, 3_900, 7_900)).isEqualTo(13);
        target.refuses = false;
        assertThat(attemptsIn(steering, 7_900, 9_000)).isEqualTo(14);

        assertThat(population.openNow()).isEqualTo(10);
        assertThat(steering.turnover().cameBack()).isEqualTo(4);
        assertThat(steering.turnover().presentAtEnd()).isEqualTo(10);
    }

    @Test
    void whoIsAboutToComeBackKeepsItsPlaceUntilThatFails() throws Exception {
        Steering steering = opened(new LoadProfile(List.of(), null, null, true, 0));
        target.refuses = true;

        target.streams.get(3).end(Cause.CLOSED_BY_PEER);
        assertThat(steering.turnover().presentAtEnd()).isEqualTo(10);
        at(steering, 0);
        assertThat(steering.turnover().presentAtEnd()).isEqualTo(10);
        at(steering, SECOND);
        at(steering, SECOND + 1);
        assertThat(steering.turnover().presentAtEnd()).isEqualTo(9);

        SteeringTest other = new SteeringTest();
        Steering staying = other.opened(new LoadProfile(List.of(), Duration.ofHours(1), null, false, 0));
        other.target.streams.get(3).end(Cause.CLOSED_BY_PEER);
        assertThat(staying.turnover().presentAtEnd()).isEqualTo(9);
    }

    @Test
    void nobodyComesBackUnaskedOrAfterNoContent() throws Exception {
        Steering steering = opened(new LoadProfile(List.of(), Duration.ofHours(1), null, false, 0));
        target.streams.forEach(stream -> stream.end(Cause.RESET));
        at(steering, 100 * SECOND);
        assertThat(population.attempts()).isEqualTo(10);
        assertThat(steering.isDeserted()).isTrue();

        SteeringTest other = new SteeringTest();
        Steering returning = other.opened(new LoadProfile(List.of(), null, null, true, 0));
        other.target.streams.get(0).end(Cause.NO_CONTENT);
        other.target.streams.get(1).end(Cause.CLOSED_BY_PEER);
        at(returning, 0);
        at(returning, 100 * SECOND);

        assertThat(other.population.attempts()).isEqualTo(11);
        assertThat(returning.isDeserted()).isFalse();
    }

    @Test
    void aRunIsNotDesertedWhileItsStagesAddMore() {
        Steering steering = steering(LoadProfile.staged(
                List.of(new Stage(2, 10 * SECOND), new Stage(10, 10 * SECOND), new Stage(5, 10 * SECOND))));
        assertThat(openAt(steering, 3 * SECOND)).isEqualTo(1);

        target.streams.get(0).end(Cause.REFUSED);
        at(steering, 4 * SECOND);
        assertThat(steering.isDeserted()).isFalse();
        assertThat(openAt(steering, 20 * SECOND)).isEqualTo(9);

        List.copyOf(target.streams.subList(1, 10)).forEach(stream -> stream.end(Cause.RESET));
        at(steering, 20 * SECOND);
        assertThat(steering.isDeserted()).isTrue();
    }

    @Test
    void whoWasNotLetInBeforeMessagesFlowWaitsAsOthersDo() throws Exception {
        target.refuses = true;
        Steering steering = opened(new LoadProfile(List.of(), null, null, true, 0));

        // Tries after 1 s, then 2 s after that was heard of.
        assertThat(attemptsIn(steering, 0, 990)).isEqualTo(10);
        assertThat(attemptsIn(steering, 1_000, 3_000)).isEqualTo(20);
        target.refuses = false;
        assertThat(attemptsIn(steering, 3_010, 3_010)).isEqualTo(30);
        assertThat(population.openNow()).isEqualTo(10);
        assertThat(steering.turnover().lost()).isEqualTo(20);
        assertThat(steering.turnover().cameBack()).isEqualTo(20);
    }

    @Test
    void whoWasEndedBeforeMessagesFlowGoesOnWhereItWasOrStaysAway() throws Exception {
        Steering steering = begun(new LoadProfile(List.of(), null, null, true, 0), () -> {
            target.streams.get(0).end(Cause.NO_CONTENT);
            target.streams.get(1).resumesFrom("17", 3_000);
            target.streams.get(1).end(Cause.CLOSED_BY_PEER);
        });

        assertThat(attemptsIn(steering, 0, 2_990)).isEqualTo(10);
        assertThat(attemptsIn(steering, 3_000, 60_000)).isEqualTo(11);
        assertThat(target.requests.get(10).lastEventId()).isEqualTo("17");
        assertThat(steering.turnover().lost()).isEqualTo(2);
        assertThat(population.openNow()).isEqualTo(9);
    }

    @Test
    void whoIsReplacedWhileItOpensDoesNotTakeTheNumberOfItsSuccessor() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Population exchanging = new Population(
                target,
                new CellRecorder(),
                new Conversation() {
                    @Override
                    public void opened(int connection, Subscription subscription) {
                        int attempt = target.waiting.indexOf(subscription);
                        if (attempt == 0) {
                            opening.countDown();
                            awaitUninterruptibly(goOn);
                        }
                        heard.add(attempt + " opened " + connection);
                    }

                    @Override
                    public void ended(int connection) {
                        heard.add("ended " + connection);
                    }

                    @Override
                    public void close() {}
                },
                SlowConsumers.NONE,
                false);
        target.opensAtOnce = false;
        Member leaver = exchanging.attempt(Place.NEW);
        Thread loop = new Thread(target.waiting.get(0)::open);
        Thread control = new Thread(() -> {
            exchanging.giveUpConnection(leaver);
            exchanging.attempt(Place.NEW);
            target.waiting.get(1).open();
        });
        loop.start();
        opening.await();
        control.start();
        await().until(() ->
                EnumSet.of(Thread.State.BLOCKED, Thread.State.TERMINATED).contains(control.getState()));
        goOn.countDown();
        loop.join();
        control.join();

        assertThat(heard).containsExactly("0 opened 0", "ended 0", "1 opened 0");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Steering steering(LoadProfile profile) {
        Steering steering = new Steering(profile, ALL, population);
        steering.begin();
        return steering;
    }

    private Steering opened(LoadProfile profile) throws InterruptedException {
        return begun(profile, () -> {});
    }

    /** @param meanwhile what happens between opening and the flow of messages */
    private Steering begun(LoadProfile profile, Runnable meanwhile) throws InterruptedException {
        Steering steering = new Steering(profile, ALL, population);
        population.open(10, new ConnectSchedule(0), () -> false);
        meanwhile.run();
        steering.begin();
        return steering;
    }

    private static void at(Steering steering, long elapsedNs) {
        steering.steer(elapsedNs, elapsedNs);
    }

    private int attemptsIn(Steering steering, long fromMillis, long toMillis) {
        for (long millis = fromMillis; millis <= toMillis; millis += 10) {
            at(steering, millis * SECOND / 1_000);
        }
        return population.attempts();
    }

    private int openAt(Steering steering, long elapsedNs) {
        at(steering, elapsedNs);
        return population.openNow();
    }

    /** Opens and ends what it is told to, on the calling thread. */
    private static final class FakeTarget implements Transport {

        private final List<Fake> streams = new ArrayList<>();
        private final List<Fake> waiting = new ArrayList<>();
        private final List<SubscriptionRequest> requests = new ArrayList<>();
        private boolean opensAtOnce = true;
        private boolean refuses;
        private int closed;

        @Override
        public void subscribe(SubscriptionListener listener, SubscriptionRequest request) {
            requests.add(request);
            Fake stream = new Fake(this, listener);
            if (refuses) {
                stream.end(Cause.REFUSED);
            } else if (opensAtOnce) {
                stream.open();
            } else {
                waiting.add(stream);
            }
        }

        @Override
        public int tcpConnections() {
            return streams.size();
        }

        @Override
        public long bytesReceived() {
            return 0;
        }

        @Override
        public long bytesSent() {
            return 0;
        }

        @Override
        public void probeEventLoops(LongConsumer delayNs) {
            delayNs.accept(0);
        }

        @Override
        public void close() {
            streams.clear();
        }
    }

    private static final class Fake implements Subscription {

        private final FakeTarget target;
        private final SubscriptionListener listener;
        private boolean ended;

        Fake(FakeTarget target, SubscriptionListener listener) {
            this.target = target;
            this.listener = listener;
        }

        void open() {
            target.streams.add(this);
            listener.onOpen(this, null, 0);
        }

        void resumesFrom(String lastEventId, long retryMillis) {
            ((ResumableListener) listener).onResumePoint(lastEventId, retryMillis);
        }

        void end(Cause cause) {
            ended = true;
            listener.onEnd(new SubscriptionEnd(cause, "as told"));
        }

        @Override
        public void close() {
            if (!ended) {
                target.closed++;
                end(Cause.CLOSED_BY_US);
            }
        }
    }
}
