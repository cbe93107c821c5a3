package dev.pushbench.loadgen.transport;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.Promise;

/**
 * Makes connections to the target, and goes through its addresses until one answers: {@code localhost} often has two.
 *
 * <p>Thread-safe.
 */
final class Dialer {

    private final ClientConnector connector;
    /** Null in cleartext. */
    private final TlsLayer tls;
    /** The address that answered last. */
    private volatile int preferred;

    Dialer(ClientConnector connector, TlsLayer tls) {
        this.connector = connector;
        this.tls = tls;
    }

    /** Opens a connection that stays on the event loop this is called on. */
    void dial(List<InetSocketAddress> addresses, Dial dial) {
        dial(addresses, preferred, 0, EventLoop.current(), dial);
    }

    private void dial(List<InetSocketAddress> addresses, int index, int tried, EventLoop loop, Dial dial) {
        Map<String, Object> context = new HashMap<>();
        context.put(Transport.CONTEXT_KEY, Transport.TCP_IP);
        context.put(ClientConnectionFactory.CONTEXT_KEY, factory(dial));
        Promise<Connection> outcome = Promise.from(
                ignored -> preferred = index,
                failure -> loop.execute(() -> {
                    if (failure instanceof ConnectException && tried + 1 < addresses.size()) {
                        dial(addresses, (index + 1) % addresses.size(), tried + 1, loop, dial);
                    } else {
                        dial.failed(failure);
                    }
                }));
        context.put(ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY, outcome);
        connector.connect(addresses.get(index), context);
    }

    private ClientConnectionFactory factory(Dial dial) {
        if (tls == null) {
            return (endPoint, context) -> dial.connection(endPoint, (SocketEndPoint) endPoint, context);
        }
        return (endPoint, context) -> tls.connection((SocketEndPoint) endPoint, context, dial);
    }
}
