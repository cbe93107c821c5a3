package dev.pushbench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/** Counts the bytes that leave by the sockets: below TLS, so that records are in the count. */
final class CountingConnector extends ServerConnector {

    private final LongAdder bytesWritten;

    CountingConnector(Server server, int selectors, LongAdder bytesWritten, ConnectionFactory... factories) {
        super(server, 1, selectors, factories);
        this.bytesWritten = bytesWritten;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        SocketChannelEndPoint endPoint = new CountingEndPoint(channel, selector, key, getScheduler(), bytesWritten);
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private static final class CountingEndPoint extends SocketChannelEndPoint {

        private final LongAdder bytesWritten;

        CountingEndPoint(
                SocketChannel channel,
                ManagedSelector selector,
                SelectionKey key,
                Scheduler scheduler,
                LongAdder bytesWritten) {
            super(channel, selector, key, scheduler);
            this.bytesWritten = bytesWritten;
        }

        @Override
        public boolean flush(ByteBuffer... buffers) throws IOException {
            long before = BufferUtil.remaining(buffers);
            try {
                return super.flush(buffers);
            } finally {
                bytesWritten.add(before - BufferUtil.remaining(buffers));
            }
        }
    }
}
