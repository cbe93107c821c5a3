package dev.pushbench.loadgen.transport;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;

/**
 * Lets ready connections do their work right where the selector reports them. Jetty's way gathers keys in a set, makes
 * a task of each, has an execution strategy decide who runs it, and queues an update of the key: that costs locks and
 * garbage for every read, and here the answer is always "this thread, now".
 *
 * <p>Owner: its one thread; only {@link #submit} may be called from elsewhere.
 */
final class LoopSelector extends ManagedSelector {

    private final Submits submits = new Submits();
    private final Consumer<SelectionKey> ready = this::ready;
    /** Keys that only Jetty can deal with were ready: connections on their way up. */
    private boolean leftToJetty;

    LoopSelector(SelectorManager manager, int id) {
        super(manager, id);
    }

    @Override
    public void submit(SelectorUpdate update) {
        submits.begin();
        super.submit(update);
        submits.end();
    }

    /** Goes back to Jetty only if there is something for it to do: what was submitted, or a key that it must handle. */
    @Override
    protected int nioSelect(Selector selector, boolean now) throws IOException {
        leftToJetty = false;
        int selected;
        do {
            selected = now ? selector.selectNow(ready) : selector.select(ready);
        } while (selected > 0 && !leftToJetty && submits.allSeen());
        submits.see();
        // Readiness is level-triggered: what was left is reported again, this time into the set that Jetty looks at.
        return leftToJetty ? selector.selectNow() : selected;
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof SocketEndPoint endPoint) {
            endPoint.ready();
        } else {
            leftToJetty = true;
        }
    }

    /**
     * Which submits Jetty has had the thread for. A submit wakes the selector, but where keys are ready at that moment the
     * wake-up shows in nothing, so that a loop which does not know of the submit waits for other traffic, and there may be
     * none. A submit is therefore counted before it, which tells the loop to stop, and after it, which tells that Jetty has
     * it: one that is between the two may not be in Jetty's queue yet, and is not seen.
     */
    static final class Submits {

        private final AtomicLong begun = new AtomicLong();
        private final AtomicLong ended = new AtomicLong();
        private long seen;

        /** Any thread. */
        void begin() {
            begun.incrementAndGet();
        }

        /** Any thread. */
        void end() {
            ended.incrementAndGet();
        }

        /** Whether Jetty has had the thread since every submit; the loop only. */
        boolean allSeen() {
            return begun.get() == seen;
        }

        /** Jetty gets the thread now; the loop only. */
        void see() {
            seen = ended.get();
        }
    }
}
