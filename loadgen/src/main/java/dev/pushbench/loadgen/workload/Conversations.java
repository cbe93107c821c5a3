package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.server.publish.SendSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/** All that a run does on its subscriptions; nothing, usually. */
public final class Conversations implements Conversation {

    private final List<Conversation> parts = new ArrayList<>();

    private Conversations() {}

    /**
     * What the interaction asks for, begun where it does not wait for the warm-up.
     *
     * @param schedule of the messages that go round
     */
    public static Conversation of(Interaction interaction, SendSchedule schedule, Connections connections) {
        Conversations all = new Conversations();
        if (!interaction.send().isEmpty()) {
            all.parts.add(new ScriptedSends(interaction, connections, System::nanoTime).start());
        }
        if (interaction.pingEvery() != null) {
            all.parts.add(new Pings(interaction, connections, System::nanoTime).start());
        }
        if (interaction.roundTrip()) {
            all.parts.add(new RoundTrip(schedule, connections, System::nanoTime));
        }
        return all;
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
