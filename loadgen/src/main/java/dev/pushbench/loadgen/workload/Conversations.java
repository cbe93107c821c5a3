package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.server.publish.SendSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** All that a run does on its subscriptions; nothing, usually. */
public final class Conversations implements Conversation {

    private final List<Conversation> parts = new ArrayList<>();

    private Conversations() {}

    /**
     * What the interaction asks for, begun where it does not wait for the warm-up.
     *
     * @param schedule of the messages that go round
     * @param webSocket or else event streams, beside which messages go by POST
     * @param onFailedPost hears of each POST that failed; any thread
     */
    public static Conversation of(
            Interaction interaction,
            SendSchedule schedule,
            Share connections,
            boolean webSocket,
            Consumer<SubscriptionEnd> onFailedPost) {
        Conversations all = new Conversations();
        if (!interaction.send().isEmpty()) {
            all.parts.add(new ScriptedSends(interaction, connections, System::nanoTime).start());
        }
        if (interaction.pingEvery() != null) {
            all.parts.add(new Pings(interaction, connections, System::nanoTime).start());
        }
        if (interaction.roundTrip()) {
            Upstream upstream =
                    webSocket ? Upstream.WEB_SOCKET : new PostUpstream(interaction.publishPath(), onFailedPost);
            all.parts.add(new RoundTrip(schedule, connections, upstream, System::nanoTime));
        }
        return all;
    }

    @Override
    public String parameter(int connection) {
        return parts.stream()
                .map(part -> part.parameter(connection))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void opened(int connection, Subscription subscription) {
        for (Conversation part : parts) {
            part.opened(connection, subscription);
        }
    }

    @Override
    public void ended(int connection) {
        for (Conversation part : parts) {
            part.ended(connection);
        }
    }

    @Override
    public void begin(long startNs, long windowStartNs, LongSupplier windowEndNs) {
        parts.forEach(part -> part.begin(startNs, windowStartNs, windowEndNs));
    }

    @Override
    public long sent() {
        return parts.stream().mapToLong(Conversation::sent).sum();
    }

    @Override
    public Long due() {
        return parts.stream()
                .map(Conversation::due)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    @Override
    public void close() {
        parts.forEach(Conversation::close);
    }
}
