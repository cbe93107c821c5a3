package dev.pushbench.loadgen.cli;

import dev.pushbench.loadgen.transport.PushServer;
import dev.pushbench.loadgen.transport.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The kinds of servers that README's examples load: each publishes the same 50 messages a second to everyone. */
final class ExampleServers {

    private static final long INTERVAL_MILLIS = 20;
    private static final Pattern LAST_EVENT_ID = Pattern.compile("Last-Event-ID: (\\d+)");

    private ExampleServers() {}

    /** Message by message, from one start. */
    private static final class Ticker {

        // In this order, so that nothing is sent before its time.
        private final long startMillis = System.currentTimeMillis();
        private final long startNs = System.nanoTime();

        /** The number of the next message. */
        long next() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs) / INTERVAL_MILLIS + 1;
        }

        /** Until a message is due. */
        void await(long number) {
            long dueNs = startNs + TimeUnit.MILLISECONDS.toNanos(number * INTERVAL_MILLIS);
            for (long now = System.nanoTime(); now < dueNs; now = System.nanoTime()) {
                LockSupport.parkNanos(dueNs - now);
            }
        }

        /** When it was due, in milliseconds since 1970. */
        long atMillis(long number) {
            return startMillis + number * INTERVAL_MILLIS;
        }
    }

    /**
     * An event stream as a small Express application makes it: ids, a retry time, JSON; each stream ends after 2 to 4
     * seconds, and goes on after the Last-Event-ID of who comes back.
     *
     * @param forgets each 50th event
     */
    static RawServer eventStream(boolean forgets) throws IOException {
        Ticker ticker = new Ticker();
        AtomicInteger streams = new AtomicInteger();
        return RawServer.doing(peer -> {
            Matcher last = LAST_EVENT_ID.matcher(peer.readHead());
            long number = last.find() ? Long.parseLong(last.group(1)) + 1 : ticker.next();
            peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n\r\n"
                    + "retry: 200\n\n");
            for (long end = number + 100 + 10 * (streams.getAndIncrement() % 10); number < end; number++) {
                ticker.await(number);
                if (forgets && number % 50 == 0) {
                    continue;
                }
                peer.write("id: " + number + "\ndata: {\"ts\":" + ticker.atMillis(number) + ",\"payload\":{\"seq\":"
                        + number + "}}\n\n");
            }
            peer.hangUp();
        });
    }

    /** A WebSocket on which nothing is said before a channel has been subscribed to. */
    static RawServer exchange() throws IOException {
        Ticker ticker = new Ticker();
        return RawServer.doing(peer -> {
            boolean spoken = peer.readHead().contains("Sec-WebSocket-Protocol: prices.v1\r\n");
            String chosen = spoken ? "\r\nSec-WebSocket-Protocol: prices.v1\r\n" : "\r\n";
            peer.write(peer.upgradeHead().replaceFirst("\r\n", chosen));
            if (!spoken || !peer.readText().matches("\\{\"op\":\"subscribe\",\"channel\":\"EURUSD\",\"id\":\\d+}")) {
                peer.sendText("{\"event\":\"error\",\"reason\":\"not subscribed\"}");
                peer.awaitEnd();
                return;
            }
            peer.sendText("{\"event\":\"subscribed\",\"channel\":\"EURUSD\"}");
            for (long number = ticker.next(); ; number++) {
                ticker.await(number);
                peer.sendText("{\"event\":\"price\",\"channel\":\"EURUSD\",\"bid\":1.08" + number % 100 + "}");
            }
        });
    }

    /** Jetty with TLS and HTTP/2, which lets in who knows the token. */
    static PushServer secured(HeldCertificate certificate, String token) throws Exception {
        Ticker ticker = new Ticker();
        return PushServer.with(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) throws Exception {
                        if (!("Bearer " + token).equals(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
                            Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
                            return true;
                        }
                        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
                        try (OutputStream out = Content.Sink.asOutputStream(response)) {
                            for (long number = ticker.next();
                                    !Thread.currentThread().isInterrupted();
                                    number++) {
                                ticker.await(number);
                                out.write(
                                        ("data: {\"seq\":" + number + ",\"time\":" + ticker.atMillis(number) + "}\n\n")
                                                .getBytes(StandardCharsets.UTF_8));
                                out.flush();
                            }
                        }
                        return true;
                    }
                },
                certificate);
    }
}
