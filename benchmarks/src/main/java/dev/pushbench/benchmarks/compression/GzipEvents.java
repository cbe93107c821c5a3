package dev.pushbench.benchmarks.compression;

import dev.pushbench.server.wire.SseEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/**
 * The sending side of an event stream in gzip, flushed after each event.
 *
 * <p>Owner: the benchmark's thread.
 */
final class GzipEvents implements AutoCloseable {

    /** What a gzip stream of the JDK begins with (RFC 1952, section 2.3.1). */
    static final byte[] HEADER;

    static {
        try (GzipEvents silent = new GzipEvents()) {
            HEADER = silent.wire.toByteArray();
        }
    }

    private final Wire wire = new Wire();
    private final GZIPOutputStream gzip;

    /** The header is written: it belongs to no message. */
    GzipEvents() {
        try {
            gzip = new GZIPOutputStream(wire, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One event, compressed and flushed; valid until the next. */
    ByteBuffer write(byte[] message) {
        wire.reset();
        try {
            gzip.write(SseEncoder.event(message));
            gzip.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wire.view();
    }

    @Override
    public void close() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Wire extends ByteArrayOutputStream {

        synchronized ByteBuffer view() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }
}
