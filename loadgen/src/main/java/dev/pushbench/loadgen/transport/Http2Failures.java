package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.io.EofException;

/** Says in one line why an HTTP/2 connection or stream did not do. */
final class Http2Failures {

    /** What Jetty says when the fragments of a head are more than it takes, and only rarely otherwise. */
    private static final String HEAD_TOO_LARGE = "invalid_continuation_stream";

    private Http2Failures() {}

    static SubscriptionEnd goingAway(Target target, String error) {
        return new SubscriptionEnd(
                Cause.GOING_AWAY, target.request() + ": the server is going away (GOAWAY " + error + ")");
    }

    static SubscriptionEnd violation(Target target, int error, String reason) {
        String more = reason == null ? "" : ", " + Detail.clean(reason);
        return new SubscriptionEnd(
                Cause.PROTOCOL, target.request() + ": the server broke HTTP/2 (" + name(error) + more + ")");
    }

    static SubscriptionEnd unread(Target target) {
        return new SubscriptionEnd(
                Cause.PROTOCOL,
                target.request() + ": the server asks for answers (PING or SETTINGS frames) and does not read them");
    }

    /** What the peer's first SETTINGS rule out, or null. */
    static SubscriptionEnd refusal(Target target, int streamsAllowed, boolean webSockets) {
        if (streamsAllowed == 0) {
            return new SubscriptionEnd(
                    Cause.PROTOCOL, target.request() + ": the server allows no stream on an HTTP/2 connection");
        }
        if (target.config().webSocket() && !webSockets) {
            return new SubscriptionEnd(
                    Cause.NO_UPGRADE,
                    target.request() + ": the server offers no WebSocket over HTTP/2 (RFC 8441): use --http 1.1");
        }
        return null;
    }

    /** An error code as RFC 9113, section 7, names it. */
    static String name(int error) {
        return ErrorCode.toString(error, "error " + error);
    }

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
        SubscriptionEnd ours = ConnectFailures.ofOurCertificate(target, cause);
        if (ours != null) {
            return ours;
        }
        String request = target.request();
        if (reset != null) {
            return new SubscriptionEnd(
                    Cause.RESET, request + ": the connection was reset (" + Detail.clean(reset.getMessage()) + ")");
        }
        if (!settled) {
            // Under TLS the server has said that it speaks HTTP/2; when it hangs up then, it is likely to miss a
            // certificate.
            boolean agreed = target.config().secure();
            boolean silent = socket == null || socket.lastReadNs() == 0;
            String why = agreed && target.config().tls().privateKey() == null
                    ? ": does it want a certificate of the client (--cert)?"
                    : "";
            return closed && silent || agreed
                    ? new SubscriptionEnd(
                            Cause.CUT_SHORT, request + ": the server closed the connection before it answered" + why)
                    : ConnectFailures.http2NotOffered(target);
        }
        if (closed) {
            return new SubscriptionEnd(
                    Cause.CUT_SHORT, request + ": the server closed the connection in the middle of the response");
        }
        if (String.valueOf(cause.getMessage()).endsWith(HEAD_TOO_LARGE)) {
            return new SubscriptionEnd(
                    Cause.TOO_LARGE,
                    request + ": the server sent a response head of more than " + Http1Head.MAX_BYTES + " bytes");
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
