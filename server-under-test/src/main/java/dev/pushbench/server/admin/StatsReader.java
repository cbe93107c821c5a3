package dev.pushbench.server.admin;

import dev.pushbench.server.admin.ServerStats.TopicStats;
import dev.pushbench.server.publish.Publisher;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.transport.Subscriptions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** Gathers a server's figures. Any thread. */
final class StatsReader {

    /** Where each client has a topic of its own, there are too many to list: only those with a schedule then. */
    private static final int MAX_LISTED = 1_000;

    private final Subscriptions subscriptions;
    private final HiccupMeter hiccups;
    private final LongSupplier bytesWritten;

    StatsReader(Subscriptions subscriptions, HiccupMeter hiccups, LongSupplier bytesWritten) {
        this.subscriptions = subscriptions;
        this.hiccups = hiccups;
        this.bytesWritten = bytesWritten;
    }

    ServerStats now() {
        Collection<Topic> all = subscriptions.topics().all();
        List<TopicStats> topics = all.stream()
                .filter(topic -> all.size() <= MAX_LISTED || topic.publisher() != null)
                .limit(MAX_LISTED)
                .map(StatsReader::topic)
                .sorted(Comparator.comparing(TopicStats::topic))
                .toList();
        return new ServerStats(
                ProcessStats.now(),
                Percentiles.of(hiccups.hiccups()),
                subscriptions.openByCell(),
                subscriptions.counters().written(),
                bytesWritten.getAsLong(),
                subscriptions.counters().dropped(),
                subscriptions.counters().overflowDisconnects(),
                topics);
    }

    private static TopicStats topic(Topic topic) {
        Publisher publisher = topic.publisher();
        return new TopicStats(
                topic.name(),
                topic.subscriptions(),
                publisher != null && publisher.running(),
                publisher == null ? null : publisher.schedule().format(),
                publisher == null ? null : Percentiles.of(publisher.lag()));
    }
}
