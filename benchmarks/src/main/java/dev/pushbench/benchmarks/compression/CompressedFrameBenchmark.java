package dev.pushbench.benchmarks.compression;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import dev.pushbench.benchmarks.framing.Received;
import dev.pushbench.loadgen.transport.StreamDecoder;
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
 * Messages under permessage-deflate (RFC 7692): Jetty's extension compresses and frames, as the server under test has it
 * do with {@code --deflate}; the load generator's decoder reads.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CompressedFrameBenchmark {

    /** Messages on their way out of a connection. */
    @State(Scope.Thread)
    public static class Outgoing {

        @Param({"128", "1024", "16384"})
        private int payloadBytes;

        /** {@code true}: a message may refer to those before it. */
        @Param({"true", "false"})
        private boolean takeover;

        private DeflatedFrames connection;
        private List<byte[]> messages;
        private int next;

        /** Encodes each message once, and says what it takes on the wire and what a connection holds. */
        @Setup
        public void setUp(BenchmarkParams params) {
            messages = Quotes.messages(payloadBytes);
            connection = new DeflatedFrames(takeover);
            long wireBytes = 0;
            for (byte[] message : messages) {
                wireBytes += connection.write(message).remaining();
            }
            FramingProfiler.onTheWire(params, (double) wireBytes / messages.size());
            HeldMemory.perConnection(() -> {
                        DeflatedFrames another = new DeflatedFrames(takeover);
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
            try (DeflatedFrames fresh = new DeflatedFrames(takeover);
                    StreamDecoder decoder = StreamDecoder.ofDeflatedWebSocket(received, payloadBytes, takeover)) {
                messages.forEach(message -> received.check(message, decoder, fresh.write(message)));
            }
        }
    }

    /** Messages that have come in. */
    @State(Scope.Thread)
    public static class Arrived {

        @Param({"128", "1024", "16384"})
        private int payloadBytes;

        /** {@code true}: a message may refer to those before it. */
        @Param({"true", "false"})
        private boolean takeover;

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
            try (DeflatedFrames server = new DeflatedFrames(takeover)) {
                for (byte[] message : messages) {
                    ByteBuffer frame = server.write(message);
                    wireBytes += frame.remaining();
                    wire.add(ByteBuffer.allocateDirect(frame.remaining())
                            .put(frame)
                            .flip());
                }
            }
            decoder = StreamDecoder.ofDeflatedWebSocket(received, payloadBytes, takeover);
            FramingProfiler.onTheWire(params, (double) wireBytes / messages.size());
            HeldMemory.perConnection(() -> {
                        StreamDecoder another = StreamDecoder.ofDeflatedWebSocket(received, payloadBytes, takeover);
                        wire.forEach(frame -> another.feed(frame.rewind(), 0));
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

    /** Compresses one message, frames it, and copies it into the wire's buffer. */
    @Benchmark
    public ByteBuffer deflate(Outgoing messages) {
        return messages.write();
    }

    /** Reads one frame, and gathers what it stands for. */
    @Benchmark
    public int inflate(Arrived messages) {
        return messages.read();
    }
}
