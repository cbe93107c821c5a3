package dev.pushbench.benchmarks.implementations;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import dev.pushbench.benchmarks.framing.RoundTrip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import okhttp3.internal.ws.WebSocketWriter;
import okio.Buffer;
import okio.ByteString;
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

/** The same message, written as one text frame by Jetty and by okhttp, header and payload into one place. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class FrameWriterBenchmark {

    /** A message to be sent. */
    @State(Scope.Thread)
    public static class Outgoing {

        @Param({"126", "1024", "16384", "65536"})
        private int payloadBytes;

        /** {@code true}: from client to server, with a mask of its own for each frame. */
        @Param({"false", "true"})
        private boolean masked;

        private final Generator generator = new Generator();
        /** One source of masks for both; the quality of its numbers is not what is measured. */
        private final Random random = new Random(1);

        private final Buffer okhttpWire = new Buffer();
        private byte[] payload;
        private ByteString okhttpPayload;
        private WebSocketWriter okhttp;
        private ByteBuffer wire;

        /** Encodes once, and says what was added. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            okhttpPayload = ByteString.of(payload);
            wire = BufferUtil.allocateDirect(Generator.MAX_HEADER_LENGTH + payloadBytes);
            okhttp = new WebSocketWriter(masked, okhttpWire, random, false, false, 0);
            boolean jetty = params.getBenchmark().endsWith("jettyGenerator");
            FramingProfiler.measured(params, (int) (jetty ? writeByJetty() : writeByOkhttp()) - payloadBytes);
        }

        private int writeByJetty() {
            Frame frame = new Frame(OpCode.TEXT, ByteBuffer.wrap(payload));
            if (masked) {
                byte[] mask = new byte[4];
                random.nextBytes(mask);
                frame.setMask(mask);
            }
            BufferUtil.clear(wire);
            generator.generateWholeFrame(frame, wire);
            return wire.remaining();
        }

        private long writeByOkhttp() {
            okhttpWire.clear();
            try {
                okhttp.writeMessageFrame(OpCode.TEXT, okhttpPayload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return okhttpWire.size();
        }

        /** What both write gives the payload back. */
        @TearDown
        public void check() {
            writeByJetty();
            writeByOkhttp();
            for (ByteBuffer frame : new ByteBuffer[] {wire, ByteBuffer.wrap(okhttpWire.readByteArray())}) {
                Frame.Parsed parsed = new Parser(new ArrayByteBufferPool()).parse(frame);
                if (parsed.isMasked() != masked) {
                    throw new IllegalStateException("masked is " + parsed.isMasked() + " and should be " + masked);
                }
                RoundTrip.checkPayload(payload, parsed.getPayload());
            }
        }
    }

    /** A frame object, and header and payload in one buffer. */
    @Benchmark
    public int jettyGenerator(Outgoing message) {
        return message.writeByJetty();
    }

    /** Header and payload in okio's segments. The writer is public on the class path, though no part of okhttp's API. */
    @Benchmark
    public long okhttpWebSocketWriter(Outgoing message) {
        return message.writeByOkhttp();
    }
}
