package dev.pushbench.server.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * Sends back each message as it came, text as text and binary as binary. Demands the next one only when the echo is
 * out, so that a peer that does not read cannot make it hold more than one. Public because Jetty calls it through method
 * handles.
 */
public final class EchoEndpoint implements Session.Listener {

    private Session session;

    /** Answers upgrades of {@code /echo}; everything else goes to the handler that is set into it. */
    static Handler.Singleton handler(Server server) {
        return WebSocketUpgradeHandler.from(server, container -> {
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping("/echo", (request, response, callback) -> new EchoEndpoint());
        });
    }

    /** The sessions that are open now. */
    static Collection<Session> sessions(Server server) {
        return ServerWebSocketContainer.ensure(server).getOpenSessions();
    }

    @Override
    public void onWebSocketOpen(Session session) {
        this.session = session;
        session.demand();
    }

    @Override
    public void onWebSocketText(String message) {
        session.sendText(message, Callback.from(session::demand, failure -> session.disconnect()));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        session.sendBinary(
                payload,
                Callback.from(
                        () -> {
                            callback.succeed();
                            session.demand();
                        },
                        failure -> {
                            callback.fail(failure);
                            session.disconnect();
                        }));
    }
}
