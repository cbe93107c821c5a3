package dev.pushbench.benchmarks.stack;

import dev.pushbench.loadgen.transport.StreamDecoder;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.server.MemoryConnector;
import org.eclipse.jetty.server.MemoryTransport;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;

/**
 * One subscription of Jetty's own client, because that can do without sockets. Event streams are decoded by the load
 * generator's parser, frames by Jetty.
 *
 * <p>Threads: Jetty's read; the benchmark's waits.
 */
final class MemoryClient implements AutoCloseable {

    private static final long GIVE_UP_NS = TimeUnit.SECONDS.toNanos(10);
    /** Between looks at the clock, which would cost as much as part of a message. */
    private static final long SPINS = 1 << 16;

    private final MemoryHttpClient http;
    private final StreamDecoder events;
    /** Copied for each message, so that a read buffer may be used again. */
    private final ByteBuffer last;

    private volatile long messages;
    private volatile Throwable failure;

    /** @param cell such as {@code ws/2} */
    MemoryClient(String cell, MemoryConnector server, int payloadBytes) throws Exception {
        last = ByteBuffer.allocate(payloadBytes);
        events = StreamDecoder.ofEventStream(this::received, payloadBytes);
        http = new MemoryHttpClient(transport(cell.endsWith("/2")), new MemoryTransport(server));
        http.setIdleTimeout(0);
        LifeCycle.start(http);
        if (cell.startsWith("ws")) {
            subscribeWebSocket();
        } else {
            subscribeEvents();
        }
    }

    private static HttpClientTransportDynamic transport(boolean http2) {
        ClientConnector connector = new ClientConnector();
        ClientConnectionFactory.Info version = http2
                ? new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector))
                : HttpClientConnectionFactory.HTTP11;
        HttpClientTransportDynamic transport = new HttpClientTransportDynamic(connector, version);
        // On the thread that has read, as servers and the load generator do.
        transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
        return transport;
    }

    private void subscribeEvents() {
        http.newRequest("http://localhost/sse")
                .onResponseContentSource((response, body) -> read(body))
                .send(result -> failed(result.getFailure()));
    }

    private void read(Content.Source body) {
        while (true) {
            Content.Chunk chunk = body.read();
            if (chunk == null) {
                body.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, () -> read(body)));
                return;
            }
            events.feed(chunk.getByteBuffer(), 0);
            chunk.release();
            if (chunk.isLast()) {
                return;
            }
        }
    }

    private void subscribeWebSocket() throws Exception {
        WebSocketCoreClient client = new WebSocketCoreClient(http, null);
        http.addManaged(client);
        client.connect(new Frames(), URI.create("ws://localhost/ws")).get(GIVE_UP_NS, TimeUnit.NANOSECONDS);
    }

    private void received(ByteBuffer payload, long receivedNs) {
        last.clear().put(payload).flip();
        messages++;
    }

    private void failed(Throwable cause) {
        failure = cause;
    }

    /**
     * Waits until so many messages have come; returns how many have.
     *
     * @throws IllegalStateException if the subscription broke, or they have not come within 10 s
     */
    long awaitMessages(long count) {
        long seen = messages;
        long giveUpNs = 0;
        for (long spins = 0; seen < count; spins++) {
            if (spins == SPINS) {
                giveUpNs = System.nanoTime() + GIVE_UP_NS;
            } else if (spins > SPINS && spins % SPINS == 0 && System.nanoTime() - giveUpNs > 0) {
                throw new IllegalStateException("message " + (seen + 1) + " has not come within 10 s");
            }
            if (failure != null) {
                throw new IllegalStateException("the subscription broke after " + seen + " messages", failure);
            }
            Thread.onSpinWait();
            seen = messages;
        }
        return seen;
    }

    long messages() {
        return messages;
    }

    /** The payload of the last message. */
    ByteBuffer last() {
        return last;
    }

    @Override
    public void close() {
        http.close();
    }

    /** For upgrades of the WebSocket client too, which has no option for it. */
    private static final class MemoryHttpClient extends HttpClient {

        private final Transport memory;

        MemoryHttpClient(HttpClientTransport versions, Transport memory) {
            super(versions);
            this.memory = memory;
        }

        @Override
        public Request newRequest(URI uri) {
            return super.newRequest(uri).transport(memory);
        }

        @Override
        public void close() {
            LifeCycle.stop(this);
        }
    }

    private final class Frames implements FrameHandler {

        private CoreSession session;

        @Override
        public void onOpen(CoreSession opened, Callback callback) {
            session = opened;
            session.setAutoFragment(false);
            session.setMaxFrameSize(0);
            callback.succeeded();
            session.demand();
        }

        @Override
        public void onFrame(Frame frame, Callback callback) {
            if (frame.isDataFrame()) {
                received(frame.getPayload(), 0);
            }
            callback.succeeded();
            session.demand();
        }

        @Override
        public void onError(Throwable cause, Callback callback) {
            failed(cause);
            callback.succeeded();
        }

        @Override
        public void onClosed(CloseStatus status, Callback callback) {
            failed(new IllegalStateException("closed: " + status));
            callback.succeeded();
        }
    }
}
