package dev.pushbench.benchmarks.framing;

import dev.pushbench.reports.bytes.WebSocketFrames;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.internal.Generator;
import org.eclipse.jetty.websocket.core.internal.Parser;
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

/** One message as a WebSocket frame from client to server, masked: Jetty's client writes it, its server reads it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ClientFrameBenchmark {

    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    /** A message that leaves alone: the header in one buffer, the masked copy of the payload in another. */
    @State(Scope.Thread)
    public static class Lone {

        @Param({"0", "16", "125", "126", "1024", "65535", "65536"})
        private int payloadBytes;

        private final byte[] mask = MASK.clone();
        private Outgoing outgoing;

        /** Encodes once, and says how long the header is. */
        @Setup
        public void setUp(BenchmarkParams params) {
            outgoing = new Outgoing(payloadBytes);
            outgoing.encode(mask);
            FramingProfiler.measured(params, outgoing.header.remaining());
        }

        /** The last header and the last masked payload are the frame that the standard describes. */
        @TearDown
        public void check() {
            outgoing.check();
        }
    }

    /** The same, with a mask of its own for each frame. */
    @State(Scope.Thread)
    public static class LoneUnpredictable {

        // What drawing the mask adds does not depend on the payload.
        @Param({"16", "1024"})
        private int payloadBytes;

        // The source that Jetty's client draws its masks from.
        private final Random random = new SecureRandom();
        private Outgoing outgoing;

        /** Encodes once, and says how long the header is. */
        @Setup
        public void setUp(BenchmarkParams params) {
            outgoing = new Outgoing(payloadBytes);
            outgoing.encode(newMask());
            FramingProfiler.measured(params, outgoing.header.remaining());
        }

        private byte[] newMask() {
            byte[] mask = new byte[4];
            random.nextBytes(mask);
            return mask;
        }

        /** The last header and the last masked payload are the frame that the standard describes. */
        @TearDown
        public void check() {
            outgoing.check();
        }
    }

    /** A frame that lies whole in the read buffer, which is direct, as Jetty's is. */
    @State(Scope.Thread)
    public static class Arrived {

        @Param({"0", "16", "125", "126", "1024", "65535", "65536"})
        private int payloadBytes;

        private final Parser parser = parser();
        private byte[] payload;
        private ByteBuffer wire;

        /** Jetty writes the frame that is going to be read. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            wire = BufferUtil.allocateDirect(Generator.MAX_HEADER_LENGTH + payloadBytes);
            write();
            FramingProfiler.measured(params, wire.remaining() - payloadBytes);
        }

        private void write() {
            BufferUtil.clear(wire);
            Frame frame = new Frame(OpCode.TEXT, ByteBuffer.wrap(payload)).setMask(MASK.clone());
            new Generator().generateWholeFrame(frame, wire);
        }

        /** The parser that was measured still gives the payload of a fresh frame back. */
        @TearDown
        public void check() {
            write();
            RoundTrip.checkFraming(
                    WebSocketFrames.fromClient().headerBytes(payloadBytes),
                    wire.remaining() - payloadBytes,
                    payloadBytes);
            checkParsed(payload, parser.parse(wire));
        }
    }

    /** Jetty's way with a masked frame, and where it puts it. */
    private static final class Outgoing {

        private final Generator generator = new Generator();
        private final ByteBuffer header = BufferUtil.allocateDirect(Generator.MAX_HEADER_LENGTH);
        private final byte[] payload;
        private final ByteBuffer masked;

        Outgoing(int payloadBytes) {
            payload = RoundTrip.payload(payloadBytes);
            masked = BufferUtil.allocateDirect(payloadBytes);
        }

        Frame encode(byte[] mask) {
            Frame frame = new Frame(OpCode.TEXT, ByteBuffer.wrap(payload)).setMask(mask);
            BufferUtil.clear(header);
            generator.generateHeader(frame, header);
            BufferUtil.clear(masked);
            generator.generatePayload(frame, masked);
            return frame;
        }

        void check() {
            RoundTrip.checkFraming(
                    WebSocketFrames.fromClient().headerBytes(payload.length), header.remaining(), payload.length);
            ByteBuffer wire = ByteBuffer.allocate(header.remaining() + masked.remaining());
            wire.put(header.duplicate()).put(masked.duplicate()).flip();
            checkParsed(payload, parser().parse(wire));
        }
    }

    private static Parser parser() {
        return new Parser(new ArrayByteBufferPool());
    }

    private static void checkParsed(byte[] payload, Frame.Parsed frame) {
        if (frame == null || frame.getOpCode() != OpCode.TEXT || !frame.isFin()) {
            throw new IllegalStateException("no whole text frame came back, but " + frame);
        }
        RoundTrip.checkPayload(payload, frame.hasPayload() ? frame.getPayload() : BufferUtil.EMPTY_BUFFER);
    }

    /** Makes the frame object, writes the header and masks the payload into a buffer, with a mask that is there already. */
    @Benchmark
    public Frame encode(Lone message) {
        return message.outgoing.encode(message.mask);
    }

    /** The same, and draws the mask first, as Jetty's client does for each frame. */
    @Benchmark
    public Frame encodeWithNewMask(LoneUnpredictable message) {
        return message.outgoing.encode(message.newMask());
    }

    /**
     * Reads the header, makes the frame object and takes the mask off in place. So every second call finds the plain
     * payload and masks it; exclusive or takes its time whatever the bytes are. That the payload is UTF-8 is not checked
     * here: Jetty does that when it makes a message of frames.
     */
    @Benchmark
    public Frame.Parsed decode(Arrived frame) {
        return frame.parser.parse(frame.wire.rewind());
    }
}
