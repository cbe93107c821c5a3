package dev.pushbench.benchmarks.implementations;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import dev.pushbench.benchmarks.framing.Received;
import dev.pushbench.benchmarks.framing.RoundTrip;
import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.server.wire.SseEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

/** The same message, written as an event by the server under test and by Jetty's {@code EventSourceServlet}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EventWriterBenchmark {

    /** A message to be sent, as bytes and as the String that the servlet takes. */
    @State(Scope.Thread)
    public static class Outgoing {

        @Param({"126", "1024", "16384", "65536"})
        private int payloadBytes;

        private final ServletEvents servlet = new ServletEvents();
        private byte[] payload;
        private String text;
        private byte[] event;

        /** Encodes once, and says what was added. */
        @Setup
        public void setUp(BenchmarkParams params) throws IOException {
            payload = RoundTrip.payload(payloadBytes);
            text = new String(payload, StandardCharsets.UTF_8);
            event = SseEncoder.event(payload);
            boolean jetty = params.getBenchmark().endsWith("jettyEventSourceServlet");
            FramingProfiler.measured(params, (jetty ? servlet.write(text) : event.length) - payloadBytes);
        }

        /** What both wrote last gives the payload back. */
        @TearDown
        public void check() throws IOException {
            servlet.write(text);
            for (ByteBuffer wire : new ByteBuffer[] {ByteBuffer.wrap(event), servlet.written()}) {
                Received received = new Received();
                received.check(payload, StreamDecoder.ofEventStream(received, payloadBytes), wire);
            }
        }
    }

    /** The server's way: the payload is bytes already. */
    @Benchmark
    public byte[] sseEncoder(Outgoing message) {
        message.event = SseEncoder.event(message.payload);
        return message.event;
    }

    /** The same encoder, which begins with a String here, as the servlet does. */
    @Benchmark
    public byte[] sseEncoderFromString(Outgoing message) {
        message.event = SseEncoder.event(message.text.getBytes(StandardCharsets.UTF_8));
        return message.event;
    }

    /** {@code Emitter.data(String)} into an array that is large enough. Its lines end with CRLF, so it adds 10 bytes. */
    @Benchmark
    public int jettyEventSourceServlet(Outgoing message) {
        try {
            return message.servlet.write(message.text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
