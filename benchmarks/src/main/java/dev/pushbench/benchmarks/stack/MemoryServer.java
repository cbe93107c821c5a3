package dev.pushbench.benchmarks.stack;

import dev.pushbench.server.ServerConfig;
import dev.pushbench.server.publish.OverflowPolicy;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.publish.Topics;
import dev.pushbench.server.transport.Endpoints;
import dev.pushbench.server.transport.Subscriptions;
import dev.pushbench.server.wire.PushMessage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.MemoryConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.component.LifeCycle;

/** The endpoints of the server under test on a connector that is no socket. */
final class MemoryServer implements AutoCloseable {

    private static final long GIVE_UP_NS = TimeUnit.SECONDS.toNanos(10);

    private final Topics topics = new Topics(System::nanoTime);
    private final Topic topic = topics.get(Topics.DEFAULT);
    private final Server server = new Server();
    private final MemoryConnector connector;

    MemoryServer() {
        HttpConfiguration http = new HttpConfiguration();
        // HTTP/2 begins with a request that names no host; Jetty would take the connector's own name, and refuse it.
        http.setServerAuthority(new HostPort("localhost"));
        connector =
                new MemoryConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        Subscriptions subscriptions =
                new Subscriptions(topics, ServerConfig.DEFAULT_QUEUE_CAPACITY, OverflowPolicy.DISCONNECT);
        server.setHandler(Endpoints.of(server, subscriptions, new DefaultHandler(), false));
        LifeCycle.start(server);
    }

    MemoryConnector connector() {
        return connector;
    }

    /** Until then what is published goes to nobody. */
    void awaitSubscription() {
        long giveUpNs = System.nanoTime() + GIVE_UP_NS;
        while (topic.subscriptions() == 0) {
            if (System.nanoTime() > giveUpNs) {
                throw new IllegalStateException("the client has not subscribed within 10 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    void publish(byte[] payload) {
        topic.broadcast(new PushMessage(payload));
    }

    @Override
    public void close() {
        topics.end();
        LifeCycle.stop(server);
    }
}
