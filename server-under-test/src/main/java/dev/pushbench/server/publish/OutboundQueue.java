package dev.pushbench.server.publish;

import dev.pushbench.server.wire.PushMessage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * The messages of one subscription that wait for its socket: bounded, one write at a time, several waiting messages
 * gathered into one write.
 *
 * <p>Threads: any thread offers. The thread that finds no write under way writes itself; {@link IteratingCallback}
 * sees to it that there is one at a time, and that completions do not recurse.
 */
public abstract class OutboundQueue extends IteratingCallback implements Subscriber {

    private static final int MAX_BATCH = 64;

    /** Of a gathered write, unless a single message has more: an event stream copies what it gathers. */
    private static final int MAX_BATCH_BYTES = 64 << 10;

    /** Of what waits: a thousand messages may be small or large, and the heap is not to depend on it. */
    private static final int MAX_WAITING_BYTES = 16 << 20;

    private final int capacity;
    private final OverflowPolicy policy;
    private final DeliveryCounters counters;

    private final Object lock = new Object();
    /** Guarded by lock. Null while nothing has ever waited: an idle subscription should cost little. */
    private ArrayDeque<PushMessage> waiting;
    /** Payload of the messages in waiting; guarded by lock. */
    private int waitingBytes;
    /** Guarded by lock. */
    private boolean heartbeatDue;
    /** Whether a message went out since the last heartbeat; guarded by lock. */
    private boolean busy;
    /** Guarded by lock. */
    private Ending ending = Ending.NONE;
    /** Messages in the write under way; owned by the one that iterates. */
    private int inFlight;

    private enum Ending {
        NONE,
        WANTED,
        WRITTEN
    }

    /**
     * @param capacity messages that may wait, at least 1; fewer if they have more than 16 MiB together
     * @param policy what to do with the one too many
     */
    protected OutboundQueue(int capacity, OverflowPolicy policy, DeliveryCounters counters) {
        this.capacity = capacity;
        this.policy = policy;
        this.counters = counters;
    }

    /** Writes the messages in order, in as few writes as the protocol allows. */
    protected abstract void write(List<PushMessage> batch, Callback callback);

    /** Writes what keeps an idle connection alive. */
    protected abstract void writeHeartbeat(Callback callback);

    /** Writes the protocol's own end of stream. */
    protected abstract void writeEnd(Callback callback);

    /** Gives the connection up, once; a write may still be under way, and nothing may wait for it. */
    protected abstract void giveUp(Throwable cause);

    @Override
    public final void offer(PushMessage message) {
        boolean overflow = false;
        synchronized (lock) {
            if (ending != Ending.NONE) {
                return;
            }
            if (hasRoomFor(message)) {
                add(message);
            } else if (policy == OverflowPolicy.DROP) {
                counters.countDropped();
                return;
            } else {
                finish();
                overflow = true;
            }
        }
        if (overflow) {
            counters.countOverflowDisconnect();
            abort(new IOException("outbound queue of " + capacity + " messages is full"));
        } else {
            iterate();
        }
    }

    private boolean hasRoomFor(PushMessage message) {
        return waiting == null
                || waiting.isEmpty()
                || (waiting.size() < capacity && message.payloadBytes() <= MAX_WAITING_BYTES - waitingBytes);
    }

    private void add(PushMessage message) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(message);
        waitingBytes += message.payloadBytes();
    }

    /** Takes no more and holds nothing. */
    private void finish() {
        ending = Ending.WRITTEN;
        waiting = null;
        waitingBytes = 0;
    }

    @Override
    public final void heartbeat() {
        synchronized (lock) {
            if (busy) {
                // A write on its own, to every busy connection at the same moment, would show in what is measured.
                busy = false;
                return;
            }
            heartbeatDue = true;
        }
        iterate();
    }

    @Override
    public final void end() {
        synchronized (lock) {
            if (ending != Ending.NONE) {
                return;
            }
            ending = Ending.WANTED;
        }
        iterate();
    }

    /** Whether it has ended or failed: what is offered from now on goes nowhere. */
    protected final boolean ended() {
        synchronized (lock) {
            return ending == Ending.WRITTEN;
        }
    }

    @Override
    protected final Action process() {
        List<PushMessage> batch = null;
        boolean end = false;
        synchronized (lock) {
            if (waiting != null && !waiting.isEmpty()) {
                batch = takeBatch();
                busy = true;
            } else if (ending == Ending.WANTED) {
                ending = Ending.WRITTEN;
                end = true;
            } else if (ending == Ending.WRITTEN) {
                return Action.SUCCEEDED;
            } else if (!heartbeatDue) {
                return Action.IDLE;
            }
            // Whichever write comes next is as good a sign of life.
            heartbeatDue = false;
        }
        if (end) {
            writeEnd(this);
        } else if (batch == null) {
            writeHeartbeat(this);
        } else {
            inFlight = batch.size();
            write(batch, this);
        }
        return Action.SCHEDULED;
    }

    private List<PushMessage> takeBatch() {
        PushMessage first = take();
        int bytes = first.payloadBytes();
        if (!nextFits(1, bytes)) {
            return List.of(first);
        }
        List<PushMessage> batch = new ArrayList<>(Math.min(MAX_BATCH, waiting.size() + 1));
        batch.add(first);
        while (nextFits(batch.size(), bytes)) {
            PushMessage next = take();
            bytes += next.payloadBytes();
            batch.add(next);
        }
        return batch;
    }

    private boolean nextFits(int messages, int bytes) {
        PushMessage next = waiting.peek();
        return next != null && messages < MAX_BATCH && bytes + next.payloadBytes() <= MAX_BATCH_BYTES;
    }

    private PushMessage take() {
        PushMessage message = waiting.poll();
        waitingBytes -= message.payloadBytes();
        return message;
    }

    @Override
    protected final void onSuccess() {
        counters.countWritten(inFlight);
        inFlight = 0;
    }

    /** Called at once, unlike {@link #onCompleteFailure}: that waits for the write under way, which may never end. */
    @Override
    protected final void onFailure(Throwable cause) {
        synchronized (lock) {
            finish();
        }
        giveUp(cause);
    }
}
