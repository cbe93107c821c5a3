package dev.pushbench.loadgen.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Somebody else's event stream, on the JDK's own server: 100 events a second, with no times in them. */
final class ForeignEventStream implements AutoCloseable {

    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ForeignEventStream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", ForeignEventStream::stream);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    private static void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                out.write("event: tick\ndata: hello\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                LockSupport.parkNanos(INTERVAL_NS);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
