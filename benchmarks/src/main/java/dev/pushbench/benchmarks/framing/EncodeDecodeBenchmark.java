package dev.pushbench.benchmarks.framing;

import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.server.wire.SseEncoder;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
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

/** One message written by one side and read by the other, in one operation. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EncodeDecodeBenchmark {

    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    /** A message, and both ends of a frame. */
    @State(Scope.Thread)
    public static class Frames {

        @Param({"126", "1024", "16384", "65536", "1048576"})
        private int payloadBytes;

        private final Generator generator = new Generator();
        private final Parser server = ClientFrameBenchmark.parser();
        private final Received received = new Received();
        private byte[] payload;
        private ByteBuffer wire;
        private StreamDecoder client;

        /** Encodes once, and says what was added. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            wire = BufferUtil.allocateDirect(Generator.MAX_HEADER_LENGTH + payloadBytes);
            client = StreamDecoder.ofWebSocket(received, payloadBytes);
            write(params.getBenchmark().endsWith("maskedFrame") ? MASK : null);
            FramingProfiler.measured(params, wire.remaining() - payloadBytes);
        }

        private void write(byte[] mask) {
            BufferUtil.clear(wire);
            generator.generateWholeFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(payload)).setMask(mask), wire);
        }

        private int toClient() {
            write(null);
            client.feed(wire, 0);
            return received.takeBytes();
        }

        private Frame.Parsed toServer() {
            write(MASK.clone());
            return server.parse(wire);
        }

        /** Both directions still give the payload back. */
        @TearDown
        public void check() {
            write(null);
            received.check(payload, client, wire);
            RoundTrip.checkPayload(payload, toServer().getPayload());
        }
    }

    /** A message, and both ends of an event stream. */
    @State(Scope.Thread)
    public static class Events {

        @Param({"126", "1024", "16384", "65536", "1048576"})
        private int payloadBytes;

        private final Received received = new Received();
        private byte[] payload;
        private ByteBuffer wire;
        private StreamDecoder client;

        /** Encodes once, and says what was added. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            int eventBytes = SseEncoder.event(payload).length;
            wire = ByteBuffer.allocateDirect(eventBytes);
            client = StreamDecoder.ofEventStream(received, payloadBytes);
            FramingProfiler.measured(params, eventBytes - payloadBytes);
        }

        private void write() {
            wire.clear().put(SseEncoder.event(payload)).flip();
        }

        private int toClient() {
            write();
            client.feed(wire, 0);
            return received.takeBytes();
        }

        /** The stream still gives the payload back. */
        @TearDown
        public void check() {
            write();
            received.check(payload, client, wire);
        }
    }

    /** Server to client: Jetty's {@code Generator} writes into the wire's buffer, the load generator's decoder reads. */
    @Benchmark
    public int frame(Frames message) {
        return message.toClient();
    }

    /** Client to server: Jetty's {@code Generator} masks into the wire's buffer, Jetty's {@code Parser} unmasks in place. */
    @Benchmark
    public Frame.Parsed maskedFrame(Frames message) {
        return message.toServer();
    }

    /** {@link SseEncoder} writes, the event is copied into the wire's buffer, the load generator's parser reads. */
    @Benchmark
    public int event(Events message) {
        return message.toClient();
    }
}
