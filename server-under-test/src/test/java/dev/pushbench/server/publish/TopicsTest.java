package dev.pushbench.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.server.wire.PushMessage;
import org.junit.jupiter.api.Test;

final class TopicsTest {

    private final Topics topics = new Topics(System::nanoTime);

    @Test
    void aTopicIsMadeOnceAndTheOneWithoutANameIsTheDefault() {
        assertThat(topics.get("a")).isSameAs(topics.get("a")).isNotSameAs(topics.get("b"));
        assertThat(topics.get(null)).isSameAs(topics.get("")).isSameAs(topics.get("default"));
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThat(topics.get("x".repeat(100))).isNotNull();
        assertThatThrownBy(() -> topics.get("x".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100");
    }

    @Test
    void namesFromOutsideCannotFillTheHeap() {
        for (int i = 0; i < 100_000; i++) {
            topics.get("topic " + i).subscribe(new Counting());
        }

        assertThatThrownBy(() -> topics.get("one more"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100000");
        assertThat(topics.get("topic 7").name()).isEqualTo("topic 7");
    }

    @Test
    void topicsThatNobodyUsesGiveWayToNewOnes() {
        Counting subscriber = new Counting();
        topics.get("in use").subscribe(subscriber);
        for (int i = 0; i < 300_000; i++) {
            topics.get("run " + i);
        }

        assertThat(topics.all()).hasSizeLessThanOrEqualTo(100_000);
        assertThat(topics.get("in use").unsubscribe(subscriber)).isTrue();
    }

    @Test
    void subscriptionsAreCountedOnceEachOverAllTopics() {
        Counting subscriber = new Counting();
        topics.get("a").subscribe(subscriber);
        topics.get("a").subscribe(subscriber);
        topics.get("b").subscribe(new Counting());
        assertThat(topics.subscriptions()).isEqualTo(2);

        assertThat(topics.get("a").unsubscribe(subscriber)).isTrue();
        assertThat(topics.get("a").unsubscribe(subscriber)).isFalse();
        assertThat(topics.subscriptions()).isEqualTo(1);
    }

    @Test
    void whoComesAfterTheEndIsEndedAtOnce() {
        Counting early = new Counting();
        topics.get("a").subscribe(early);

        topics.end();
        Counting late = new Counting();
        topics.get("a").subscribe(late);
        Counting elsewhere = new Counting();
        topics.get("b").subscribe(elsewhere);

        assertThat(early.ends).isEqualTo(1);
        assertThat(late.ends).isEqualTo(1);
        assertThat(elsewhere.ends).isEqualTo(1);
    }

    @Test
    void noScheduleStartsAfterTheEnd() {
        topics.end();
        SendSchedule schedule = new SendSchedule(1, 100, Pattern.BROADCAST, 0);

        assertThatThrownBy(() -> topics.get("a").publish(schedule, System.nanoTime()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(topics.get("a").publisher()).isNull();
    }

    private static final class Counting implements Subscriber {
        int ends;

        @Override
        public void offer(PushMessage message) {}

        @Override
        public void heartbeat() {}

        @Override
        public void end() {
            ends++;
        }
    }
}
