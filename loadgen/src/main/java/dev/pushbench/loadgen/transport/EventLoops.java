package dev.pushbench.loadgen.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The event loops of one transport, on Jetty's selectors, and the connections they carry. */
final class EventLoops implements AutoCloseable {

    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), EventLoops::daemon);
    private final List<EventLoop> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger tcpConnections = new AtomicInteger();
    private final AtomicLong socketsChecked = new AtomicLong();
    private final AtomicLong socketsWithoutNoDelay = new AtomicLong();
    private final LoopConnector connector = new LoopConnector();
    private final HTTP2Client http2 = new HTTP2Client(connector);

    /** Starts so many loops. */
    EventLoops(int selectors, NetworkConfig network) {
        connector.setSelectors(selectors);
        connector.setConnectTimeout(network.connectTimeout());
        connector.bindTo(network.bound());
        connector.setIdleTimeout(Duration.ZERO);
        connector.setTCPNoDelay(true);
        connector.setScheduler(new ScheduledExecutorScheduler("pushbench-timer", true));
        // Jetty hands no task of ours to another thread if its executor takes them back to the loop they came from.
        connector.setExecutor(new LoopExecutor(threads));
        Http2Settings.applyTo(http2);
        try {
            http2.start();
        } catch (Exception failure) {
            close();
            throw new IllegalStateException("could not start the event loops: " + failure.getMessage(), failure);
        }
        loops.forEach(EventLoop::adopt);
    }

    List<EventLoop> all() {
        return loops;
    }

    ClientConnector connector() {
        return connector;
    }

    HTTP2Client http2() {
        return http2;
    }

    /** For what must not hold up an event loop. */
    Executor blockingExecutor() {
        return threads;
    }

    int tcpConnections() {
        return tcpConnections.get();
    }

    SocketOptions socketOptions() {
        return new SocketOptions(socketsChecked.get(), socketsWithoutNoDelay.get());
    }

    /** The connector sets TCP_NODELAY, but goes on if the system refuses: only the socket knows. */
    private void check(SocketChannel channel) {
        try {
            if (!channel.getOption(StandardSocketOptions.TCP_NODELAY)) {
                socketsWithoutNoDelay.incrementAndGet();
            }
            socketsChecked.incrementAndGet();
        } catch (IOException closed) {
            // Broken already, so it has no message to delay.
        }
    }

    long bytesReceived() {
        return loops.stream().mapToLong(EventLoop::bytesReceived).sum();
    }

    long bytesSent() {
        return loops.stream().mapToLong(EventLoop::bytesSent).sum();
    }

    @Override
    public void close() {
        LifeCycle.stop(http2);
        threads.shutdown();
    }

    private EventLoop loopOf(ManagedSelector selector) {
        for (EventLoop loop : loops) {
            if (loop.selector() == selector) {
                return loop;
            }
        }
        throw new IllegalStateException("a selector that is none of ours");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "pushbench-loop");
        thread.setDaemon(true);
        return thread;
    }

    /** Not a {@code TryExecutor}, on purpose: that is what makes Jetty's strategies run tasks where they arise. */
    private record LoopExecutor(Executor threads) implements Executor {
        @Override
        public void execute(Runnable task) {
            EventLoop loop = EventLoop.current();
            if (loop == null) {
                threads.execute(task);
            } else {
                loop.execute(task);
            }
        }
    }

    private final class LoopConnector extends ClientConnector {

        private final AtomicInteger connections = new AtomicInteger();
        private List<InetAddress> sources = List.of();

        void bindTo(List<InetAddress> addresses) {
            sources = addresses;
        }

        /** Asked once for each connection: null lets the kernel choose. */
        @Override
        public SocketAddress getBindAddress() {
            return sources.isEmpty()
                    ? null
                    : new InetSocketAddress(
                            sources.get(Math.floorMod(connections.getAndIncrement(), sources.size())), 0);
        }

        /** {@link TlsLayer} has contexts of its own. */
        @Override
        protected SslContextFactory.Client newSslContextFactory() {
            return TlsLayer.unused();
        }

        @Override
        protected SelectorManager newSelectorManager() {
            return new LoopSelectors();
        }

        @Override
        protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
            check((SocketChannel) channel);
            return new SocketEndPoint((SocketChannel) channel, loopOf(selector), key, getScheduler());
        }

        private final class LoopSelectors extends ClientSelectorManager {

            LoopSelectors() {
                super(
                        LoopConnector.this.getExecutor(),
                        LoopConnector.this.getScheduler(),
                        LoopConnector.this.getSelectors());
            }

            @Override
            protected ManagedSelector newSelector(int id) {
                ManagedSelector selector = new LoopSelector(this, id);
                loops.add(new EventLoop(selector, getScheduler()));
                return selector;
            }

            /** A connection stays on the loop that asked for it. */
            @Override
            protected ManagedSelector chooseSelector() {
                EventLoop loop = EventLoop.current();
                return loop == null ? super.chooseSelector() : loop.selector();
            }

            @Override
            protected void endPointOpened(EndPoint endPoint) {
                tcpConnections.incrementAndGet();
            }

            @Override
            protected void endPointClosed(EndPoint endPoint) {
                super.endPointClosed(endPoint);
                tcpConnections.decrementAndGet();
            }
        }
    }
}
