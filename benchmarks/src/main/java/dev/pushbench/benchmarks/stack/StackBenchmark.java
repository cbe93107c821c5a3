package dev.pushbench.benchmarks.stack;

import dev.pushbench.benchmarks.framing.RoundTrip;
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

/**
 * One message through a whole server and a whole client, without sockets: from {@code Topic.broadcast} through the server
 * under test, Jetty's connections on both sides and memory in place of the network, until the client has the payload.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class StackBenchmark {

    /** One subscription, and the topic that it listens to. */
    @State(Scope.Thread)
    public static class Subscribed {

        /** Protocol and HTTP version. */
        @Param({"ws/1.1", "ws/2", "sse/1.1", "sse/2"})
        private String cell;

        @Param({"128", "1024", "16384"})
        private int payloadBytes;

        private MemoryServer server;
        private MemoryClient client;
        private byte[] payload;
        private long published;

        /** Connects, subscribes, and waits until the server has the subscription in its list. */
        @Setup
        public void setUp() throws Exception {
            payload = RoundTrip.payload(payloadBytes);
            server = new MemoryServer();
            client = new MemoryClient(cell, server.connector(), payloadBytes);
            server.awaitSubscription();
        }

        private long deliver() {
            published++;
            server.publish(payload);
            return client.awaitMessages(published);
        }

        /** Every message has arrived once, and the last one is the payload. */
        @TearDown
        public void check() {
            RoundTrip.checkPayload(payload, client.last());
            client.close();
            server.close();
            if (client.messages() != published) {
                throw new IllegalStateException(published + " messages published, " + client.messages() + " received");
            }
        }
    }

    /** Encodes, frames, writes, reads, decodes; the operation ends when the client's own thread has the message. */
    @Benchmark
    public long message(Subscribed subscribed) {
        return subscribed.deliver();
    }
}
