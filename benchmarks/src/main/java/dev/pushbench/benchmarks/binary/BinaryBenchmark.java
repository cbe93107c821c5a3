package dev.pushbench.benchmarks.binary;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import dev.pushbench.benchmarks.framing.Received;
import dev.pushbench.benchmarks.framing.RoundTrip;
import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.server.wire.SseEncoder;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
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

/**
 * Bytes that are no text: a WebSocket frame carries them as they are, an event stream in base64 (RFC 4648, section 4),
 * which takes four characters for three bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class BinaryBenchmark {

    /** A message to be sent. */
    @State(Scope.Thread)
    public static class Outgoing {

        @Param({"126", "1024", "16384", "65536", "1048576"})
        private int payloadBytes;

        private final Generator generator = new Generator();
        private byte[] payload;
        private ByteBuffer wire;

        /** Encodes once, and says what was added: to the event, base64 and fields. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = random(payloadBytes);
            wire = BufferUtil.allocateDirect(SseEncoder.base64Event(payload).length + Generator.MAX_HEADER_LENGTH);
            boolean frame = params.getBenchmark().endsWith("encodeFrame");
            FramingProfiler.measured(params, (frame ? writeFrame() : writeEvent()) - payloadBytes);
        }

        private int writeFrame() {
            BufferUtil.clear(wire);
            generator.generateWholeFrame(new Frame(OpCode.BINARY, ByteBuffer.wrap(payload)), wire);
            return wire.remaining();
        }

        private int writeEvent() {
            return wire.clear().put(SseEncoder.base64Event(payload)).flip().remaining();
        }

        /** A frame and an event written now give the payload back. */
        @TearDown
        public void check() {
            writeFrame();
            Received received = new Received();
            received.check(payload, StreamDecoder.ofWebSocket(received, payloadBytes), wire);
            writeEvent();
            Base64Data data = new Base64Data(payloadBytes);
            StreamDecoder.ofEventStream(data::decode, wire.limit()).feed(wire, 0);
            RoundTrip.checkPayload(payload, data.decoded);
        }
    }

    /** The same message as a frame and as an event, each whole in a direct read buffer. */
    @State(Scope.Thread)
    public static class Arrived {

        @Param({"126", "1024", "16384", "65536", "1048576"})
        private int payloadBytes;

        private final Received received = new Received();
        private byte[] payload;
        private StreamDecoder frames;
        private ByteBuffer frame;
        private StreamDecoder events;
        private ByteBuffer event;
        private Base64Data data;

        /** The server's encoders write what is going to be read. */
        @Setup
        public void setUp() {
            payload = random(payloadBytes);
            frame = BufferUtil.allocateDirect(Generator.MAX_HEADER_LENGTH + payloadBytes);
            new Generator().generateWholeFrame(new Frame(OpCode.BINARY, ByteBuffer.wrap(payload)), frame);
            frames = StreamDecoder.ofWebSocket(received, payloadBytes);
            byte[] encoded = SseEncoder.base64Event(payload);
            event = ByteBuffer.allocateDirect(encoded.length).put(encoded);
            data = new Base64Data(payloadBytes);
            events = StreamDecoder.ofEventStream(data::decode, encoded.length);
        }

        /** Both decoders still give the payload back. */
        @TearDown
        public void check() {
            received.check(payload, frames, frame.rewind());
            data.decoded.clear();
            events.feed(event.rewind(), 0);
            RoundTrip.checkPayload(payload, data.decoded);
        }
    }

    /** What a client must do to have the bytes; both arrays are used again for each message. */
    private static final class Base64Data {

        private final byte[] characters;
        private final ByteBuffer decoded;

        Base64Data(int payloadBytes) {
            characters = new byte[(payloadBytes + 2) / 3 * 4];
            decoded = ByteBuffer.allocate(payloadBytes);
        }

        void decode(ByteBuffer data, long receivedNs) {
            data.get(characters);
            int bytes = Base64.getDecoder().decode(characters, decoded.array());
            decoded.clear().limit(bytes);
        }
    }

    private static byte[] random(int bytes) {
        byte[] payload = new byte[bytes];
        new Random(bytes).nextBytes(payload);
        return payload;
    }

    /** Jetty's {@code Generator} writes header and payload into the wire's buffer. */
    @Benchmark
    public int encodeFrame(Outgoing message) {
        return message.writeFrame();
    }

    /** {@link SseEncoder}, which takes the JDK's base64; the event is copied into the wire's buffer. */
    @Benchmark
    public int encodeBase64Event(Outgoing message) {
        return message.writeEvent();
    }

    /** The load generator's WebSocket decoder; no byte of the payload is looked at. */
    @Benchmark
    public int decodeFrame(Arrived message) {
        message.frames.feed(message.frame.rewind(), 0);
        return message.received.takeBytes();
    }

    /** The load generator's SSE parser, and the JDK's base64. */
    @Benchmark
    public int decodeBase64Event(Arrived message) {
        message.events.feed(message.event.rewind(), 0);
        return message.data.decoded.limit();
    }
}
