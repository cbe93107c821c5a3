package dev.pushbench.loadgen.transport;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Sends the POSTs of one subscription on a kept-alive connection of their own, one at a time: the next one goes when the
 * one before has been answered. The connection is made when there is something to send, and again if the server has
 * closed it meanwhile.
 *
 * <p>Owner: the event loop of the subscription.
 */
final class Http1Poster implements Dial {

    private final Http1Opener opener;
    private final Target target;
    private final List<InetSocketAddress> address;
    private final ArrayDeque<PostQueue.Post> waiting = new ArrayDeque<>();
    /** On its way up, or up. */
    private boolean dialled;
    /** Null unless it is up. */
    private Http1PostConnection connection;

    private PostQueue.Post underWay;
    private boolean closed;

    /** @param address of the server, as the subscription has found it */
    Http1Poster(Http1Opener opener, Target target, InetSocketAddress address) {
        this.opener = opener;
        this.target = target;
        this.address = List.of(address);
    }

    void post(PostQueue.Post post) {
        waiting.add(post);
        next();
    }

    private void next() {
        if (closed) {
            failAll(Cause.CLOSED_BY_US, "the subscription is over");
        } else if (underWay == null && !waiting.isEmpty()) {
            if (connection != null) {
                underWay = waiting.poll();
                connection.write(target.http1().post(underWay), underWay.timeout());
            } else if (!dialled) {
                dialled = true;
                opener.dialer().dial(address, this);
            }
        }
    }

    private void failAll(Cause cause, String what) {
        if (underWay != null) {
            underWay.failed(cause, what);
            underWay = null;
        }
        while (!waiting.isEmpty()) {
            waiting.poll().failed(cause, what);
        }
    }

    @Override
    public Connection connection(EndPoint endPoint, SocketEndPoint socket, Map<String, Object> context) {
        return new Http1PostConnection(endPoint, opener.executor(), socket.loop(), this);
    }

    /** There is a connection to write to. */
    void opened(Http1PostConnection opened) {
        connection = opened;
        if (closed) {
            opened.close();
        }
        next();
    }

    /** The head of the answer has come; the rest of it still may. */
    void answered(int status) {
        underWay.answered(status);
    }

    /** The answer has come, and whole: the connection takes another one. */
    void free() {
        underWay = null;
        next();
    }

    /** The answer takes too long; the connection is given up next. */
    void unanswered() {
        underWay.unanswered();
    }

    /** The connection has gone; who waits gets a new one. */
    void ended(Http1PostConnection gone, String why) {
        if (connection != gone) {
            return;
        }
        dialled = false;
        connection = null;
        if (underWay != null) {
            underWay.failed(Cause.CUT_SHORT, why);
            underWay = null;
        }
        next();
    }

    @Override
    public void failed(Throwable failure) {
        dialled = false;
        SubscriptionEnd end = ConnectFailures.connecting(target, failure);
        failAll(end.cause(), end.detail());
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        dialled = false;
        failAll(Cause.TLS, "the TLS handshake failed (" + Detail.clean(failure.getMessage()) + ")");
    }

    void close() {
        closed = true;
        if (connection != null) {
            connection.close();
        }
        next();
    }
}
