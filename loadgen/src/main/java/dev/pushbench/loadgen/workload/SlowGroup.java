package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.measure.CellRecorder;
import dev.pushbench.loadgen.measure.SubscriptionRecorder;
import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.loadgen.transport.SubscriptionListener;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The slow consumers of one kind, recorded apart from the others. One control thread calls; event loops tell. */
public final class SlowGroup {

    private final SlowConsumers.Group kind;
    private final CellRecorder recorder;
    private final List<Slow> members = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();

    SlowGroup(SlowConsumers.Group kind, CellRecorder recorder) {
        this.kind = kind;
        this.recorder = recorder;
    }

    /** What they do. */
    public SlowConsumers.Group kind() {
        return kind;
    }

    /** What they recorded, and nobody else. */
    public CellRecorder recorder() {
        return recorder;
    }

    /** Those that ever opened. */
    public int opened() {
        return opened.get();
    }

    /** Those that opened and were ended by the other side, as far as is known. */
    public int ended() {
        return ended.get();
    }

    /** One more, slow as soon as it is open. */
    SubscriptionListener slowed(SubscriptionRecorder member) {
        Slow slow = new Slow(member);
        members.add(slow);
        return slow;
    }

    /** Has them all read again, so that they hear whether they were ended; what else they hear counts for nothing. */
    void release() {
        members.forEach(Slow::release);
    }

    boolean isOver() {
        return over.get() == members.size();
    }

    private final class Slow implements SubscriptionListener {

        private final SubscriptionRecorder member;
        private volatile Subscription subscription;
        private volatile boolean released;

        Slow(SubscriptionRecorder member) {
            this.member = member;
        }

        void release() {
            released = true;
            Subscription open = subscription;
            if (open != null) {
                open.readAtMost(Subscription.UNLIMITED);
            }
        }

        @Override
        public void onConnected(long nanoTime) {
            member.onConnected(nanoTime);
        }

        @Override
        public void onOpen(Subscription open, String serverHeader, long nanoTime) {
            subscription = open;
            opened.incrementAndGet();
            open.readAtMost(kind.bytesPerSecond());
            member.onOpen(open, serverHeader, nanoTime);
        }

        @Override
        public void onMessage(ByteBuffer payload, long receivedNs) {
            if (!released) {
                member.onMessage(payload, receivedNs);
            }
        }

        @Override
        public void onEnd(SubscriptionEnd end) {
            if (subscription != null && end.cause() != Cause.CLOSED_BY_US) {
                ended.incrementAndGet();
            }
            over.incrementAndGet();
            member.onEnd(end);
        }
    }
}
