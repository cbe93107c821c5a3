package dev.pushbench.benchmarks.implementations;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.ee11.servlets.EventSource;
import org.eclipse.jetty.ee11.servlets.EventSourceServlet;

/**
 * Jetty's event source servlet without a container: its emitter writes into an array. Of the container the emitter asks
 * for the response's stream once, when it is made, and for a flush after each event; that flush is left out here, because
 * it is not the writing of an event.
 *
 * <p>Owner: the benchmark's thread.
 */
final class ServletEvents extends EventSourceServlet {

    private static final long serialVersionUID = 1L;

    private final transient Written written = new Written();
    private final transient Emitter emitter;

    ServletEvents() {
        try {
            emitter = new Emitter(exchange());
        } catch (IOException e) {
            throw new IllegalStateException("the emitter could not be made", e);
        }
    }

    /** One event; returns how many bytes it has. */
    int write(String data) throws IOException {
        written.length = 0;
        emitter.data(data);
        return written.length;
    }

    /** The last event. */
    ByteBuffer written() {
        return ByteBuffer.wrap(written.bytes, 0, written.length);
    }

    @Override
    protected EventSource newEventSource(HttpServletRequest request) {
        throw new UnsupportedOperationException("there are no requests");
    }

    /** What the emitter's constructor asks for; anything else would be a change in Jetty that this class must know of. */
    private AsyncContext exchange() {
        Class<?>[] both = {AsyncContext.class, ServletResponse.class};
        return (AsyncContext) Proxy.newProxyInstance(
                ServletEvents.class.getClassLoader(), both, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getResponse" -> proxy;
                    case "getOutputStream" -> written;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private final class Emitter extends EventSourceEmitter {

        Emitter(AsyncContext exchange) throws IOException {
            super(null, exchange);
        }

        @Override
        protected void flush() {}
    }

    private static final class Written extends ServletOutputStream {

        private byte[] bytes = new byte[256];
        private int length;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (length + count));
            }
            System.arraycopy(from, offset, bytes, length, count);
            length += count;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("writes never wait");
        }
    }
}
