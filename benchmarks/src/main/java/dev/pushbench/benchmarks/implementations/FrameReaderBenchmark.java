package dev.pushbench.benchmarks.implementations;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import dev.pushbench.benchmarks.framing.Received;
import dev.pushbench.benchmarks.framing.RoundTrip;
import dev.pushbench.loadgen.transport.StreamDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import okhttp3.internal.ws.WebSocketReader;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The same unmasked text frames, read by the load generator's decoder, by Jetty and by okhttp. An operation is one frame
 * of a read that brought 32.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class FrameReaderBenchmark {

    private static final int FRAMES = 32;

    /** Bytes that lie whole in memory: in a direct buffer as the load generator reads it, and in okio's segments. */
    @State(Scope.Thread)
    public static class Read {

        @Param({"126", "1024", "16384", "65536"})
        private int payloadBytes;

        private final Received received = new Received();
        private final Parser parser = new Parser(new ArrayByteBufferPool());
        private final OkHttpReader okhttp = new OkHttpReader();
        private byte[] payload;
        private ByteBuffer wire;
        private StreamDecoder decoder;
        private StreamDecoder decoderToString;
        private String text;

        /** Jetty writes what is going to be read. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            wire = BufferUtil.allocateDirect(FRAMES * (Generator.MAX_HEADER_LENGTH + payloadBytes));
            Generator generator = new Generator();
            for (int i = 0; i < FRAMES; i++) {
                generator.generateWholeFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(payload)), wire);
            }
            okhttp.wire.write(BufferUtil.toArray(wire));
            decoder = StreamDecoder.ofWebSocket(received, payloadBytes);
            decoderToString = StreamDecoder.ofWebSocket(this::toText, payloadBytes);
            FramingProfiler.measured(params, wire.remaining() / FRAMES - payloadBytes);
        }

        private void toText(ByteBuffer data, long receivedNs) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            text = new String(bytes, StandardCharsets.UTF_8);
        }

        private Frame.Parsed parse() {
            wire.rewind();
            Frame.Parsed last = null;
            for (int i = 0; i < FRAMES; i++) {
                last = parser.parse(wire);
            }
            return last;
        }

        /** Each reader gives the payload back. */
        @TearDown
        public void check() {
            received.check(payload, decoder, wire.rewind());
            decoderToString.feed(wire.rewind(), 0);
            RoundTrip.checkPayload(payload, StandardCharsets.UTF_8.encode(text));
            RoundTrip.checkPayload(payload, parse().getPayload());
            RoundTrip.checkPayload(payload, StandardCharsets.UTF_8.encode(okhttp.read()));
        }
    }

    /** okhttp's reader is public on the class path, though no part of its API. */
    private static final class OkHttpReader implements WebSocketReader.FrameCallback {

        private final Buffer wire = new Buffer();
        private final Buffer unread = new Buffer();
        private final WebSocketReader reader = new WebSocketReader(true, unread, this, false, false);
        private String last;

        String read() {
            // Shares the segments, and copies nothing.
            wire.copyTo(unread, 0, wire.size());
            try {
                for (int i = 0; i < FRAMES; i++) {
                    reader.processNextFrame();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return last;
        }

        @Override
        public void onReadMessage(String text) {
            last = text;
        }

        @Override
        public void onReadMessage(ByteString bytes) {
            throw unexpected();
        }

        @Override
        public void onReadPing(ByteString payload) {
            throw unexpected();
        }

        @Override
        public void onReadPong(ByteString payload) {
            throw unexpected();
        }

        @Override
        public void onReadClose(int code, String reason) {
            throw unexpected();
        }

        private static IllegalStateException unexpected() {
            return new IllegalStateException("okhttp read something else than text");
        }
    }

    /** The load generator's way: UTF-8 is checked, the payload is handed on as a view. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int webSocketDecoder(Read read) {
        read.decoder.feed(read.wire.rewind(), 0);
        return read.received.takeBytes();
    }

    /** The same decoder, with a String made of each message: what okhttp gives to its listener. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public String webSocketDecoderToString(Read read) {
        read.decoderToString.feed(read.wire.rewind(), 0);
        return read.text;
    }

    /** Jetty's parser: a frame object for each, with the payload as a slice; UTF-8 is left to those who come after it. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public Frame.Parsed jettyParser(Read read) {
        return read.parse();
    }

    /** okhttp's reader: a String for each. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public String okhttpWebSocketReader(Read read) {
        return read.okhttp.read();
    }
}
