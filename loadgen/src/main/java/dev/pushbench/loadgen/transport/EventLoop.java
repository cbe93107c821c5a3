package dev.pushbench.loadgen.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One selector and the thread that runs it. A subscription lives on one loop from beginning to end; whatever comes from
 * elsewhere (a close, a timer) is handed over with {@link #execute}.
 */
final class EventLoop {

    /**
     * One read buffer a loop, not one a connection: what a read brings is used up before the next read, so an idle
     * connection holds none. Large enough that a burst takes few reads, small enough to stay in the cache.
     */
    private static final int READ_BUFFER_BYTES = 64 * 1024;

    private static final ThreadLocal<EventLoop> CURRENT = new ThreadLocal<>();

    private final ManagedSelector selector;
    private final Scheduler scheduler;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();

    EventLoop(ManagedSelector selector, Scheduler scheduler) {
        this.selector = selector;
        this.scheduler = scheduler;
    }

    /** The loop whose thread this is, or null. */
    static EventLoop current() {
        return CURRENT.get();
    }

    /** Binds the selector's thread to this loop, once the selector runs. */
    void adopt() {
        selector.submit(ignored -> CURRENT.set(this));
    }

    ManagedSelector selector() {
        return selector;
    }

    /** To be used by this loop's thread only, and only within one task. */
    ByteBuffer readBuffer() {
        return readBuffer;
    }

    void received(int bytes) {
        bytesReceived.add(bytes);
    }

    long bytesReceived() {
        return bytesReceived.sum();
    }

    /** May be called from any thread: Jetty's HTTP/2 writes on those of its pool as well. */
    void sent(long bytes) {
        bytesSent.add(bytes);
    }

    long bytesSent() {
        return bytesSent.sum();
    }

    /** Runs the task on this loop, after what is queued already. May be called from any thread. */
    void execute(Runnable task) {
        selector.submit(ignored -> task.run());
    }

    /** Runs the task on this loop after a while. */
    Scheduler.Task schedule(Runnable task, Duration delay) {
        return scheduler.schedule(() -> execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
