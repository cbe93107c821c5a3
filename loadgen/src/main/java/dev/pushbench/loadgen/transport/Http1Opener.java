package dev.pushbench.loadgen.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/** A connection for each subscription. Owner: its event loop. */
final class Http1Opener implements Opener {

    private final Dialer dialer;
    private final Executor executor;

    Http1Opener(Dialer dialer, Executor executor) {
        this.dialer = dialer;
        this.executor = executor;
    }

    Dialer dialer() {
        return dialer;
    }

    Executor executor() {
        return executor;
    }

    @Override
    public void open(PushStream stream, List<InetSocketAddress> addresses) {
        dialer.dial(addresses, new Http1Dial(stream));
    }

    @Override
    public void close() {}

    private final class Http1Dial implements Dial {

        private final PushStream stream;
        private Http1Connection connection;

        Http1Dial(PushStream stream) {
            this.stream = stream;
        }

        @Override
        public Connection connection(EndPoint endPoint, SocketEndPoint socket, Map<String, Object> context) {
            connection = new Http1Connection(endPoint, socket, Http1Opener.this, stream);
            return connection;
        }

        @Override
        public void failed(Throwable failure) {
            stream.end(ConnectFailures.connecting(stream.target(), failure));
        }

        @Override
        public void handshakeSucceeded(Event event) {
            connection.secured();
        }

        @Override
        public void handshakeFailed(Event event, Throwable failure) {
            stream.end(ConnectFailures.tls(stream.target(), failure));
        }
    }
}
