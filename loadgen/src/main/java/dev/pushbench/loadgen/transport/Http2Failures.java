package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.eclipse.jetty.io.EofException;

/** Says in one line why an HTTP/2 connection broke. */
final class Http2Failures {

    private Http2Failures() {}

    /**
     * @param socket null if there never was one
     * @param up TCP and TLS had come up
     * @param settled the peer had shown that it speaks HTTP/2
     */
    static SubscriptionEnd broken(Target target, Throwable cause, SocketEndPoint socket, boolean up, boolean settled) {
        IOException reset = reset(cause, socket);
        boolean closed = cause instanceof ClosedChannelException;
        if (!up && target.config().secure()) {
            return closed || reset != null ? ConnectFailures.tlsCutShort(target) : ConnectFailures.tls(target, cause);
        }
        String request = target.request();
        if (reset != null) {
            return new SubscriptionEnd(
                    Cause.RESET, request + ": the connection was reset (" + Detail.clean(reset.getMessage()) + ")");
        }
        if (!settled) {
            boolean silent = socket == null || socket.lastReadNs() == 0;
            return closed && silent
                    ? new SubscriptionEnd(
                            Cause.RESET, request + ": the server closed the connection before it answered")
                    : ConnectFailures.http2NotOffered(target);
        }
        if (closed) {
            return new SubscriptionEnd(
                    Cause.RESET, request + ": the server closed the connection in the middle of the response");
        }
        return new SubscriptionEnd(
                Cause.PROTOCOL, request + ": the server broke HTTP/2 (" + Detail.clean(cause.getMessage()) + ")");
    }

    /** What the kernel said when the connection was not closed in order, on reading or on writing; or null. */
    private static IOException reset(Throwable cause, SocketEndPoint socket) {
        if (socket != null && socket.readFailure() != null) {
            return socket.readFailure();
        }
        return cause instanceof EofException && cause.getCause() instanceof IOException writing ? writing : null;
    }
}
