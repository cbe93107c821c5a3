package dev.pushbench.benchmarks.framing;

import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.reports.bytes.SseEvent;
import dev.pushbench.server.wire.SseEncoder;
import java.nio.ByteBuffer;
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

/** One message as an event of an event stream: the server under test writes it, the load generator reads it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EventBenchmark {

    /** A message to be sent. */
    @State(Scope.Thread)
    public static class Outgoing {

        @Param({"0", "16", "125", "126", "1024", "65535", "65536"})
        private int payloadBytes;

        private byte[] payload;
        private byte[] event;

        /** Encodes once, and says what was added. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            event = SseEncoder.event(payload);
            FramingProfiler.measured(params, event.length - payloadBytes);
        }

        /** The last event is what the standard describes. */
        @TearDown
        public void check() {
            RoundTrip.checkFraming(
                    SseEvent.ofLines(1).around(payloadBytes).bytes(), event.length - payloadBytes, payloadBytes);
            Received received = new Received();
            received.check(payload, StreamDecoder.ofEventStream(received, payloadBytes), ByteBuffer.wrap(event));
        }
    }

    /** An event that lies whole in the read buffer, which is direct, as the load generator's is. */
    @State(Scope.Thread)
    public static class Arrived {

        @Param({"0", "16", "125", "126", "1024", "65535", "65536"})
        private int payloadBytes;

        private final Received received = new Received();
        private StreamDecoder decoder;
        private byte[] payload;
        private ByteBuffer wire;

        /** The server's encoder writes the event that is going to be read. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            byte[] event = SseEncoder.event(payload);
            wire = ByteBuffer.allocateDirect(event.length).put(event).flip();
            decoder = StreamDecoder.ofEventStream(received, payloadBytes);
            FramingProfiler.measured(params, wire.remaining() - payloadBytes);
        }

        /** The decoder that was measured still gives the payload back. */
        @TearDown
        public void check() {
            wire.rewind();
            RoundTrip.checkFraming(
                    SseEvent.ofLines(1).around(payloadBytes).bytes(), wire.remaining() - payloadBytes, payloadBytes);
            received.check(payload, decoder, wire);
        }
    }

    /**
     * Looks for line breaks, makes the array of the event and copies the payload into it. A broadcast pays for this
     * once, however many subscriptions share the event.
     */
    @Benchmark
    public byte[] encode(Outgoing message) {
        message.event = SseEncoder.event(message.payload);
        return message.event;
    }

    /** Reads the field's name, looks for the end of the line and hands the data on as a view: no copy, no String. */
    @Benchmark
    public int decode(Arrived event) {
        event.decoder.feed(event.wire.rewind(), 0);
        return event.received.takeBytes();
    }
}
