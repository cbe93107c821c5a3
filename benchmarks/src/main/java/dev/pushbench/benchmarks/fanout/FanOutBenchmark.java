package dev.pushbench.benchmarks.fanout;

import dev.pushbench.benchmarks.framing.FramingProfiler;
import dev.pushbench.benchmarks.framing.Received;
import dev.pushbench.loadgen.transport.StreamDecoder;
import dev.pushbench.server.publish.Subscriber;
import dev.pushbench.server.publish.Topic;
import dev.pushbench.server.publish.Topics;
import dev.pushbench.server.wire.MessageEncoder;
import dev.pushbench.server.wire.PushMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
 * One message to all subscribers of a topic, through {@link Topic#broadcast} or as a message of its own for each. An
 * operation is the message with all its copies, up to what each subscription would hand to its connection.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class FanOutBenchmark {

    private static final long TIME_NS = 1_000_000_000;

    /** A topic and those who subscribe to it. */
    @State(Scope.Thread)
    public static class Audience {

        @Param({"1", "100", "10000"})
        private int subscribers;

        /** {@code once}: the message is encoded once and shared; {@code each}: once for each subscriber. */
        @Param({"once", "each"})
        private String share;

        @Param({"128", "1024"})
        private int payloadBytes;

        private final Topic topic = new Topics(System::nanoTime).get("fan-out");
        private final List<Outgoing> audience = new ArrayList<>();
        private long published;

        /** Sends to everyone once, and says what each got beyond the payload. */
        @Setup
        public void setUp(BenchmarkParams params) {
            boolean webSocket = params.getBenchmark().endsWith("webSocket");
            Supplier<Outgoing> kind = webSocket ? OutgoingFrame::new : OutgoingEvent::new;
            for (int i = 0; i < subscribers; i++) {
                Outgoing subscriber = kind.get();
                audience.add(subscriber);
                topic.subscribe(subscriber);
            }
            publish();
            FramingProfiler.measured(params, audience.get(0).wire().remaining() - payloadBytes);
        }

        private PushMessage message() {
            return new PushMessage(MessageEncoder.encode(published, TIME_NS, TIME_NS, payloadBytes));
        }

        private void publish() {
            if (share.equals("once")) {
                topic.broadcast(message());
            } else {
                for (Outgoing subscriber : audience) {
                    subscriber.offer(message());
                }
            }
            published++;
        }

        /** Each subscriber has heard of every message, and holds the last. */
        @TearDown
        public void check() {
            byte[] last = MessageEncoder.encode(published - 1, TIME_NS, TIME_NS, payloadBytes);
            for (Outgoing subscriber : audience) {
                if (subscriber.messages != published) {
                    throw new IllegalStateException(
                            published + " messages published, " + subscriber.messages + " offered to a subscriber");
                }
                Received received = new Received();
                received.check(last, subscriber.decoder(received, payloadBytes), subscriber.wire());
            }
        }
    }

    /** Does with a message what the server's subscriptions do, as far as the connection. */
    private abstract static class Outgoing implements Subscriber {

        private long messages;

        @Override
        public final void offer(PushMessage message) {
            messages++;
            encode(message);
        }

        abstract void encode(PushMessage message);

        /** The bytes of the last message. */
        abstract ByteBuffer wire();

        abstract StreamDecoder decoder(Received received, int maxMessageBytes);

        @Override
        public final void heartbeat() {}

        @Override
        public final void end() {}
    }

    private static final class OutgoingEvent extends Outgoing {

        private ByteBuffer event;

        @Override
        void encode(PushMessage message) {
            event = message.sseEvent();
        }

        @Override
        ByteBuffer wire() {
            return event;
        }

        @Override
        StreamDecoder decoder(Received received, int maxMessageBytes) {
            return StreamDecoder.ofEventStream(received, maxMessageBytes);
        }
    }

    private static final class OutgoingFrame extends Outgoing {

        private final Generator generator = new Generator();
        private final ByteBuffer header = BufferUtil.allocate(Generator.MAX_HEADER_LENGTH);
        private Frame frame;

        @Override
        void encode(PushMessage message) {
            frame = new Frame(OpCode.TEXT, message.payload());
            BufferUtil.clear(header);
            generator.generateHeader(frame, header);
        }

        @Override
        ByteBuffer wire() {
            ByteBuffer payload = frame.getPayload();
            return ByteBuffer.allocate(header.remaining() + payload.remaining())
                    .put(header.duplicate())
                    .put(payload.duplicate())
                    .flip();
        }

        @Override
        StreamDecoder decoder(Received received, int maxMessageBytes) {
            return StreamDecoder.ofWebSocket(received, maxMessageBytes);
        }
    }

    /** JSON and event of the message; a shared event costs each further subscriber a view of it. */
    @Benchmark
    public long eventStream(Audience audience) {
        audience.publish();
        return audience.published;
    }

    /** JSON of the message; each subscriber has a frame object and a header of its own, and Jetty knows no other way. */
    @Benchmark
    public long webSocket(Audience audience) {
        audience.publish();
        return audience.published;
    }
}
