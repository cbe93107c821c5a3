package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.Subscription;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Each connection sends its messages when it has opened, and then the last of them again and again. */
final class ScriptedSends implements Conversation {

    private final List<MessageTemplate> templates;
    private final Share connections;
    private final AtomicReferenceArray<Line> lines;
    private final LongAdder sent = new LongAdder();
    private final OpenLoop repeats;

    /** One connection: the event loop's until it is in the array, then the thread's that repeats. */
    private static final class Line {

        private final Subscription subscription;
        private long sequence;

        Line(Subscription subscription) {
            this.subscription = subscription;
        }
    }

    ScriptedSends(Interaction interaction, Share connections, LongSupplier nanoClock) {
        this.templates = interaction.send().stream().map(MessageTemplate::new).toList();
        this.connections = connections;
        this.lines = new AtomicReferenceArray<>(connections.own());
        this.repeats = interaction.sendEvery() == null
                ? null
                : new OpenLoop(
                        "repeated-sends",
                        connections.own(),
                        connections.every(interaction.sendEvery(), nanoClock),
                        (index, connection, dueNs) -> repeat(connection),
                        nanoClock);
    }

    /** Begins to repeat what is to be repeated. */
    ScriptedSends start() {
        if (repeats != null) {
            repeats.start();
        }
        return this;
    }

    /** Does what is due by now; for tests. */
    void advance() {
        repeats.advance();
    }

    @Override
    public void opened(int connection, Subscription subscription) {
        Line line = new Line(subscription);
        templates.forEach(template -> send(connection, line, template));
        lines.set(connection, line);
    }

    private void repeat(int connection) {
        Line line = lines.get(connection);
        if (line != null) {
            send(connection, line, templates.get(templates.size() - 1));
        }
    }

    private void send(int connection, Line line, MessageTemplate template) {
        long nowMillis = System.currentTimeMillis();
        line.subscription.send(template.fill(connections.before() + connection, line.sequence++, nowMillis), true);
        sent.increment();
    }

    @Override
    public void ended(int connection) {
        lines.set(connection, null);
    }

    @Override
    public long sent() {
        return sent.sum();
    }

    @Override
    public void close() {
        if (repeats != null) {
            repeats.close();
        }
    }
}
