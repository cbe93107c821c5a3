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

    private final AtomicLong submits = new AtomicLong();
    private final Consumer<SelectionKey> ready = this::ready;
    /** How many submits there were when Jetty got the thread back last. */
    private long submitsSeen;
    /** Keys that only Jetty can deal with were ready: connections on their way up. */
    private boolean leftToJetty;

    LoopSelector(SelectorManager manager, int id) {
        super(manager, id);
    }

    /** Counts first, so that the loop below, which the submit itself wakes, never goes on without having seen it. */
    @Override
    public void submit(SelectorUpdate update) {
        submits.incrementAndGet();
        super.submit(update);
    }

    /** Goes back to Jetty only if there is something for it to do: what was submitted, or a key that it must handle. */
    @Override
    protected int nioSelect(Selector selector, boolean now) throws IOException {
        leftToJetty = false;
        int selected;
        do {
            selected = now ? selector.selectNow(ready) : selector.select(ready);
        } while (selected > 0 && !leftToJetty && submits.get() == submitsSeen);
        submitsSeen = submits.get();
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
}
