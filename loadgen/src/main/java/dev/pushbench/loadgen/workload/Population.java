package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.loadgen.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The subscriptions of one run: opened on a schedule, held, closed. One control thread calls; event loops tell.
 */
public final class Population {

    /** Attempts under way at once: enough to keep a server busy, few enough for any accept queue. */
    private static final int MAX_PENDING = 200;

    private static final long POLL_MILLIS = 20;
    private static final long PENDING_POLL_MILLIS = 2;

    private final Transport transport;
    private final CellRecorder recorder;
    private final Conversation conversation;
    private final List<SubscriptionRecorder> members = new ArrayList<>();
    private final Semaphore pending = new Semaphore(MAX_PENDING);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile String serverHeader;
    /** The control thread's. */
    private long openingNs;

    public Population(Transport transport, CellRecorder recorder, Conversation conversation) {
        this.transport = transport;
        this.recorder = recorder;
        this.conversation = conversation;
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
                attempt();
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

    private void attempt() {
        Member member = new Member(members.size());
        SubscriptionRecorder listener = new SubscriptionRecorder(recorder, member, System.nanoTime());
        members.add(listener);
        String parameter = conversation.parameter(member.connection);
        if (parameter == null) {
            transport.subscribe(listener);
        } else {
            transport.subscribe(listener, parameter);
        }
    }

    /** What the first answer's {@code Server} header said, or null. */
    public String serverHeader() {
        return serverHeader;
    }

    /** Subscriptions that ever opened. */
    public int opened() {
        return opened.get();
    }

    /** How long the last {@link #open} took. */
    public long openingNs() {
        return openingNs;
    }

    /** Subscriptions open now. */
    public int openNow() {
        return open.get();
    }

    /**
     * Closes every subscription.
     *
     * @return true if all ended in time
     */
    public boolean close(long timeoutNs) throws InterruptedException {
        members.forEach(SubscriptionRecorder::close);
        long giveUpNs = System.nanoTime() + timeoutNs;
        while (ended.get() < members.size()) {
            if (System.nanoTime() > giveUpNs) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
    }

    private final class Member implements SubscriptionRecorder.Lifecycle {

        private final int connection;

        Member(int connection) {
            this.connection = connection;
        }

        @Override
        public void opened(Subscription subscription, String header) {
            if (opened.get() == 0) {
                serverHeader = header;
            }
            opened.incrementAndGet();
            open.incrementAndGet();
            pending.release();
            conversation.opened(connection, subscription);
        }

        @Override
        public void ended(boolean wasOpen, SubscriptionEnd end) {
            if (wasOpen) {
                open.decrementAndGet();
                conversation.ended(connection);
            } else {
                pending.release();
            }
            ended.incrementAndGet();
        }
    }
}
