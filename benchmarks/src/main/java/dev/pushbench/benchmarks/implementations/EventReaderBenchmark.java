package dev.pushbench.benchmarks.implementations;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import dev.pushbench.benchmarks.framing.Received;
import dev.pushbench.benchmarks.framing.RoundTrip;
import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.server.wire.SseEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import okio.Buffer;
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
 * The same event stream, read by the load generator's parser and by okhttp-sse. An operation is one event of a body that
 * holds 32; what a response object costs okhttp is spread over them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EventReaderBenchmark {

    private static final int EVENTS = 32;

    /** A body that lies whole in memory: in a direct buffer as the load generator reads it, and in okio's segments. */
    @State(Scope.Thread)
    public static class Body {

        @Param({"126", "1024", "16384", "65536"})
        private int payloadBytes;

        private final Received received = new Received();
        private final OkHttpReader okhttp = new OkHttpReader();
        private byte[] payload;
        private ByteBuffer wire;
        private StreamDecoder parser;
        private StreamDecoder parserToString;
        private String text;

        /** The server's encoder writes what is going to be read. */
        @Setup
        public void setUp(BenchmarkParams params) {
            payload = RoundTrip.payload(payloadBytes);
            byte[] event = SseEncoder.event(payload);
            wire = ByteBuffer.allocateDirect(EVENTS * event.length);
            for (int i = 0; i < EVENTS; i++) {
                wire.put(event);
                okhttp.body.write(event);
            }
            parser = StreamDecoder.ofEventStream(received, payloadBytes);
            parserToString = StreamDecoder.ofEventStream(this::toText, payloadBytes);
            FramingProfiler.measured(params, event.length - payloadBytes);
        }

        private void toText(ByteBuffer data, long receivedNs) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            text = new String(bytes, StandardCharsets.UTF_8);
        }

        /** Each reader gives the payload back, and okhttp as many events as there are. */
        @TearDown
        public void check() {
            received.check(payload, parser, wire.rewind());
            parserToString.feed(wire.rewind(), 0);
            RoundTrip.checkPayload(payload, StandardCharsets.UTF_8.encode(text));
            okhttp.read();
            RoundTrip.checkPayload(payload, StandardCharsets.UTF_8.encode(okhttp.last));
            if (okhttp.events % EVENTS != 0) {
                throw new IllegalStateException("okhttp-sse read " + okhttp.events + " events of bodies of " + EVENTS);
            }
        }
    }

    private static final class OkHttpReader extends EventSourceListener {

        private static final MediaType EVENT_STREAM = MediaType.get("text/event-stream");

        private final Request request =
                new Request.Builder().url("http://localhost/").build();
        private final Buffer body = new Buffer();
        private String last;
        private long events;

        String read() {
            // Shares the segments, and copies nothing.
            Buffer unread = body.clone();
            Response response = new Response.Builder()
                    .request(request)
                    .protocol(Protocol.HTTP_1_1)
                    .code(200)
                    .message("OK")
                    .body(ResponseBody.create(unread, EVENT_STREAM, unread.size()))
                    .build();
            EventSources.processResponse(response, this);
            return last;
        }

        @Override
        public void onEvent(EventSource source, String id, String type, String data) {
            last = data;
            events++;
        }

        @Override
        public void onFailure(EventSource source, Throwable failure, Response response) {
            throw new IllegalStateException("okhttp-sse could not read the body", failure);
        }
    }

    /** The load generator's way: data is handed on as a view. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int sseParser(Body body) {
        body.parser.feed(body.wire.rewind(), 0);
        return body.received.takeBytes();
    }

    /** The same parser, with a String made of each event's data: what okhttp-sse gives to its listener. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public String sseParserToString(Body body) {
        body.parserToString.feed(body.wire.rewind(), 0);
        return body.text;
    }

    /** {@link EventSources#processResponse}: the reader of okhttp-sse, fed from a body without a socket. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public String okhttpSse(Body body) {
        return body.okhttp.read();
    }
}
