package dev.pushbench.server.publish;

import dev.pushbench.server.wire.PushMessage;
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

    /** A gathered write stays below this, so that one slow reader does not hold much more than its queue. */
    private static final int MAX_BATCH = 64;

    private final int capacity;
    private final OverflowPolicy policy;
    private final DeliveryCounters counters;

    private final Object lock = new Object();
    /** Guarded by lock. Null while nothing has ever waited: an idle subscription should cost little. */
    private ArrayDeque<PushMessage> waiting;
    /** Guarded by lock. */
    private boolean heartbeatDue;
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
     * @param capacity messages that may wait, at least 1
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

    /** Gives the connection up: the reader does not keep up. */
    protected abstract void abort(String reason);

    @Override
    public final void offer(PushMessage message) {
        synchronized (lock) {
            if (ending != Ending.NONE) {
                return;
            }
            if (waiting == null) {
                waiting = new ArrayDeque<>(2);
            }
            if (waiting.size() < capacity) {
                waiting.add(message);
            } else if (policy == OverflowPolicy.DROP) {
                counters.countDropped();
                return;
            } else {
                ending = Ending.WRITTEN;
                waiting.clear();
                counters.countOverflowDisconnect();
            }
        }
        if (isEnded()) {
            abort("outbound queue of " + capacity + " messages is full");
        } else {
            iterate();
        }
    }

    @Override
    public final void heartbeat() {
        synchronized (lock) {
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
            if (waiting != null) {
                waiting.clear();
            }
        }
        iterate();
    }

    private boolean isEnded() {
        synchronized (lock) {
            return ending == Ending.WRITTEN;
        }
    }

    @Override
    protected final Action process() {
        List<PushMessage> batch = null;
        boolean end = false;
        synchronized (lock) {
            if (ending == Ending.WANTED) {
                ending = Ending.WRITTEN;
                end = true;
            } else if (ending == Ending.WRITTEN) {
                return Action.SUCCEEDED;
            } else if (waiting != null && !waiting.isEmpty()) {
                batch = takeBatch();
            } else if (!heartbeatDue) {
                return Action.IDLE;
            }
            // Any write keeps the connection alive.
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
        int size = Math.min(waiting.size(), MAX_BATCH);
        if (size == 1) {
            return List.of(waiting.poll());
        }
        List<PushMessage> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            batch.add(waiting.poll());
        }
        return batch;
    }

    @Override
    protected void onSuccess() {
        counters.countWritten(inFlight);
        inFlight = 0;
    }
}
