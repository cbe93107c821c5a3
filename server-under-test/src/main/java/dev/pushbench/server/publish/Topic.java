package dev.pushbench.server.publish;

import dev.pushbench.server.wire.PushMessage;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A named stream of messages and those who subscribe to it. Any thread may call any method.
 */
public final class Topic {

    private static final Subscriber[] NOBODY = {};

    private final String name;
    private final LongSupplier nanoClock;

    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    /** Guarded by subscribers. The members as an array, or null after a change: most sends find no change. */
    private Subscriber[] snapshot = NOBODY;
    /** Guarded by subscribers. */
    private boolean ended;
    /** Guarded by this. Null before the first schedule. */
    private Publisher publisher;

    Topic(String name, LongSupplier nanoClock) {
        this.name = name;
        this.nanoClock = nanoClock;
    }

    /** The name in {@code ?topic=NAME}. */
    public String name() {
        return name;
    }

    /** Adds a subscription; it gets what is sent from now on, or its end if the server stops. */
    public void subscribe(Subscriber subscriber) {
        synchronized (subscribers) {
            if (subscribers.add(subscriber)) {
                snapshot = null;
            }
        }
        if (ended()) {
            subscriber.end();
        }
    }

    private boolean ended() {
        synchronized (subscribers) {
            return ended;
        }
    }

    /** Takes a subscription out; true if it was there. */
    public boolean unsubscribe(Subscriber subscriber) {
        synchronized (subscribers) {
            boolean removed = subscribers.remove(subscriber);
            if (removed) {
                snapshot = null;
            }
            return removed;
        }
    }

    /** How many subscribe now. */
    public int subscriptions() {
        synchronized (subscribers) {
            return subscribers.size();
        }
    }

    /** The subscriptions in the order in which they came; not to be changed. */
    Subscriber[] snapshot() {
        synchronized (subscribers) {
            if (snapshot == null) {
                snapshot = subscribers.toArray(NOBODY);
            }
            return snapshot;
        }
    }

    /** Sends a message to all subscriptions at once, outside of any schedule. */
    public void broadcast(PushMessage message) {
        for (Subscriber subscriber : snapshot()) {
            subscriber.offer(message);
        }
    }

    /**
     * Starts to publish on a schedule, in place of the one before.
     *
     * @param startNs when index 0 is due, on the clock of {@link System#nanoTime()}; may lie in the past, in which case
     *     the schedule is late and catches up
     * @throws IllegalStateException if the server stops
     */
    public synchronized void publish(SendSchedule schedule, long startNs) {
        if (ended()) {
            throw new IllegalStateException("the server stops: topic " + name + " takes no schedule any more");
        }
        stopPublishing();
        publisher = new Publisher(this, schedule, startNs, nanoClock);
        publisher.start();
    }

    /** Ends the schedule, if there is one; returns when its thread sends no more. */
    public synchronized void stopPublishing() {
        if (publisher != null) {
            publisher.close();
        }
    }

    /** Whether nobody subscribes and nothing is published. */
    boolean isIdle() {
        return subscriptions() == 0 && (publisher() == null || !publisher().running());
    }

    /** The latest publisher, or null. */
    public synchronized Publisher publisher() {
        return publisher;
    }

    /** Ends the schedule and every subscription, because the server stops. */
    void end() {
        synchronized (subscribers) {
            ended = true;
        }
        stopPublishing();
        for (Subscriber subscriber : snapshot()) {
            subscriber.end();
        }
    }

    void heartbeat() {
        for (Subscriber subscriber : snapshot()) {
            subscriber.heartbeat();
        }
    }
}
