package dev.pushbench.loadgen.transport;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** One connection on its way up, and who wants it. All is called on one event loop. */
interface Dial extends SslHandshakeListener {

    /**
     * TCP is up: makes what talks over it. Under TLS the handshake is still to come, and is told of by the methods of
     * {@link SslHandshakeListener}.
     *
     * @param endPoint to read from and write to, in the clear
     * @param socket what lies under it
     * @param context Jetty's, for its connection factories
     */
    Connection connection(EndPoint endPoint, SocketEndPoint socket, Map<String, Object> context) throws IOException;

    /** There is no TCP connection. */
    void failed(Throwable failure);
}
