package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.Transport;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The subscriptions of one run: opened on a schedule, held, closed. One control thread calls; event loops tell.
 */
public final class Population {

    /** Attempts under way at once: enough to keep a server busy, few enough for any accept queue. */
    private static final int MAX_PENDING = 200;

    private static final long POLL_MILLIS = 20;
    private static final long PENDING_POLL_MILLIS = 2;
    /** How long slow consumers may take to hear that they were ended, once they read again. */
    private static final long RELEASE_NS = TimeUnit.SECONDS.toNanos(1);

    private final Transport transport;
    private final CellRecorder recorder;
    private final SlowConsumers slow;
    private final boolean resumable;
    private final List<SlowGroup> slowGroups;
    private final Conversation conversation;
    private final Set<Member> live = ConcurrentHashMap.newKeySet();
    private final Semaphore pending = new Semaphore(MAX_PENDING);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile String serverHeader;
    private volatile Consumer<Member> whenEnded = ignored -> {};
    /** Numbers of connections that others have had, and that are free. */
    private final Queue<Integer> freeConnections = new ConcurrentLinkedQueue<>();
    /** The control thread's: the lowest number that no connection has had. */
    private int nextConnection;
    /** The control thread's. */
    private int attempts;
    /** The control thread's. */
    private long openingNs;

    /**
     * @param conversation what is done on them
     * @param slow which of them are slow consumers: they are recorded apart, and counted as opened only
     * @param resumable whether one that comes back goes on where the one before has ended
     */
    public Population(
            Transport transport,
            CellRecorder recorder,
            Conversation conversation,
            SlowConsumers slow,
            boolean resumable) {
        this.transport = transport;
        this.recorder = recorder;
        this.conversation = conversation;
        this.slow = slow;
        this.resumable = resumable;
        this.slowGroups = slow.groups().stream()
                .map(kind -> new SlowGroup(kind, recorder.apart()))
                .toList();
        if (!slowGroups.isEmpty()) {
            transport.expectSlowReaders();
        }
    }

    /**
     * Opens that many subscriptions; returns when each has opened or failed, or when stopped.
     *
     * @param stopped asked every now and then
     */
    public void open(int subscriptions, ConnectSchedule schedule, BooleanSupplier stopped) throws InterruptedException {
        long startNs = System.nanoTime();
        for (int i = 0; i < subscriptions && !stopped.getAsBoolean(); i++) {
            if (awaitDue(startNs + schedule.dueNs(i), stopped) && acquire(1, stopped)) {
                attempt(true, Place.NEW);
            }
        }
        if (acquire(MAX_PENDING, stopped)) {
            pending.release(MAX_PENDING);
        }
        openingNs = System.nanoTime() - startNs;
    }

    private static boolean awaitDue(long dueNs, BooleanSupplier stopped) throws InterruptedException {
        for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(leftNs, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS)));
        }
        return true;
    }

    /** Looks now and then: to be woken for every single attempt that ends would cost more than the attempt. */
    private boolean acquire(int permits, BooleanSupplier stopped) throws InterruptedException {
        while (!pending.tryAcquire(permits)) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PENDING_POLL_MILLIS);
        }
        return true;
    }

    /** Starts an attempt unless too many are under way; null then. */
    Member tryAttempt(Place place) {
        return pending.tryAcquire() ? attempt(true, place) : null;
    }

    /** Starts an attempt, however many are under way. */
    Member attempt(Place place) {
        return attempt(false, place);
    }

    private Member attempt(boolean holdsPermit, Place place) {
        int index = slow.groupOf(attempts);
        SlowGroup group = index == SlowConsumers.NO_GROUP ? null : slowGroups.get(index);
        Integer free = freeConnections.poll();
        int connection = free == null ? nextConnection++ : free;
        Member member = new Member(this, connection, holdsPermit, group != null, place);
        SubscriptionRecorder own =
                new SubscriptionRecorder(group == null ? recorder : group.recorder(), member, System.nanoTime());
        Resumption resumption = resumable ? new Resumption(own) : null;
        member.recordedBy(own, resumption);
        attempts++;
        live.add(member);
        transport.subscribe(
                group != null ? group.slowed(own) : resumption != null ? resumption : own,
                place.request(conversation.parameter(connection)));
        return member;
    }

    /** Another one may take its number: nothing more is done on it. */
    void giveUpConnection(Member member) {
        synchronized (member) {
            if (!member.givesUpConnection()) {
                return;
            }
            conversation.ended(member.connection());
        }
        freeConnections.add(member.connection());
    }

    /** Hears of every end from now on; on the thread of the subscription. */
    void whenEnded(Consumer<Member> listener) {
        whenEnded = listener;
    }

    /** Those that are there, or on their way, now. */
    Set<Member> live() {
        return live;
    }

    /** What the first answer's {@code Server} header said, or null. */
    public String serverHeader() {
        return serverHeader;
    }

    /** Attempts so far. */
    public int attempts() {
        return attempts;
    }

    /** Subscriptions that ever opened. */
    public int opened() {
        return opened.get();
    }

    /** How long the last {@link #open} took. */
    public long openingNs() {
        return openingNs;
    }

    /** The slow consumers, by kind. */
    public List<SlowGroup> slowGroups() {
        return slowGroups;
    }

    /** Subscriptions open now; whether a slow consumer is, nobody knows. */
    public int openNow() {
        return open.get();
    }

    /**
     * Closes every subscription.
     *
     * @return true if all ended in time
     */
    public boolean close(long timeoutNs) throws InterruptedException {
        releaseSlow();
        live.forEach(member -> member.recorder().close());
        long giveUpNs = System.nanoTime() + timeoutNs;
        while (!live.isEmpty()) {
            if (System.nanoTime() > giveUpNs) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
    }

    private void releaseSlow() throws InterruptedException {
        slowGroups.forEach(SlowGroup::release);
        long giveUpNs = System.nanoTime() + RELEASE_NS;
        while (!slowGroups.stream().allMatch(SlowGroup::isOver) && System.nanoTime() < giveUpNs) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    void opened(Member member, Subscription subscription, String header) {
        if (opened.get() == 0) {
            serverHeader = header;
        }
        opened.incrementAndGet();
        if (!member.isSlow()) {
            open.incrementAndGet();
        }
        release(member);
        // Its number is not another one's before this is done.
        synchronized (member) {
            if (!member.hasGivenUpConnection()) {
                conversation.opened(member.connection(), subscription);
            }
        }
    }

    void ended(Member member, boolean wasOpen) {
        if (!wasOpen) {
            release(member);
        } else if (!member.isSlow()) {
            open.decrementAndGet();
        }
        giveUpConnection(member);
        // Before it is gone, so that at any time it is there or has been heard of.
        whenEnded.accept(member);
        live.remove(member);
    }

    private void release(Member member) {
        if (member.holdsPermit()) {
            pending.release();
        }
    }
}
