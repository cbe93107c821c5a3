package dev.pushbench.benchmarks.compression;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import dev.pushbench.benchmarks.framing.Received;
import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.server.wire.SseEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * An event stream in gzip (RFC 1952), flushed after each event: the JDK's {@code GZIPOutputStream} compresses what
 * {@link SseEncoder} writes; the load generator's decoder reads. The stream has one context from its beginning to its end.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CompressedEventBenchmark {

    /** Messages on their way out of a connection. */
    @State(Scope.Thread)
    public static class Outgoing {

        @Param({"128", "1024", "16384"})
        private int payloadBytes;

        private final GzipEvents connection = new GzipEvents();
        private List<byte[]> messages;
        private int next;

        /** Encodes each message once, and says what it takes on the wire and what a connection holds. */
        @Setup
        public void setUp(BenchmarkParams params) {
            messages = Quotes.messages(payloadBytes);
            long wireBytes = 0;
            for (byte[] message : messages) {
                wireBytes += connection.write(message).remaining();
            }
            FramingProfiler.onTheWire(params, (double) wireBytes / messages.size());
            HeldMemory.perConnection(() -> {
                        GzipEvents another = new GzipEvents();
                        messages.forEach(another::write);
                        return another;
                    })
                    .ifPresent(held -> FramingProfiler.held(params, held));
        }

        private ByteBuffer write() {
            byte[] message = messages.get(next);
            next = (next + 1) % messages.size();
            return connection.write(message);
        }

        /** The messages of a fresh connection come back as they were. */
        @TearDown
        public void check() {
            connection.close();
            Received received = new Received();
            try (GzipEvents fresh = new GzipEvents();
                    StreamDecoder decoder = opened(received, payloadBytes)) {
                messages.forEach(message -> received.check(message, decoder, fresh.write(message)));
            }
        }
    }

    /** Messages that have come in. */
    @State(Scope.Thread)
    public static class Arrived {

        @Param({"128", "1024", "16384"})
        private int payloadBytes;

        private final Received received = new Received();
        private final List<ByteBuffer> wire = new ArrayList<>();
        private List<byte[]> messages;
        private StreamDecoder decoder;
        private int next;

        /**
         * Writes what is going to be read, over and over: none refers to what came before the first, and what lies
         * between two of them is the same in each round.
         */
        @Setup
        public void setUp(BenchmarkParams params) {
            messages = Quotes.messages(payloadBytes);
            long wireBytes = 0;
            try (GzipEvents server = new GzipEvents()) {
                for (byte[] message : messages) {
                    ByteBuffer piece = server.write(message);
                    wireBytes += piece.remaining();
                    wire.add(ByteBuffer.allocateDirect(piece.remaining())
                            .put(piece)
                            .flip());
                }
            }
            decoder = opened(received, payloadBytes);
            FramingProfiler.onTheWire(params, (double) wireBytes / messages.size());
            HeldMemory.perConnection(() -> {
                        StreamDecoder another = opened(received, payloadBytes);
                        wire.forEach(piece -> another.feed(piece.rewind(), 0));
                        return another;
                    })
                    .ifPresent(held -> FramingProfiler.held(params, held));
        }

        private int read() {
            decoder.feed(wire.get(next).rewind(), 0);
            next = (next + 1) % wire.size();
            return received.takeBytes();
        }

        /** The decoder that was measured still gives all messages back. */
        @TearDown
        public void check() {
            while (next != 0) {
                read();
            }
            for (int i = 0; i < wire.size(); i++) {
                received.check(messages.get(i), decoder, wire.get(i).rewind());
            }
            decoder.close();
        }
    }

    private static StreamDecoder opened(Received received, int maxMessageBytes) {
        StreamDecoder opened = StreamDecoder.ofGzipEventStream(received, maxMessageBytes);
        opened.feed(ByteBuffer.wrap(GzipEvents.HEADER), 0);
        return opened;
    }

    /** Writes one event, compresses it and flushes. */
    @Benchmark
    public ByteBuffer gzip(Outgoing messages) {
        return messages.write();
    }

    /** Reads what one flush brought. */
    @Benchmark
    public int gunzip(Arrived messages) {
        return messages.read();
    }
}
