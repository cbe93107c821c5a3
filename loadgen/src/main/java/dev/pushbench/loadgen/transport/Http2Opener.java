package dev.pushbench.loadgen.transport;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.jetty.http2.client.HTTP2Client;

/**
 * Fills HTTP/2 connections with streams, one connection after the other.
 *
 * <p>Owner: its event loop.
 */
final class Http2Opener implements Opener {

    private final Dialer dialer;
    private final Target target;
    private final EventLoop loop;
    private final HTTP2Client http2;
    private final List<Http2Link> links = new ArrayList<>();
    private final ArrayDeque<Http2Link> withRoom = new ArrayDeque<>();
    /** What the peer said last about how many streams a connection may have, if it did. Written by the loop only. */
    private volatile int peerStreamLimit = Integer.MAX_VALUE;

    Http2Opener(Dialer dialer, Target target, EventLoop loop, HTTP2Client http2) {
        this.dialer = dialer;
        this.target = target;
        this.loop = loop;
        this.http2 = http2;
    }

    /** The first that was asked for there: connections have no other. */
    Target target() {
        return target;
    }

    EventLoop loop() {
        return loop;
    }

    HTTP2Client http2() {
        return http2;
    }

    /** Streams that a connection may have: as asked for, or as few as the peer allows. */
    int streamsPerConnection() {
        return Math.min(target.config().streamsPerConnection(), peerStreamLimit);
    }

    void peerAllows(int streams) {
        peerStreamLimit = streams;
    }

    @Override
    public OptionalInt peerStreamLimit() {
        int limit = peerStreamLimit;
        return limit == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    @Override
    public void open(PushStream stream, List<InetSocketAddress> addresses) {
        while (!withRoom.isEmpty() && !withRoom.peek().hasRoom()) {
            withRoom.poll().listed(false);
        }
        Http2Link link = withRoom.peek();
        if (link == null) {
            link = new Http2Link(this, addresses);
            links.add(link);
            hasRoom(link);
            link.add(stream);
            dialer.dial(addresses, link);
        } else {
            link.add(stream);
        }
    }

    /** A stream of the link has gone. */
    void hasRoom(Http2Link link) {
        if (!link.isListed()) {
            link.listed(true);
            withRoom.add(link);
        }
    }

    /** The link takes no more streams. */
    void retire(Http2Link link) {
        links.remove(link);
        withRoom.remove(link);
    }

    @Override
    public void close() {
        List.copyOf(links).forEach(Http2Link::close);
    }
}
