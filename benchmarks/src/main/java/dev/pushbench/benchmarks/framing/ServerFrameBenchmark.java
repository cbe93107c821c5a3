package dev.pushbench.benchmarks.framing;

import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.reports.bytes.WebSocketFrames;
import dev.pushbench.server.wire.PushMessage;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.eclipse.jetty.websocket.core.internal.Generator;
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

/** One message as a WebSocket frame from server to client, unmasked: Jetty writes it, the load generator reads it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ServerFrameBenchmark {

    /** A message that leaves alone: Jetty puts the header into a buffer of its own and hands the payload on as it is. */
    @State(Scope.Thread)
    public static class Lone {

        @Param({"0", "16", "125", "126", "1024", "65535", "65536"})
        private int payloadBytes;

        private final Generator generator = new Generator();
        private final ByteBuffer header = BufferUtil.allocateDirect(Generator.MAX_HEADER_LENGTH);
        private byte[] payload;
        private PushMessage message;

        /** Encodes once, and says how long the header is. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            message = new PushMessage(payload);
            encode();
            FramingProfiler.measured(params, header.remaining());
        }

        private Frame encode() {
            Frame frame = new Frame(OpCode.TEXT, message.payload());
            BufferUtil.clear(header);
            generator.generateHeader(frame, header);
            return frame;
        }

        /** The last header, with the payload behind it, is the frame that the standard describes. */
        @TearDown
        public void check() {
            RoundTrip.checkFraming(
                    WebSocketFrames.fromServer().headerBytes(payloadBytes), header.remaining(), payloadBytes);
            ByteBuffer wire =
                    ByteBuffer.allocate(header.remaining() + payloadBytes).put(header.duplicate());
            checkDecoded(payload, wire.put(payload).flip());
        }
    }

    /** A message with another right behind it: Jetty gathers them in its output buffer, if they are small. */
    @State(Scope.Thread)
    public static class Batched {

        // Jetty does so with payloads below a quarter of its output buffer of 4,096 bytes.
        @Param({"0", "16", "125", "126"})
        private int payloadBytes;

        private final Generator generator = new Generator();
        private final ByteBuffer batch = BufferUtil.allocateDirect(WebSocketConstants.DEFAULT_OUTPUT_BUFFER_SIZE);
        private byte[] payload;
        private PushMessage message;

        /** Encodes once, and says what was added. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            message = new PushMessage(payload);
            encode();
            FramingProfiler.measured(params, batch.remaining() - payloadBytes);
        }

        private Frame encode() {
            Frame frame = new Frame(OpCode.TEXT, message.payload());
            BufferUtil.clear(batch);
            generator.generateWholeFrame(frame, batch);
            return frame;
        }

        /** The last frame is what the standard describes. */
        @TearDown
        public void check() {
            int framing = batch.remaining() - payloadBytes;
            RoundTrip.checkFraming(WebSocketFrames.fromServer().headerBytes(payloadBytes), framing, payloadBytes);
            checkDecoded(payload, batch);
        }
    }

    /** A frame that lies whole in the read buffer, which is direct, as the load generator's is. */
    @State(Scope.Thread)
    public static class Arrived {

        @Param({"0", "16", "125", "126", "1024", "65535", "65536"})
        private int payloadBytes;

        private final Received received = new Received();
        private StreamDecoder decoder;
        private byte[] payload;
        private ByteBuffer wire;

        /** Jetty writes the frame that is going to be read. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            wire = BufferUtil.allocateDirect(Generator.MAX_HEADER_LENGTH + payloadBytes);
            new Generator().generateWholeFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(payload)), wire);
            decoder = StreamDecoder.ofWebSocket(received, payloadBytes);
            FramingProfiler.measured(params, wire.remaining() - payloadBytes);
        }

        /** The decoder that was measured still gives the payload back. */
        @TearDown
        public void check() {
            wire.rewind();
            RoundTrip.checkFraming(
                    WebSocketFrames.fromServer().headerBytes(payloadBytes),
                    wire.remaining() - payloadBytes,
                    payloadBytes);
            received.check(payload, decoder, wire);
        }
    }

    private static void checkDecoded(byte[] payload, ByteBuffer wire) {
        Received received = new Received();
        received.check(payload, StreamDecoder.ofWebSocket(received, payload.length), wire);
    }

    /**
     * Makes the frame object and writes the header. Jetty copies no payload here, so its size must not matter; the
     * operating system copies it later. Each subscription of a broadcast pays for this once.
     */
    @Benchmark
    public Frame encode(Lone message) {
        return message.encode();
    }

    /** Makes the frame object, writes the header and copies the payload behind it. */
    @Benchmark
    public Frame encodeBatched(Batched message) {
        return message.encode();
    }

    /** Reads the header, checks that the payload is UTF-8 and hands it on as a view: no copy, no String. */
    @Benchmark
    public int decode(Arrived frame) {
        frame.decoder.feed(frame.wire.rewind(), 0);
        return frame.received.takeBytes();
    }
}
