package dev.pushbench.loadgen.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.Subscription;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What connections say, and when. */
class InteractionTest {

    private static final class Recording implements Subscription {

        private final List<String> sent = new ArrayList<>();

        @Override
        public void send(ByteBuffer payload, boolean text) {
            assertThat(text).isTrue();
            sent.add(StandardCharsets.UTF_8.decode(payload).toString());
        }

        @Override
        public void close() {}
    }

    private long nowNs = 5_000_000_000L;

    @Test
    void aTemplateIsFilledIn() {
        MessageTemplate template = new MessageTemplate("ä${connection}:${sequence}${now} $ {} ${connection}");

        assertThat(StandardCharsets.UTF_8.decode(template.fill(7, 3, 99)).toString())
                .isEqualTo("ä7:399 $ {} 7");
    }

    @Test
    void theLastMessageIsRepeatedOnEachConnectionAtItsOwnTime() {
        Interaction interaction = new Interaction(
                List.of("hello ${connection}", "poll ${connection} ${sequence}"),
                Duration.ofSeconds(1),
                null,
                false,
                null,
                false,
                null,
                null);
        ScriptedSends sends = new ScriptedSends(interaction, new Share(2, 2, 4), () -> nowNs);
        Recording first = new Recording();
        Recording second = new Recording();
        sends.opened(0, first);
        sends.opened(1, second);
        assertThat(first.sent).containsExactly("hello 2", "poll 2 1");

        // Of four connections these are the third and the fourth.
        nowNs += 600_000_000L;
        sends.advance();
        assertThat(second.sent).hasSize(2);
        nowNs += 1_900_000_000L;
        sends.ended(1);
        sends.advance();

        assertThat(first.sent).containsExactly("hello 2", "poll 2 1", "poll 2 2", "poll 2 3", "poll 2 4");
        assertThat(second.sent).containsExactly("hello 3", "poll 3 1");
        assertThat(sends.sent()).isEqualTo(7);
    }
}
