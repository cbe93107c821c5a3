package dev.pushbench.benchmarks.framing;

import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.server.wire.SseEncoder;
import java.nio.ByteBuffer;
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

/** Text whose characters take one, two or four bytes: what looks at each byte may care, and what copies must not. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TextBenchmark {

    /** A message to be sent. */
    @State(Scope.Thread)
    public static class Outgoing {

        @Param({"ascii", "two-byte", "four-byte"})
        private String text;

        @Param({"126", "1024", "16384"})
        private int payloadBytes;

        private byte[] payload;
        private byte[] event;

        /** Encodes once, and says what was added. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(text, payloadBytes);
            event = SseEncoder.event(payload);
            FramingProfiler.measured(params, event.length - payloadBytes);
        }

        /** The last event gives the payload back. */
        @TearDown
        public void check() {
            Received received = new Received();
            received.check(payload, StreamDecoder.ofEventStream(received, payloadBytes), ByteBuffer.wrap(event));
        }
    }

    /** The same message as a frame and as an event, each whole in a direct read buffer. */
    @State(Scope.Thread)
    public static class Arrived {

        @Param({"ascii", "two-byte", "four-byte"})
        private String text;

        @Param({"126", "1024", "16384"})
        private int payloadBytes;

        private final Received received = new Received();
        private byte[] payload;
        private StreamDecoder frames;
        private ByteBuffer frame;
        private StreamDecoder events;
        private ByteBuffer event;

        /** The server's encoders write what is going to be read. */
        @Setup
        public void setUp() {
            payload = RoundTrip.payload(text, payloadBytes);
            frame = BufferUtil.allocateDirect(Generator.MAX_HEADER_LENGTH + payloadBytes);
            new Generator().generateWholeFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(payload)), frame);
            byte[] encoded = SseEncoder.event(payload);
            event = ByteBuffer.allocateDirect(encoded.length).put(encoded);
            frames = StreamDecoder.ofWebSocket(received, payloadBytes);
            events = StreamDecoder.ofEventStream(received, payloadBytes);
        }

        private int decode(StreamDecoder decoder, ByteBuffer wire) {
            decoder.feed(wire.rewind(), 0);
            return received.takeBytes();
        }

        /** Both decoders still give the payload back. */
        @TearDown
        public void check() {
            received.check(payload, frames, frame.rewind());
            received.check(payload, events, event.rewind());
        }
    }

    /** {@link SseEncoder}: looks for line breaks and copies. */
    @Benchmark
    public byte[] encodeEvent(Outgoing message) {
        message.event = SseEncoder.event(message.payload);
        return message.event;
    }

    /** The load generator's SSE parser: looks for the end of the line. It does not check that the text is UTF-8. */
    @Benchmark
    public int decodeEvent(Arrived message) {
        return message.decode(message.events, message.event);
    }

    /** The load generator's WebSocket decoder, which checks that text is UTF-8, as RFC 6455, section 8.1, demands. */
    @Benchmark
    public int decodeFrame(Arrived message) {
        return message.decode(message.frames, message.frame);
    }
}
