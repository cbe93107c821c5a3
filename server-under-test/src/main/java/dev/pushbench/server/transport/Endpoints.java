package dev.pushbench.server.transport;

import dev.pushbench.server.publish.Topic;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/** Puts the endpoints of a server together. */
public final class Endpoints {

    private Endpoints() {}

    /**
     * The handler of a whole server.
     *
     * @param admin answers everything below {@code /admin/}
     * @param deflate accept permessage-deflate
     */
    public static Handler of(Server server, Subscriptions subscriptions, Handler admin, boolean deflate) {
        server.setErrorHandler(new PlainErrors());
        WebSocketComponents webSocket = WebSocketServerComponents.ensureWebSocketComponents(server);
        if (!deflate) {
            // Jetty takes it when a client offers it, and browsers and okhttp always do.
            webSocket.getExtensionRegistry().unregister("permessage-deflate");
        }

        PathMappingsHandler plain = new PathMappingsHandler();
        plain.addMapping(PathSpec.from("/sse"), new SseHandler(subscriptions));
        plain.addMapping(PathSpec.from("/publish"), new PublishHandler(subscriptions));
        plain.addMapping(PathSpec.from("/admin/*"), admin);
        plain.addMapping(PathSpec.from("/ws"), new UpgradeRequired());
        plain.addMapping(PathSpec.from("/echo"), new UpgradeRequired());

        Handler.Singleton echo = EchoEndpoint.handler(server);
        echo.setHandler(plain);

        WebSocketUpgradeHandler push = new WebSocketUpgradeHandler(webSocket);
        push.addMapping("/ws", new Negotiator(subscriptions));
        push.setHandler(echo);
        return push;
    }

    /** Closes the sessions that subscribe to nothing, because the server stops: with 1001, like the others. */
    public static void endEchoes(Server server) {
        for (Session session : EchoEndpoint.sessions(server)) {
            session.close(StatusCode.SHUTDOWN, "server stops", org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }

    /** Sessions that subscribe to nothing and are open now. */
    public static int echoes(Server server) {
        return EchoEndpoint.sessions(server).size();
    }

    private record Negotiator(Subscriptions subscriptions) implements WebSocketNegotiator {
        @Override
        public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            Topic topic = TopicParameter.of(request, response, callback, subscriptions.topics());
            return topic == null
                    ? null
                    : new WebSocketSubscription(topic, subscriptions.open("ws", request), subscriptions);
        }
    }

    /** A WebSocket path that was asked for without an upgrade: 426 says what is missing (RFC 9110, 15.5.22). */
    private static final class UpgradeRequired extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            HttpFields.Mutable headers = response.getHeaders();
            headers.put(HttpHeader.UPGRADE, "websocket");
            headers.put(HttpHeader.CONNECTION, "Upgrade");
            Response.writeError(request, response, callback, HttpStatus.UPGRADE_REQUIRED_426);
            return true;
        }
    }
}
