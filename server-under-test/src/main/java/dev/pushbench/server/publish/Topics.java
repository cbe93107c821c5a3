package dev.pushbench.server.publish;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** All topics of a server, made when somebody first names them. Any thread may call any method. */
public final class Topics {

    /** The topic of a request that names none. */
    public static final String DEFAULT = "default";

    /** Names come from outside; without a bound a client could fill the heap with them: a topic takes half a kilobyte. */
    private static final int MAX_TOPICS = 100_000;

    private static final int MAX_NAME_LENGTH = 100;

    private final ConcurrentMap<String, Topic> topics = new ConcurrentHashMap<>();
    private final LongSupplier nanoClock;
    private volatile boolean ended;

    /**
     * @param nanoClock the clock of the schedules, {@code System::nanoTime} outside of tests
     */
    public Topics(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /**
     * The topic of that name; null or empty means {@link #DEFAULT}.
     *
     * @throws IllegalArgumentException if the name is too long, or there are too many topics already
     */
    public Topic get(String name) {
        String key = name == null || name.isEmpty() ? DEFAULT : name;
        Topic known = topics.get(key);
        if (known != null) {
            return known;
        }
        if (key.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("topic name is longer than " + MAX_NAME_LENGTH + " characters");
        }
        if (topics.size() >= MAX_TOPICS) {
            // A standing server sees a new topic with every run of a load generator; old ones are of no use to anybody.
            topics.values().removeIf(Topic::isIdle);
        }
        if (topics.size() >= MAX_TOPICS) {
            throw new IllegalArgumentException("there are " + MAX_TOPICS + " topics already");
        }
        Topic topic = topics.computeIfAbsent(key, made -> new Topic(made, nanoClock));
        if (ended) {
            topic.end();
        }
        return topic;
    }

    /** All topics, in no order. */
    public Collection<Topic> all() {
        return topics.values();
    }

    /** Subscriptions over all topics. */
    public int subscriptions() {
        return topics.values().stream().mapToInt(Topic::subscriptions).sum();
    }

    /** Tells every connection that it is still wanted. */
    public void heartbeat() {
        topics.values().forEach(Topic::heartbeat);
    }

    /** Ends every schedule and every subscription, those to come as well. */
    public void end() {
        ended = true;
        topics.values().forEach(Topic::end);
    }
}
