package dev.pushbench.loadgen;

import dev.pushbench.loadgen.transport.Subscription;
import dev.pushbench.loadgen.transport.SubscriptionEnd;
import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.loadgen.transport.SubscriptionListener;
import dev.pushbench.loadgen.transport.SubscriptionRequest;
import dev.pushbench.loadgen.transport.Transport;
import dev.pushbench.loadgen.transport.TransportConfig;
import dev.pushbench.server.ServerUnderTest;
import dev.pushbench.server.publish.Subscriber;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.wire.PushMessage;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** The fifth transport: from the publisher straight to the recorder, with no socket and no protocol between. */
final class InMemoryTransport implements Transport {

    private final Topic topic;
    private final LongAdder bytes = new LongAdder();

    InMemoryTransport(ServerUnderTest server, TransportConfig config) {
        String query = config.target().getQuery();
        topic = server.topic(query == null ? null : query.replaceFirst(".*topic=", ""));
    }

    @Override
    public void subscribe(SubscriptionListener listener, SubscriptionRequest request) {
        new Direct(listener).open();
    }

    @Override
    public int tcpConnections() {
        return 0;
    }

    @Override
    public long bytesReceived() {
        return bytes.sum();
    }

    @Override
    public long bytesSent() {
        return 0;
    }

    @Override
    public void probeEventLoops(LongConsumer delayNs) {
        // The publisher's thread is the event loop; a probe there would wait for the next message.
        delayNs.accept(0);
    }

    @Override
    public void close() {
        // Every subscription has been closed by its owner.
    }

    private final class Direct implements Subscriber, Subscription {

        private final SubscriptionListener listener;
        private boolean ended;

        Direct(SubscriptionListener listener) {
            this.listener = listener;
        }

        void open() {
            long now = System.nanoTime();
            listener.onConnected(now);
            listener.onOpen(this, "pushbench", now);
            topic.subscribe(this);
        }

        @Override
        public synchronized void offer(PushMessage message) {
            if (!ended) {
                ByteBuffer payload = message.payload();
                bytes.add(payload.remaining());
                listener.onMessage(payload, System.nanoTime());
            }
        }

        @Override
        public void heartbeat() {
            // Nothing to keep alive.
        }

        @Override
        public void end() {
            end(Cause.CLOSED_BY_PEER);
        }

        @Override
        public void close() {
            end(Cause.CLOSED_BY_US);
        }

        private synchronized void end(Cause cause) {
            if (!ended) {
                ended = true;
                topic.unsubscribe(this);
                listener.onEnd(new SubscriptionEnd(cause, "in memory"));
            }
        }
    }
}
